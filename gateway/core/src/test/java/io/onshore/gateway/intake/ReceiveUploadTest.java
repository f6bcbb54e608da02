package io.onshore.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onshore.connector.Digest;
import io.onshore.connector.DigestAlgorithm;
import io.onshore.gateway.audit.AuditType;
import io.onshore.gateway.doubles.Power.PowerCut;
import io.onshore.gateway.doubles.SampleFiles;
import io.onshore.gateway.doubles.World;
import io.onshore.gateway.envelope.EnvelopeInspector;
import io.onshore.gateway.practice.Caller;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.refusal.RefusalCode;
import io.onshore.gateway.refusal.RequestRefused;
import io.onshore.gateway.transfer.Transfer;
import io.onshore.gateway.transfer.TransferId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From the declaration to the moment when nothing but sending is left. */
class ReceiveUploadTest {
  private static final int HEAD = EnvelopeInspector.HEAD_BYTES;
  private static final int CHECKPOINT = 8 << 20;
  private static final byte[] FILE = SampleFiles.age(100_000);

  private final World world = new World();

  private static void refusedAs(RefusalCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            RequestRefused.class,
            refused -> {
              assertThat(refused.code()).isEqualTo(code);
              assertThat(refused.hint()).isNotBlank();
            });
  }

  private void assertWholeAndRight(Transfer transfer, byte[] file) {
    assertThat(transfer.received()).isEqualTo(file.length);
    assertThat(world.spool.content(transfer.id())).isEqualTo(file);
    assertThat(transfer.digests())
        .isEqualTo(World.digests(file, EnumSet.of(DigestAlgorithm.SHA256, DigestAlgorithm.SHA1)));
    assertThat(transfer.seal().orElseThrow().kind()).isEqualTo("AGE");
  }

  @Test
  void decidesBeforeTheFirstByte() {
    Transfer declared = world.declare(FILE);
    assertThat(declared.state().code()).isEqualTo("RECEIVING");
    assertThat(declared.decision().evidence()).isNotEmpty();
    assertThat(world.spool.holds(declared.id())).isFalse();
    assertThat(world.trail.types())
        .containsExactly(AuditType.EVIDENCE_PROBED, AuditType.TRANSFER_DECLARED);
  }

  @Test
  void refusesWhatThePolicyBlocksAndKeepsNothing() {
    world.provider.places = Set.of("RU");
    assertThatThrownBy(() -> world.declare(FILE))
        .isInstanceOfSatisfying(
            RequestRefused.class,
            refused -> {
              assertThat(refused.code()).isEqualTo(RefusalCode.RESIDENCY_BLOCKED);
              assertThat(refused.decision().orElseThrow().decision().findings())
                  .anyMatch(finding -> finding.ruleId().equals("IN-RU"));
              assertThat(
                      world.journal.decision(World.PRACTICE, refused.decision().orElseThrow().id()))
                  .isEqualTo(refused.decision());
            });
    assertThat(world.journal.list(World.PRACTICE, Optional.empty(), Optional.empty(), 10))
        .isEmpty();
    assertThat(world.trail.types()).endsWith(AuditType.TRANSFER_BLOCKED);
  }

  @Test
  void refusesADeclarationThatCannotBeSent() {
    refusedAs(
        RefusalCode.INVALID_REQUEST,
        () ->
            world
                .receive()
                .declare(World.CLINICIAN, World.declaration(0, Optional.empty(), Set.of())));
    world.provider.maxBytes = 10;
    refusedAs(RefusalCode.FILE_TOO_LARGE, () -> world.declare(FILE));
    Caller stranger = new Caller("sub-9", "Nobody", new PracticeId("elsewhere"), Set.of());
    refusedAs(
        RefusalCode.PRACTICE_UNKNOWN,
        () -> world.receive().declare(stranger, World.declaration(FILE)));
  }

  @Test
  void takesAWholeFileInOneRequest() throws IOException {
    Transfer whole = world.receiveWhole(FILE);
    assertThat(whole.state().code()).isEqualTo("QUEUED");
    assertWholeAndRight(whole, FILE);
    assertThat(world.trail.types())
        .containsExactly(
            AuditType.EVIDENCE_PROBED,
            AuditType.TRANSFER_DECLARED,
            AuditType.FILE_RECEIVED,
            AuditType.FILE_ACCEPTED);
  }

  @Test
  void takesAFileByteByByte() throws IOException {
    byte[] file = SampleFiles.age(300);
    TransferId id = world.declare(file).id();
    Transfer last = world.now(id);
    for (int i = 0; i < file.length; i++) {
      last = world.append(id, file, i, i + 1);
    }
    assertWholeAndRight(last, file);
  }

  @ParameterizedTest
  @ValueSource(ints = {HEAD - 1, HEAD, HEAD + 1})
  void takesAFileInTwoPiecesAroundTheHead(int cut) throws IOException {
    TransferId id = world.declare(FILE).id();
    assertThat(world.append(id, FILE, 0, cut).received()).isEqualTo(cut);
    assertWholeAndRight(world.append(id, FILE, cut, FILE.length), FILE);
  }

  @ParameterizedTest
  @ValueSource(ints = {HEAD - 1, HEAD, HEAD + 1})
  void takesAFileThatEndsAroundTheHead(int size) throws IOException {
    byte[] file = SampleFiles.ageOfSize(size);
    assertWholeAndRight(world.receiveWhole(file), file);
  }

  @ParameterizedTest
  @ValueSource(ints = {CHECKPOINT - 1, CHECKPOINT, CHECKPOINT + 1})
  void takesAFileInTwoPiecesAroundACheckpoint(int cut) throws IOException {
    byte[] file = SampleFiles.age(CHECKPOINT + 100_000);
    TransferId id = world.declare(file).id();
    world.append(id, file, 0, cut);
    assertThat(world.now(id).received()).isEqualTo(cut);
    assertWholeAndRight(world.append(id, file, cut, file.length), file);
  }

  @Test
  void refusesBytesThatDoNotContinueWhereTheUploadStands() throws IOException {
    TransferId id = world.declare(FILE).id();
    world.append(id, FILE, 0, 500);
    refusedAs(RefusalCode.OFFSET_MISMATCH, () -> world.append(id, FILE, 499, 600));
    refusedAs(RefusalCode.OFFSET_MISMATCH, () -> world.append(id, FILE, 501, 600));
    assertThat(world.now(id).received()).isEqualTo(500);
    assertWholeAndRight(world.append(id, FILE, 500, FILE.length), FILE);
  }

  @ParameterizedTest
  @CsvSource({"1, 0", "1, 1000", "70000, 0", "70000, 1000"})
  void refusesMoreBytesThanWereDeclared(int more, int first) throws IOException {
    TransferId id = world.declare(FILE).id();
    byte[] longer = Arrays.copyOf(FILE, FILE.length + more);
    world.append(id, FILE, 0, first);
    refusedAs(RefusalCode.LENGTH_EXCEEDED, () -> world.append(id, longer, first, longer.length));
    assertThat(world.now(id).state().code()).isEqualTo("RECEIVING");
    assertThat(world.now(id).received()).isLessThanOrEqualTo(FILE.length);
  }

  /** Gives so many bytes and then breaks, as a phone does in a lift. */
  private static InputStream breaking(byte[] file, int from, int to) {
    return new InputStream() {
      private int at = from;

      @Override
      public int read() throws IOException {
        if (at >= to) {
          throw new IOException("planned: the connection broke");
        }
        return file[at++] & 0xff;
      }

      @Override
      public int read(byte[] into, int offset, int length) throws IOException {
        if (at >= to) {
          throw new IOException("planned: the connection broke");
        }
        int count = Math.min(length, to - at);
        System.arraycopy(file, at, into, offset, count);
        at += count;
        return count;
      }
    };
  }

  @ParameterizedTest
  @CsvSource({
    "1, false",
    "65535, false",
    "65536, false",
    "99999, false",
    "1, true",
    "65535, true",
    "65536, true",
    "99999, true"
  })
  void keepsWhatCameBeforeTheConnectionBroke(int bytes, boolean newProcess) throws IOException {
    TransferId id = world.declare(FILE).id();
    assertThatThrownBy(
            () -> world.receive().append(World.CLINICIAN, id, 0, breaking(FILE, 0, bytes)))
        .isInstanceOf(IOException.class);
    assertThat(world.now(id).received()).isEqualTo(bytes);
    if (newProcess) {
      world.boot();
    }
    assertWholeAndRight(world.append(id, FILE, bytes, FILE.length), FILE);
  }

  @Test
  void resumesAfterACrashFromWhatIsDurable() throws IOException {
    byte[] file = SampleFiles.age(CHECKPOINT + 200_000);
    int points = pointsOfReceiving(file);
    for (int point = 0; point < points; point += Math.max(1, points / 12)) {
      World crashing = new World();
      TransferId id = crashing.declare(file).id();
      crashing.power.cutAt(point);
      try {
        crashing.append(id, file, 0, file.length);
      } catch (PowerCut killed) {
        crashing.boot();
        Transfer left = crashing.now(id);
        if (left.state().code().equals("RECEIVING")) {
          crashing.append(id, file, (int) left.received(), file.length);
        } else if (left.state().code().equals("RECEIVED")) {
          crashing.receive().recheck(left);
        }
      }
      Transfer end = crashing.now(id);
      assertThat(end.state().code()).as("killed at " + point).isEqualTo("QUEUED");
      assertThat(crashing.spool.content(id)).as("killed at " + point).isEqualTo(file);
      assertThat(end.digests().by(DigestAlgorithm.SHA256)).contains(World.sha256(file));
    }
  }

  private static int pointsOfReceiving(byte[] file) throws IOException {
    World dry = new World();
    TransferId id = dry.declare(file).id();
    int before = dry.power.passed().size();
    dry.append(id, file, 0, file.length);
    return dry.power.passed().size() - before;
  }

  private void assertRefusedAndShredded(TransferId id, RefusalCode code) {
    assertThat(world.now(id).state().code()).isEqualTo("REFUSED");
    assertThat(world.spool.holds(id)).isFalse();
    assertThat(world.trail.types()).endsWith(AuditType.FILE_REFUSED);
    assertThat(world.trail.all().getLast().detail()).containsEntry("code", code.name());
    refusedAs(code, () -> world.append(id, FILE, 0, 1));
  }

  @Test
  void refusesAPhotoAtItsHead() {
    byte[] photo = SampleFiles.jpeg(3 * HEAD);
    TransferId id = world.declare(photo).id();
    InputStream never =
        breaking(Arrays.copyOf(photo, HEAD), 0, HEAD); // what comes after the head is not asked for
    refusedAs(
        RefusalCode.ENVELOPE_NOT_SEALED,
        () -> world.receive().append(World.CLINICIAN, id, 0, never));
    assertRefusedAndShredded(id, RefusalCode.ENVELOPE_NOT_SEALED);
    assertThat(world.trail.all().getLast().detail().get("looksLike")).contains("JPEG");
  }

  @Test
  void refusesAPhotoThatDrips() throws IOException {
    byte[] photo = SampleFiles.jpeg(2_000);
    TransferId id = world.declare(photo).id();
    for (int i = 0; i < photo.length - 1; i++) {
      world.append(id, photo, i, i + 1);
    }
    refusedAs(
        RefusalCode.ENVELOPE_NOT_SEALED,
        () -> world.append(id, photo, photo.length - 1, photo.length));
    assertRefusedAndShredded(id, RefusalCode.ENVELOPE_NOT_SEALED);
  }

  @Test
  void refusesAPhotoThatDripsThroughSeveralProcesses() throws IOException {
    byte[] photo = SampleFiles.jpeg(3 * HEAD);
    TransferId id = world.declare(photo).id();
    int step = HEAD / 16;
    for (int i = 0; i < HEAD - step; i += step) {
      world.append(id, photo, i, i + step);
      world.boot();
    }
    refusedAs(
        RefusalCode.ENVELOPE_NOT_SEALED, () -> world.append(id, photo, HEAD - step, HEAD + 1));
    assertRefusedAndShredded(id, RefusalCode.ENVELOPE_NOT_SEALED);
  }

  @Test
  void refusesAFileThatIsNotTheDeclaredOne() {
    Digest other = World.sha256(SampleFiles.age(5));
    TransferId id =
        world
            .receive()
            .declare(World.CLINICIAN, World.declaration(FILE.length, Optional.of(other), Set.of()))
            .id();
    refusedAs(RefusalCode.DIGEST_MISMATCH, () -> world.append(id, FILE, 0, FILE.length));
    assertRefusedAndShredded(id, RefusalCode.DIGEST_MISMATCH);
  }

  @Test
  void refusesAnAgeFileThatEndsTooEarly() {
    byte[] cut = SampleFiles.cutAge();
    TransferId id = world.declare(cut).id();
    refusedAs(RefusalCode.ENVELOPE_TRUNCATED, () -> world.append(id, cut, 0, cut.length));
    assertRefusedAndShredded(id, RefusalCode.ENVELOPE_TRUNCATED);
  }

  @Test
  void refusesMoreFilesWhenTheSpoolIsFull() throws IOException {
    TransferId id = world.declare(FILE).id();
    world.spool.full(true);
    refusedAs(RefusalCode.SPOOL_FULL, () -> world.append(id, FILE, 0, FILE.length));
    world.spool.full(false);
    assertWholeAndRight(world.append(id, FILE, 0, FILE.length), FILE);
  }

  /** Gives some bytes, and then nothing, until somebody interrupts. */
  private static final class Hanging extends InputStream {
    private final byte[] file;
    private final CountDownLatch hangs = new CountDownLatch(1);
    private int left;

    Hanging(byte[] file, int bytes) {
      this.file = file;
      this.left = bytes;
    }

    @Override
    public int read() {
      throw new UnsupportedOperationException("read in pieces");
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      if (left > 0) {
        int count = Math.min(left, length);
        System.arraycopy(file, 0, into, offset, count);
        left -= count;
        return count;
      }
      hangs.countDown();
      try {
        new CountDownLatch(1).await();
        return -1;
      } catch (InterruptedException interrupted) {
        throw new InterruptedIOException("interrupted");
      }
    }
  }

  private CompletableFuture<Transfer> hangingAppend(TransferId id, int offset, Hanging hanging)
      throws InterruptedException {
    CompletableFuture<Transfer> answer = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                answer.complete(world.receive().append(World.CLINICIAN, id, offset, hanging));
              } catch (IOException | RuntimeException ended) {
                answer.completeExceptionally(ended);
              }
            });
    assertThat(hanging.hangs.await(10, TimeUnit.SECONDS)).isTrue();
    return answer;
  }

  @Test
  void letsANewerRequestTakeOverAHangingOne() throws Exception {
    TransferId id = world.declare(FILE).id();
    CompletableFuture<Transfer> old = hangingAppend(id, 0, new Hanging(FILE, 1_000));

    refusedAs(RefusalCode.OFFSET_MISMATCH, () -> world.append(id, FILE, 0, FILE.length));
    assertThat(world.now(id).received()).isEqualTo(1_000);
    assertWholeAndRight(world.append(id, FILE, 1_000, FILE.length), FILE);
    assertThatThrownBy(() -> old.get(10, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(InterruptedIOException.class);
  }

  @Test
  void endsAnUploadThatTheClientGivesUp() throws Exception {
    TransferId id = world.declare(FILE).id();
    CompletableFuture<Transfer> old = hangingAppend(id, 0, new Hanging(FILE, 1_000));
    assertThat(world.receive().terminate(World.CLINICIAN, id).state().code())
        .isEqualTo("CANCELLED");
    assertThat(world.spool.holds(id)).isFalse();
    assertThat(world.trail.types()).endsWith(AuditType.TRANSFER_CANCELLED);
    refusedAs(RefusalCode.UPLOAD_ENDED, () -> world.append(id, FILE, 1_000, FILE.length));
    refusedAs(RefusalCode.NOT_NOW, () -> world.receive().terminate(World.CLINICIAN, id));
    assertThatThrownBy(() -> old.get(10, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class);
  }

  @Test
  void endsUploadsThatNobodyContinues() throws IOException {
    TransferId idle = world.declare(FILE).id();
    world.append(idle, FILE, 0, 1_000);
    world.clock.advance(Duration.ofHours(23));
    TransferId busy = world.declare(FILE).id();
    world.append(busy, FILE, 0, 1_000);
    world.clock.advance(Duration.ofHours(2));

    world.receive().expire(Duration.ofHours(24));

    assertThat(world.now(idle).state().code()).isEqualTo("CANCELLED");
    assertThat(world.spool.holds(idle)).isFalse();
    assertThat(world.trail.all().getLast().detail()).containsEntry("reason", "IDLE");
    assertThat(world.now(busy).state().code()).isEqualTo("RECEIVING");
    assertWholeAndRight(world.append(busy, FILE, 1_000, FILE.length), FILE);
  }

  @Test
  void endsAnIdleUploadWhoseRequestStillHangs() throws Exception {
    TransferId id = world.declare(FILE).id();
    world.append(id, FILE, 0, 1_000);
    CompletableFuture<Transfer> old = hangingAppend(id, 1_000, new Hanging(FILE, 0));
    world.clock.advance(Duration.ofHours(25));
    world.receive().expire(Duration.ofHours(24));
    assertThatThrownBy(() -> old.get(10, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class);
    assertThat(world.spool.holds(id)).isFalse();
    assertThat(world.now(id).state().code()).isEqualTo("CANCELLED");
  }

  @Test
  void keepsAnUploadThatBroughtBytesThoughNoneWasRecordedYet() throws Exception {
    TransferId id = world.declare(FILE).id();
    CompletableFuture<Transfer> old = hangingAppend(id, 0, new Hanging(FILE, 1_000));
    world.clock.advance(Duration.ofHours(25));
    world.receive().expire(Duration.ofHours(24));
    assertThatThrownBy(() -> old.get(10, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class);
    assertThat(world.now(id).received()).isEqualTo(1_000);
    assertWholeAndRight(world.append(id, FILE, 1_000, FILE.length), FILE);
  }

  @ParameterizedTest
  @CsvSource({
    "AU, QUEUED",
    "NZ, QUEUED",
    "US, AWAITING_ACKNOWLEDGEMENT",
    "CN, HELD",
    "ZZ, HELD",
  })
  void goesWhereTheDecisionSends(String place, String state) throws IOException {
    world.provider.places = Set.of(place);
    assertThat(world.receiveWhole(FILE).state().code()).isEqualTo(state);
    assertThat(world.spool.content(newest())).isEqualTo(FILE);
  }

  private TransferId newest() {
    return world
        .journal
        .list(World.PRACTICE, Optional.empty(), Optional.empty(), 1)
        .getFirst()
        .id();
  }

  @Test
  void queuesAtOnceWhatWasAcknowledgedWithTheDeclaration() throws IOException {
    world.provider.places = Set.of("US");
    Transfer declared =
        world
            .receive()
            .declare(
                World.CLINICIAN, World.declaration(FILE.length, Optional.empty(), Set.of("IN-US")));
    assertThat(declared).isEqualTo(world.now(declared.id()));
    Transfer whole = world.append(declared.id(), FILE, 0, FILE.length);
    assertThat(whole.state().code()).isEqualTo("QUEUED");
    assertThat(world.trail.types()).contains(AuditType.WARNING_ACKNOWLEDGED);
  }

  @Test
  void refusesAnAcknowledgementOfWhatIsNoWarningAndDeclaresNothing() {
    world.provider.places = Set.of("US");
    refusedAs(
        RefusalCode.INCOMPLETE_STATEMENT,
        () ->
            world
                .receive()
                .declare(
                    World.CLINICIAN,
                    World.declaration(FILE.length, Optional.empty(), Set.of("IN-RU"))));
    assertThat(world.journal.list(World.PRACTICE, Optional.empty(), Optional.empty(), 1)).isEmpty();
  }

  @Test
  void takesTheLastByteAlsoWhenTheWarningIsAcknowledgedMeanwhile() throws IOException {
    world.provider.places = Set.of("US");
    Transfer declared = world.declare(FILE);
    InputStream interrupted =
        new ByteArrayInputStream(FILE) {
          private boolean acknowledged;

          @Override
          public int read(byte[] into) throws IOException {
            if (!acknowledged) {
              acknowledged = true;
              world
                  .statements()
                  .acknowledge(World.CLINICIAN, declared, Set.of("IN-US"), "AGREED", "");
            }
            return super.read(into);
          }
        };
    Transfer whole = world.receive().append(World.CLINICIAN, declared.id(), 0, interrupted);
    assertThat(whole.state().code()).isEqualTo("QUEUED");
    assertWholeAndRight(whole, FILE);
  }

  @Test
  void takesTheLastByteAlsoWhenTheWarningIsAcknowledgedInTheVeryMoment() throws IOException {
    world.provider.places = Set.of("US");
    Transfer declared = world.declare(FILE);
    world.journal.beforeNextStep(
        () ->
            world
                .statements()
                .acknowledge(World.CLINICIAN, declared, Set.of("IN-US"), "AGREED", ""));

    Transfer whole =
        world.receive().append(World.CLINICIAN, declared.id(), 0, new ByteArrayInputStream(FILE));

    assertThat(whole.state().code()).isEqualTo("QUEUED");
    assertWholeAndRight(whole, FILE);
  }

  @Test
  void refusesAPhotoAlsoWhenAStatementIsMadeMeanwhile() {
    world.provider.places = Set.of("US");
    byte[] photo = SampleFiles.jpeg(2 * HEAD);
    Transfer declared = world.declare(photo);
    InputStream interrupted =
        new ByteArrayInputStream(photo) {
          @Override
          public int read(byte[] into) throws IOException {
            if (pos == 0) {
              world
                  .statements()
                  .acknowledge(World.CLINICIAN, declared, Set.of("IN-US"), "AGREED", "");
            }
            return super.read(into);
          }
        };
    refusedAs(
        RefusalCode.ENVELOPE_NOT_SEALED,
        () -> world.receive().append(World.CLINICIAN, declared.id(), 0, interrupted));
    assertRefusedAndShredded(declared.id(), RefusalCode.ENVELOPE_NOT_SEALED);
  }

  @Test
  void refusesAndShredsAWholeFileWhoseDecisionBecameABlockMeanwhile() throws IOException {
    world.provider.places = Set.of("US");
    Transfer declared = world.declare(FILE);
    world.append(declared.id(), FILE, 0, 1_000);
    world.provider.places = Set.of("RU");
    world.clock.advance(World.FRESH_FOR);
    Transfer renewed =
        world.statements().acknowledge(World.CLINICIAN, declared, Set.of("IN-US"), "AGREED", "");
    assertThat(renewed.state().code()).isEqualTo("REFUSED");
    assertThat(world.spool.holds(declared.id())).isFalse();
    refusedAs(
        RefusalCode.RESIDENCY_BLOCKED, () -> world.append(declared.id(), FILE, 1_000, FILE.length));
    assertThat(world.provider.calls("begin")).isZero();
  }

  @Test
  void stopsAFileThatWasAskedToStopWhileItWasChecked() throws IOException {
    world.provider.places = Set.of("US");
    Transfer declared = world.declare(FILE);
    TransferId id = declared.id();
    InputStream last =
        new ByteArrayInputStream(FILE) {
          @Override
          public int read(byte[] into) throws IOException {
            int count = super.read(into);
            if (pos == FILE.length && count > 0 && into.length > 1) {
              // Runs before the step to RECEIVED; the one after it is the check's.
              world.journal.beforeNextStep(
                  () ->
                      world.journal.beforeNextStep(
                          () -> world.control().cancel(World.CLINICIAN, id)));
            }
            return count;
          }
        };
    world.receive().append(World.CLINICIAN, id, 0, last);
    assertThat(world.now(id).state().code()).isEqualTo("CANCELLED");
    assertThat(world.spool.holds(id)).isFalse();
  }

  @Test
  void findsNoTransferOfAnotherPractice() {
    TransferId id = world.declare(FILE).id();
    Caller stranger = new Caller("sub-9", "Nobody", new PracticeId("elsewhere"), Set.of());
    refusedAs(RefusalCode.TRANSFER_UNKNOWN, () -> world.receive().find(stranger, id));
    refusedAs(
        RefusalCode.TRANSFER_UNKNOWN,
        () -> world.receive().append(stranger, id, 0, new ByteArrayInputStream(new byte[] {1, 2})));
  }

  @Test
  void tellsNothingOfTheClientInAnyEvent() throws IOException {
    world.receiveWhole(FILE);
    List<String> words =
        world.trail.all().stream().flatMap(event -> event.detail().values().stream()).toList();
    assertThat(words).noneMatch(word -> word.contains("/") || word.contains("AU-VIC"));
  }
}
