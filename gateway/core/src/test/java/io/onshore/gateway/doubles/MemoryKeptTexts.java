package io.onshore.gateway.doubles;

import io.onshore.gateway.rules.KeptTexts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Kept texts as a list. Safe for several threads. */
public final class MemoryKeptTexts implements KeptTexts {
  private final List<Kept> all = new ArrayList<>();
  private boolean down;

  /** Whether nothing can be kept. */
  public synchronized void down(boolean is) {
    down = is;
  }

  @Override
  public synchronized void keep(Kept kept) {
    if (down) {
      throw new IllegalStateException("down");
    }
    all.removeIf(each -> each.kind() == kept.kind() && each.digest().equals(kept.digest()));
    all.add(kept);
  }

  private List<Kept> of(Kind kind) {
    return all.stream()
        .filter(each -> each.kind() == kind)
        .sorted(Comparator.comparing(Kept::since))
        .toList();
  }

  @Override
  public synchronized Optional<Kept> newest(Kind kind) {
    return of(kind).reversed().stream().findFirst();
  }

  @Override
  public synchronized Optional<Kept> find(Kind kind, String digest) {
    return of(kind).stream().filter(each -> each.digest().equals(digest)).findFirst();
  }

  @Override
  public synchronized List<Kept> inForce(Kind kind, Instant from, Instant to) {
    Optional<Kept> before =
        of(kind).reversed().stream().filter(each -> each.since().isBefore(from)).findFirst();
    List<Kept> found = new ArrayList<>(before.stream().toList());
    of(kind).stream()
        .filter(each -> !each.since().isBefore(from) && each.since().isBefore(to))
        .forEach(found::add);
    return List.copyOf(found);
  }
}
