package io.onshore.gateway.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.onshore.connector.DigestAlgorithm;
import io.onshore.connector.Failure;
import io.onshore.gateway.audit.AuditType;
import io.onshore.gateway.doubles.Power.PowerCut;
import io.onshore.gateway.doubles.SampleFiles;
import io.onshore.gateway.doubles.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Kill the gateway anywhere, lose any answer: one object results, and it is proven to be the sent
 * one.
 */
class CrashMatrixTest {
  /** Three whole parts and a bit. */
  private static final byte[] FILE = SampleFiles.noise(3_500, 7);

  /** How providers differ in what matters to a crash. */
  enum Manners {
    PLAIN,
    TAKES_PARTS_IN_ANY_ORDER,
    HOLDS_LAST_PART_BACK,
    READ_BACK_ONLY,
    TELLS_DIGEST_LATE;

    World world() {
      World world = new World();
      switch (this) {
        case PLAIN -> {}
        case TAKES_PARTS_IN_ANY_ORDER -> world.provider.parallel = 3;
        case HOLDS_LAST_PART_BACK -> world.provider.holdsLastPartBack = true;
        case READ_BACK_ONLY -> {
          world.provider.reports = EnumSet.noneOf(DigestAlgorithm.class);
          world.provider.readsBack = true;
        }
        case TELLS_DIGEST_LATE -> world.provider.hideDigests(2);
      }
      return world;
    }
  }

  /** What is printed about one run. */
  private record Row(String point, String fate, String end, int objects, int leftOpen) {}

  /** Only these can say that the provider forgot an upload. */
  private static final Set<String> OF_A_SESSION = Set.of("send", "commit", "confirmed");

  private static List<String> pointsOf(Manners provider) {
    World world = provider.world();
    Transfer transfer = world.queued(FILE);
    int before = world.power.passed().size();
    assertThat(world.drive(transfer.id()).state().code()).isEqualTo("VERIFIED");
    List<String> all = world.power.passed();
    return all.subList(before, all.size());
  }

  private static void killAndStartAgain(World world, TransferId id, int point) {
    world.power.cutAt(point);
    try {
      world.drive(id);
      world.power.spare();
    } catch (PowerCut killed) {
      world.boot();
    }
  }

