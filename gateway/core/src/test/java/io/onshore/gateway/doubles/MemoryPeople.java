package io.onshore.gateway.doubles;

import io.onshore.gateway.directory.People;
import io.onshore.gateway.directory.Person;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.practice.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** People as a list of every writing, which fails when told to. Safe for several threads. */
public final class MemoryPeople implements People {
  private final List<Person> writings = new ArrayList<>();
  private boolean broken;

  public synchronized void broken(boolean now) {
    broken = now;
  }

  /** Every writing, the oldest first. */
  public synchronized List<Person> writings() {
    return List.copyOf(writings);
  }

  @Override
  public synchronized void keep(Person seen) {
    if (broken) {
      throw new IllegalStateException("the disk is full");
    }
    writings.add(seen);
  }

  @Override
  public synchronized List<Person> list(
      PracticeId practice, Optional<Role> role, Optional<String> after, int limit) {
    Map<String, Person> newest = new TreeMap<>();
    writings.stream()
        .filter(each -> each.practice().equals(practice))
        .forEach(each -> newest.put(each.subject(), each));
    return newest.values().stream()
        .filter(each -> role.map(each.roles()::contains).orElse(true))
        .filter(each -> after.map(last -> each.subject().compareTo(last) > 0).orElse(true))
        .limit(limit)
        .toList();
  }
}
