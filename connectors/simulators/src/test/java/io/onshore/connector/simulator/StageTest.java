package io.onshore.connector.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StageTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-02T12:00:00Z"), ZoneOffset.UTC);

  private final Stage<Wish> stage = new Stage<>(Wish.class, new InWords(), CLOCK);
  private final AtomicInteger handled = new AtomicInteger();

  private enum Wish {
    READ,
    WRITE
  }

  /** A provider that refuses in plain words. */
  private static final class InWords implements Stage.Refusals {
    @Override
    public Answer answer(Disturbance.Refuse refuse) {
      return Answer.text(refuse.status(), "text/plain", refuse.code())
          .with(requestIdHeader(), "id-of-" + refuse.code());
    }

    @Override
    public String requestIdHeader() {
      return "X-Id";
    }
  }

  private static final class NotHere extends Refusal {
    private static final long serialVersionUID = 1L;

    NotHere() {
      super("not here");
    }

    @Override
    public Answer answer(Clock clock) {
      return Answer.text(404, "text/plain", "asked at " + clock.instant()).with("X-Id", "missing");
    }
  }

  @AfterEach
  void close() {
    stage.close();
  }

  @Test
  void undisturbedRequestIsHandledAndCounted() {
    assertThat(text(play(Wish.READ))).isEqualTo("did it to abc");
    assertThat(handled).hasValue(1);
    assertThat(stage.log().count(Wish.READ)).isEqualTo(1);
    assertThat(stage.log().count(Wish.WRITE)).isZero();
    assertThat(stage.lastRefusedRequestId()).isEmpty();
  }

  @Test
  void refusalThatWasAskedForComesInTheProvidersWordsAndNothingIsDone() {
    stage
        .faults()
        .next(Wish.READ, new Disturbance.Refuse(429, "busy", "", Map.of("Retry-After", "7")));
    Answer refused = play(Wish.READ);
    assertThat(refused.status()).isEqualTo(429);
    assertThat(text(refused)).isEqualTo("busy");
    assertThat(refused.headers()).containsEntry("Retry-After", "7");
    assertThat(handled).hasValue(0);
    assertThat(stage.lastRefusedRequestId()).contains("id-of-busy");
    assertThat(text(play(Wish.READ))).as("once").isEqualTo("did it to abc");
  }

  @Test
  void refusalOfTheDoubleItselfIsAnsweredByItsClock() {
    Answer refused =
        stage.play(
            Wish.READ,
            call(),
            ignored -> {
              throw new NotHere();
            });
    assertThat(text(refused)).isEqualTo("asked at 2026-03-02T12:00:00Z");
    assertThat(stage.lastRefusedRequestId()).contains("missing");
  }

  @Test
  void lostAnswerIsDoneAndACutRequestIsNot() {
    stage.faults().next(Wish.WRITE, new Disturbance.LoseAnswer());
    assertThat(play(Wish.WRITE).body()).isInstanceOf(Answer.Body.Reset.class);
    assertThat(handled).hasValue(1);
    stage.faults().next(Wish.WRITE, new Disturbance.CutBefore());
    assertThat(play(Wish.WRITE).body()).isInstanceOf(Answer.Body.Reset.class);
    assertThat(handled).hasValue(1);
  }

  @Test
  void flippedBitChangesTheBodyAndNotItsLength() {
    stage.faults().next(Wish.WRITE, new Disturbance.FlipBit());
    assertThat(text(play(Wish.WRITE))).isEqualTo("did it to acc");
  }

  @Test
  void remarkIsMadeOnAnAnswerThatIsGivenAllTheSame() {
    stage.faults().next(Wish.READ, new Disturbance.Remark(Map.of("Left", "0")));
    Answer answer = play(Wish.READ);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.headers()).containsEntry("Left", "0");
    assertThat(handled).hasValue(1);
  }

  @Test
  void garbledAnswerHasAnIdAndNoMeaning() {
    stage.faults().next(Wish.READ, new Disturbance.Garble());
    assertThat(play(Wish.READ).status()).isEqualTo(418);
    assertThat(stage.lastRefusedRequestId()).isPresent();
    assertThat(handled).hasValue(0);
  }

  @Test
  void heldRequestIsToldOnceAndEndsWithTheDouble() throws Exception {
    stage.faults().next(Wish.READ, new Disturbance.Hold());
    CompletableFuture<Answer> held = CompletableFuture.supplyAsync(() -> play(Wish.READ));
    assertThat(stage.awaitHeld(Duration.ofSeconds(30))).isTrue();
    assertThat(stage.awaitHeld(Duration.ZERO)).isFalse();
    assertThat(held).isNotDone();
    stage.close();
    assertThat(held).succeedsWithin(Duration.ofSeconds(30));
    assertThat(handled).hasValue(0);
  }

  @Test
  void slowRequestIsDoneWhenTheDoubleEnds() {
    stage.faults().next(Wish.READ, new Disturbance.Wait(Duration.ofHours(1)));
    CompletableFuture<Answer> slow = CompletableFuture.supplyAsync(() -> play(Wish.READ));
    stage.close();
    assertThat(slow).succeedsWithin(Duration.ofSeconds(30));
    assertThat(handled).hasValue(1);
  }

  private Answer play(Wish wish) {
    return stage.play(
        wish,
        call(),
        call -> {
          handled.incrementAndGet();
          return Answer.text(200, "text/plain", "did it to " + call.text());
        });
  }

  private static Call call() {
    return new Call(
        "PUT", "localhost:1", "/thing", Map.of(), Map.of(), "abc".getBytes(StandardCharsets.UTF_8));
  }

  private static String text(Answer answer) {
    return new String(((Answer.Body.Bytes) answer.body()).bytes(), StandardCharsets.UTF_8);
  }
}