  @ParameterizedTest
  @EnumSource
  void oneProvenObjectResultsWhereverTheGatewayIsKilled(Manners provider) {
    List<String> points = pointsOf(provider);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      World world = provider.world();
      Transfer transfer = world.queued(FILE);
      killAndStartAgain(world, transfer.id(), i);
      Transfer end = world.drive(transfer.id());
      rows.add(row(world, i + " " + points.get(i), "killed", end));
      assertOneProvenObject(world, end, points.get(i));
    }
    print("killed once, provider " + provider, rows);
  }

  @ParameterizedTest
  @EnumSource
  void oneProvenObjectResultsWhenTheRecoveryIsKilledToo(Manners provider) {
    int points = pointsOf(provider).size();
    int runs = 0;
    for (int first = 0; first < points; first++) {
      for (int second = 0; second < points; second++) {
        World world = provider.world();
        Transfer transfer = world.queued(FILE);
        killAndStartAgain(world, transfer.id(), first);
        killAndStartAgain(world, transfer.id(), second);
        Transfer end = world.drive(transfer.id());
        assertOneProvenObject(world, end, first + " then " + second);
        runs++;
      }
    }
    System.out.println(
        "killed twice, provider " + provider + ": " + runs + " runs, all one object");
  }

  /** What can go wrong with one call. */
  private record Loss(String name, boolean arrived, Failure failure) {
    private static final List<Loss> ALL =
        List.of(
            new Loss("not reached", false, Failure.passing(Failure.Kind.UNAVAILABLE)),
            new Loss(
                "perhaps not reached",
                false,
                Failure.passing(Failure.Kind.UNAVAILABLE).withEffect(Failure.Effect.UNKNOWN)),
            new Loss(
                "answer lost",
                true,
                Failure.passing(Failure.Kind.UNAVAILABLE).withEffect(Failure.Effect.UNKNOWN)),
            new Loss(
                "throttled",
                false,
                new Failure(
                    Failure.Kind.THROTTLED,
                    new Failure.Retry.After(Duration.ofSeconds(7)),
                    Failure.Effect.NONE,
                    Optional.empty())),
            new Loss("offset mismatch", false, Failure.permanent(Failure.Kind.OFFSET_MISMATCH)),
            new Loss("grant gone", false, Failure.permanent(Failure.Kind.REAUTHORISE)),
            new Loss("session lost", false, Failure.permanent(Failure.Kind.SESSION_LOST)),
            new Loss("session lost, done", true, Failure.permanent(Failure.Kind.SESSION_LOST)));
  }

  @ParameterizedTest
  @EnumSource
  void oneProvenObjectResultsWhicheverAnswerIsLost(Manners provider) {
    World dry = provider.world();
    dry.drive(dry.queued(FILE).id());
    List<Row> rows = new ArrayList<>();
    List<String> calls = dry.provider.calls();
    for (String call : Set.copyOf(calls)) {
      long count = calls.stream().filter(call::equals).count();
      for (int nth = 1; nth <= count; nth++) {
        for (Loss loss : Loss.ALL) {
          if (loss.failure.kind() == Failure.Kind.SESSION_LOST && !OF_A_SESSION.contains(call)) {
            continue;
          }
          for (int times : List.of(1, 3)) {
            World world = provider.world();
            Transfer transfer = world.queued(FILE);
            world.provider.fail(call, nth, times, loss.arrived, loss.failure);
            Transfer end = world.drive(transfer.id());
            String point = call + " " + nth;
            rows.add(row(world, point, loss.name() + " x" + times, end));
            assertOneProvenObject(world, end, point + " " + loss.name() + " x" + times);
          }
        }
      }
    }
    print("answers lost, provider " + provider, rows);
  }

  private static Row row(World world, String point, String fate, Transfer end) {
    return new Row(
        point,
        fate,
        end.state().code(),
        world.provider.objects().size(),
        world.provider.unfinished());
  }

  private static void assertOneProvenObject(World world, Transfer end, String where) {
    assertThat(end.state().code()).as(where).isEqualTo("VERIFIED");
    assertThat(world.provider.objects()).as(where).singleElement().isEqualTo(FILE);
    assertThat(end.sent()).as(where).isEqualTo(FILE.length);
    assertThat(end.trouble()).as(where).isEmpty();
    assertOneEventForEachStep(world, where);
  }

  /** Versions count up by one, and every step stands in the trail once, in order. */
  private static void assertOneEventForEachStep(World world, String where) {
    List<Long> versions = new ArrayList<>();
    List<AuditType> told = new ArrayList<>();
    world
        .journal
        .steps()
        .forEach(
            step -> {
              versions.add(step.version());
              told.add(step.event().type());
            });
    for (int i = 0; i < versions.size(); i++) {
      assertThat(versions.get(i)).as(where).isEqualTo(i);
    }
    // A file that waited is decided on anew before it leaves, for which the provider is asked.
    assertThat(
            world.trail.types().stream().filter(type -> type != AuditType.EVIDENCE_PROBED).toList())
        .as(where)
        .isEqualTo(told);
    assertThat(told.stream().filter(type -> type == AuditType.FILE_VERIFIED).count())
        .as(where)
        .isEqualTo(1);
    assertThat(told).as(where).endsWith(AuditType.FILE_STORED, AuditType.FILE_VERIFIED);
  }

  private static void print(String title, List<Row> rows) {
    System.out.println(title + ": " + rows.size() + " runs");
    System.out.printf("%-38s %-24s %-9s %7s %9s%n", "point", "fate", "end", "objects", "left open");
    for (Row row : rows) {
      System.out.printf(
          "%-38s %-24s %-9s %7d %9d%n",
          row.point(), row.fate(), row.end(), row.objects(), row.leftOpen());
    }
  }
}
