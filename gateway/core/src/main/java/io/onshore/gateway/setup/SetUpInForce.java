package io.onshore.gateway.setup;

import io.onshore.gateway.destination.Connection;
import io.onshore.gateway.destination.DestinationId;
import io.onshore.gateway.destination.SetUp;
import io.onshore.gateway.destination.StorageDestination;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.rules.RulesRefused;
import io.onshore.policy.claim.Claims;
import io.onshore.policy.claim.Offer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is set up now: what the file declares, and what practices made beside it. The file goes
 * before: what it declares nobody else changes, and it does not come in force while a practice made
 * something of the same id. Safe for several threads.
 */
public final class SetUpInForce implements Supplier<SetUp> {
  private static final Logger LOG = System.getLogger(SetUpInForce.class.getName());

  private final Supplier<SetUp> declared;
  private final PracticeSetUps made;
  private final Map<String, Map<String, String>> given;
  private final Supplier<Claims> claims;
  private final Consumer<Connection> gone;

  private volatile @Nullable Merged value;
  private @Nullable Seen refused;

  private record Merged(Seen from, SetUp setUp) {}

  private record Seen(SetUp declared, Map<PracticeId, Integer> numbers) {}

  /**
   * @param declared what the set-up file declares
   * @param given settings that every connection to a provider has, by provider
   * @param claims the public claims dataset, whose offers destinations may name
   * @param gone is told of each connection that is set up no longer, or otherwise
   */
  public SetUpInForce(
      Supplier<SetUp> declared,
      PracticeSetUps made,
      Map<String, Map<String, String>> given,
      Supplier<Claims> claims,
      Consumer<Connection> gone) {
    this.declared = declared;
    this.made = made;
    this.given = Map.copyOf(given);
    this.claims = claims;
    this.gone = gone;
  }

  /** What is set up now. */
  @Override
  public SetUp get() {
    Merged now = value;
    return now == null ? started() : now.setUp();
  }

  private synchronized SetUp started() {
    if (value == null) {
      Seen seen = seen();
      value = new Merged(seen, merge(seen.declared(), made.newest()));
    }
    return value.setUp();
  }

  private Seen seen() {
    return new Seen(declared.get(), made.numbers());
  }

  /** What the set-up file declares. */
  public SetUp declared() {
    return declared.get();
  }

  /**
   * Looks whether the file or what practices made changed. What does not fit together is told in
   * the log, and the set-up stays as it was.
   *
   * @return whether what is set up changed
   */
  public synchronized boolean look() {
    SetUp before = get();
    Seen seen = seen();
    if (value != null && seen.equals(value.from())) {
      return false;
    }
    try {
      SetUp merged = merge(seen.declared(), made.newest());
      value = new Merged(seen, merged);
      refused = null;
      Set<Connection> vanished = new HashSet<>(before.connections());
      merged.connections().forEach(vanished::remove);
      vanished.forEach(gone);
      return true;
    } catch (RulesRefused conflict) {
      if (!seen.equals(refused)) {
        LOG.log(
            Level.ERROR,
            "the set-up file and what practices made do not fit, and stay as they were:\n{0}",
            conflict.getMessage());
        refused = seen;
      }
      return false;
    }
  }

  /**
   * Makes sure that what practices made fits a new set-up file.
   *
   * @throws RulesRefused with every conflict
   */
  public static void requireFits(
      SetUp candidate,
      PracticeSetUps made,
      Map<String, Map<String, String>> given,
      Supplier<Claims> claims) {
    new SetUpInForce(() -> candidate, made, given, claims, connection -> {}).get();
  }

  /**
   * The set-up as it would be if a practice made this.
   *
   * @throws RulesRefused if it does not fit
   */
  SetUp with(PracticeId practice, PracticeSetUp candidate) {
    List<PracticeSetUpVersion> versions = new ArrayList<>();
    made.newest().stream()
        .filter(version -> !version.practice().equals(practice))
        .forEach(versions::add);
    versions.add(new PracticeSetUpVersion(practice, 0, candidate, "", Instant.EPOCH));
    return merge(declared.get(), versions);
  }

  private SetUp merge(SetUp file, List<PracticeSetUpVersion> versions) {
    List<RulesRefused.Problem> problems = new ArrayList<>();
    List<Connection> connections = new ArrayList<>(file.connections());
    List<StorageDestination> destinations = new ArrayList<>(file.destinations());
    for (PracticeSetUpVersion version : versions) {
      PracticeId practice = version.practice();
      if (file.practice(practice).isEmpty()) {
        // Nobody can sign in to it; what it made waits for the practice to come back.
        continue;
      }
      List<Connection> reached = new ArrayList<>(file.connections(practice));
      for (MadeConnection each : version.setUp().connections()) {
        if (file.connection(practice, each.id()).isPresent()) {
          problems.add(
              problem(
                  practice,
                  "connection `" + each.id() + "`",
                  "the set-up file declares one of this id"));
          continue;
        }
        Connection connection =
            each.of(practice, given.getOrDefault(each.provider().value(), Map.of()));
        reached.add(connection);
        connections.add(connection);
      }
      for (MadeDestination each : version.setUp().destinations()) {
        Optional<String> wrong = add(file, practice, reached, each, destinations);
        wrong.ifPresent(
            reason -> problems.add(problem(practice, "destination `" + each.id() + "`", reason)));
      }
    }
    if (!problems.isEmpty()) {
      throw new RulesRefused(problems);
    }
    return new SetUp(file.practices(), connections, destinations, file.members());
  }

  /** Why it cannot be added, if it cannot. */
  private Optional<String> add(
      SetUp file,
      PracticeId practice,
      List<Connection> reached,
      MadeDestination made,
      List<StorageDestination> destinations) {
    DestinationId id = made.id();
    if (file.destination(practice, id).isPresent()) {
      return Optional.of("the set-up file declares one of this id");
    }
    Optional<Connection> connection =
        reached.stream().filter(each -> each.id().equals(made.connection())).findFirst();
    if (connection.isEmpty()) {
      return Optional.of("there is no connection `" + made.connection() + "` in this practice");
    }
    if (!connection.get().allows(made.location())) {
      return Optional.of("connection `" + made.connection() + "` allows other folders only");
    }
    if (made.offer().isPresent()) {
      Optional<Offer> offer = claims.get().offer(made.offer().get());
      if (offer.isEmpty()) {
        return Optional.of("the claims dataset has no offer `" + made.offer().get() + "`");
      }
      if (!offer.get().provider().equals(connection.get().provider().value())) {
        return Optional.of("offer `" + made.offer().get() + "` is of another provider");
      }
    }
    destinations.add(made.at(connection.get()));
    return Optional.empty();
  }

  private static RulesRefused.Problem problem(PracticeId practice, String place, String reason) {
    return new RulesRefused.Problem("practice " + practice, place, reason);
  }
}
