package io.onshore.gateway.directory;

import io.onshore.gateway.destination.SetUp;
import io.onshore.gateway.practice.Caller;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.practice.Role;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The names of the people of a practice, so that its screens need not show subjects. Safe for
 * several threads and replicas.
 */
public final class Directory {
  /** Who was not seen for longer is not offered any more. */
  public static final Period OFFERED_FOR = Period.ofDays(90);

  private static final Logger LOG = System.getLogger(Directory.class.getName());

  /** In characters; a longer name is cut. */
  private static final int LONGEST_NAME = 200;

  /** In characters; OpenID Connect allows no longer one, so that is nobody's. */
  private static final int LONGEST_SUBJECT = 255;

  /** People who are remembered as written; above it, all are forgotten and written once more. */
  private static final int MOST_REMEMBERED = 10_000;

  private final People people;
  private final Supplier<SetUp> setUp;
  private final Clock clock;
  private final Executor apart;
  private final Map<Key, Person> written = new ConcurrentHashMap<>();

  /** One write at a time, so that the newest name is the last one written. */
  private final ReentrantLock turn = new ReentrantLock();

  /**
   * @param apart where writing is done, so that nobody waits for it
   */
  public Directory(People people, Supplier<SetUp> setUp, Clock clock, Executor apart) {
    this.people = people;
    this.setUp = setUp;
    this.clock = clock;
    this.apart = apart;
  }

  private record Key(PracticeId practice, String subject) {}

  /**
   * Somebody of the directory.
   *
   * @param offered whether to offer them where something can be given to a person: they were seen
   *     lately, had a role, and the set-up has not let them go since
   */
  public record Entry(Person person, boolean offered) {}

  /**
   * Takes down who asks. Returns at once, may be called for every request and from any thread: only
   * what changed, and the first time on a day, is written. What cannot be written is logged, and
   * tried again at their next request.
   *
   * @param login by which the set-up alone makes them a member, if it does
   */
  public void saw(Caller caller, Optional<String> login) {
    if (caller.subject().length() > LONGEST_SUBJECT) {
      return;
    }
    Key key = new Key(caller.practice(), caller.subject());
    Person seen =
        new Person(
            caller.practice(), caller.subject(), readable(caller), caller.roles(), login, today());
    Person before = written.get(key);
    Person now = before != null && seen.nameless() ? seen.named(before.name()) : seen;
    if (now.equals(before)) {
      return;
    }
    if (written.size() >= MOST_REMEMBERED) {
      written.clear();
    }
    written.put(key, now);
    apart.execute(() -> write(key, now));
  }

  private void write(Key key, Person now) {
    turn.lock();
    try {
      if (now.equals(written.get(key))) {
        people.keep(now);
      }
    } catch (RuntimeException failure) {
      written.remove(key, now);
      LOG.log(Level.WARNING, "who was seen acting for " + key.practice() + " is not kept", failure);
    } finally {
      turn.unlock();
    }
  }

  /** A name on one line that is not endless; the subject where there is none. */
  private static String readable(Caller caller) {
    String line = caller.name().replaceAll("\\p{Cntrl}+", " ").strip();
    if (line.isEmpty()) {
      return caller.subject();
    }
    return line.codePointCount(0, line.length()) <= LONGEST_NAME
        ? line
        : line.substring(0, line.offsetByCodePoints(0, LONGEST_NAME));
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  /**
   * Who was ever seen acting for a practice, in the order of their subjects: also who left, because
   * what they did keeps their name.
   *
   * @param role only those who had it when they were last seen
   * @param after only those whose subject comes after this one
   * @param limit the most to give
   */
  public List<Entry> list(
      PracticeId practice, Optional<Role> role, Optional<String> after, int limit) {
    LocalDate earliest = today().minus(OFFERED_FOR);
    SetUp now = setUp.get();
    return people.list(practice, role, after, limit).stream()
        .map(each -> new Entry(each, offered(each, earliest, now)))
        .toList();
  }

  private static boolean offered(Person person, LocalDate earliest, SetUp setUp) {
    return !person.lastSeen().isBefore(earliest)
        && !person.roles().isEmpty()
        && person
            .login()
            .map(
                login ->
                    setUp.memberships(login).stream()
                        .anyMatch(member -> member.practice().equals(person.practice())))
            .orElse(true);
  }
}
