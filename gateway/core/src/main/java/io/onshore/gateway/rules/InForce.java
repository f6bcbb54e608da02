package io.onshore.gateway.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What was read from files and is in force. Files that are bad are refused whole: the last good
 * ones stay in force, also over a restart. Safe for several threads.
 *
 * @param <T> what is read
 */
public final class InForce<T> implements Supplier<T> {
  private static final Logger LOG = System.getLogger(InForce.class.getName());

  private final KeptTexts.Kind kind;
  private final KeptTexts kept;
  private final Files files;
  private final Function<Map<String, String>, T> reading;
  private final BiFunction<T, Map<String, String>, String> digest;
  private final Consumer<T> check;
  private final Clock clock;

  /** What was judged last, good or bad; empty if that must be done again. */
  private Map<String, String> seen = Map.of();

  private volatile @Nullable T value;
  private volatile Optional<Refused> refused = Optional.empty();

  /**
   * @param reading makes the value, or throws {@link RulesRefused}
   * @param digest of a value and its texts, by which they are kept
   * @param check throws {@link RulesRefused} if the value does not fit what else is in force
   */
  public InForce(
      KeptTexts.Kind kind,
      KeptTexts kept,
      Files files,
      Function<Map<String, String>, T> reading,
      BiFunction<T, Map<String, String>, String> digest,
      Consumer<T> check,
      Clock clock) {
    this.kind = kind;
    this.kept = kept;
    this.files = files;
    this.reading = reading;
    this.digest = digest;
    this.check = check;
    this.clock = clock;
  }

  /**
   * Reads for the first time.
   *
   * @throws RulesRefused if the files are bad and there never were good ones
   */
  public synchronized InForce<T> start() {
    try {
      take(read());
    } catch (RulesRefused bad) {
      note(bad);
      value = lastGood().orElseThrow(() -> bad);
    }
    return this;
  }

  private Optional<T> lastGood() {
    return kept.newest(kind)
        .map(
            last -> {
              LOG.log(
                  Level.WARNING,
                  "{0} of {1} stays in force, with digest {2}",
                  kind,
                  last.since(),
                  last.digest());
              return reading.apply(last.texts());
            });
  }

  /**
   * Looks whether the files changed, and puts them in force if they are good.
   *
   * @return whether what is in force changed
   */
  public synchronized boolean look() {
    try {
      Map<String, String> texts = read();
      if (texts.equals(seen)) {
        return false;
      }
      take(texts);
      LOG.log(Level.INFO, "{0} was read again, with digest {1}", kind, digest.apply(get(), texts));
      return true;
    } catch (RulesRefused bad) {
      note(bad);
      return false;
    }
  }

  private Map<String, String> read() {
    try {
      return files.read();
    } catch (IOException | UncheckedIOException unreadable) {
      seen = Map.of();
      throw new RulesRefused(
          List.of(
              new RulesRefused.Problem(
                  kind.name().toLowerCase(Locale.ROOT), "whole", "the files cannot be read")));
    }
  }

  private void take(Map<String, String> texts) {
    T read;
    try {
      read = reading.apply(texts);
      check.accept(read);
    } catch (RulesRefused bad) {
      seen = texts;
      throw bad;
    }
    String now = digest.apply(read, texts);
    kept.keep(new KeptTexts.Kept(kind, now, texts, since(now)));
    value = read;
    seen = texts;
    refused = Optional.empty();
  }

  /** Texts that were in force before a restart, or in another replica, are in force since then. */
  private Instant since(String now) {
    return kept.newest(kind)
        .filter(last -> last.digest().equals(now))
        .map(KeptTexts.Kept::since)
        .orElseGet(clock::instant);
  }

  private void note(RulesRefused bad) {
    if (refused.map(Refused::problems).filter(bad.problems()::equals).isEmpty()) {
      LOG.log(Level.ERROR, "{0} is refused, and stays as it was:\n{1}", kind, bad.getMessage());
      refused = Optional.of(new Refused(clock.instant(), bad.problems()));
    }
  }

  /** The last good one. */
  @Override
  public T get() {
    T now = value;
    if (now == null) {
      throw new IllegalStateException(kind + " was not read yet");
    }
    return now;
  }

  /** Why the files that lie there now are not in force, if they are not. */
  public Optional<Refused> refused() {
    return refused;
  }

  /** Where the texts come from. */
  @FunctionalInterface
  public interface Files {
    /** The texts by file name, as they are now. */
    Map<String, String> read() throws IOException;
  }

  /** Files that were refused. */
  public record Refused(Instant at, List<RulesRefused.Problem> problems) {
    public Refused {
      problems = List.copyOf(problems);
    }
  }
}
