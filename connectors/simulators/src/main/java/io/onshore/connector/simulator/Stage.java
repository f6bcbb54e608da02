package io.onshore.connector.simulator;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What stands around every double's own addresses: the log of requests, and what goes wrong with
 * them. Safe for several threads.
 *
 * @param <O> the double's operations
 */
public final class Stage<O extends Enum<O>> implements AutoCloseable {
  private final Faults<O> faults = new Faults<>();
  private final RequestLog<O> log;
  private final Refusals refusals;
  private final Clock clock;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Semaphore held = new Semaphore(0);
  private final AtomicReference<@Nullable String> lastRefused = new AtomicReference<>();

  /**
   * @param refusals how this provider refuses
   */
  public Stage(Class<O> operations, Refusals refusals, Clock clock) {
    this.log = new RequestLog<>(operations);
    this.refusals = refusals;
    this.clock = clock;
  }

  /** How a provider refuses. */
  public interface Refusals {
    /** A refusal that a test asked for, without its special headers. */
    Answer answer(Disturbance.Refuse refuse);

    /** The header with the provider's id of a request; an answer may lack it. */
    String requestIdHeader();
  }

  /** What an address does. */
  @FunctionalInterface
  public interface Handling {
    /** Does what was asked. */
    Answer answer(Call call) throws Refusal;
  }

  /** The disturbances to come. */
  public Faults<O> faults() {
    return faults;
  }

  /** The requests so far, those to the admin addresses not counted. */
  public RequestLog<O> log() {
    return log;
  }

  /** The request id of the latest refusal. */
  public Optional<String> lastRefusedRequestId() {
    return Optional.ofNullable(lastRefused.get());
  }

  /** Waits for a request that {@link Disturbance.Hold} holds; each is told once. */
  public boolean awaitHeld(Duration atMost) throws InterruptedException {
    return held.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Lets held and slow requests go. */
  @Override
  public void close() {
    closed.countDown();
  }

  /** Answers a request, unless something goes wrong with it. */
  public Answer play(O operation, Call call, Handling handling) {
    log.note(operation, call);
    Answer answer =
        faults
            .take(operation)
            .map(disturbance -> disturbed(disturbance, call, handling))
            .orElseGet(() -> answer(call, handling));
    if (answer.status() >= 400) {
      lastRefused.set(answer.headers().get(refusals.requestIdHeader()));
    }
    return answer;
  }

  private Answer disturbed(Disturbance disturbance, Call call, Handling handling) {
    return switch (disturbance) {
      case Disturbance.Refuse refuse -> with(refuse.headers(), refusals.answer(refuse));
      case Disturbance.Remark remark -> with(remark.headers(), answer(call, handling));
      case Disturbance.CutBefore ignored -> Answer.reset();
      case Disturbance.LoseAnswer ignored -> {
        answer(call, handling);
        yield Answer.reset();
      }
      case Disturbance.Wait wait -> {
        pause(wait.delay());
        yield answer(call, handling);
      }
      case Disturbance.Hold ignored -> {
        held.release();
        pause(Duration.ofHours(1));
        yield Answer.reset();
      }
      case Disturbance.FlipBit ignored -> answer(flipped(call), handling);
      case Disturbance.Garble ignored ->
          Answer.text(418, "text/html", "<html>nobody reads this</html>")
              .with(refusals.requestIdHeader(), UUID.randomUUID().toString());
      case Disturbance.CutAnswerAfter cut -> cut(answer(call, handling), cut.bytes());
    };
  }

  private static Answer with(Map<String, String> headers, Answer answer) {
    Answer more = answer;
    for (Map.Entry<String, String> header : headers.entrySet()) {
      more = more.with(header.getKey(), header.getValue());
    }
    return more;
  }

  private Answer answer(Call call, Handling handling) {
    try {
      return handling.answer(call);
    } catch (Refusal refused) {
      return refused.answer(clock);
    }
  }

  /** Waits, but not beyond the end of the double. */
  private void pause(Duration delay) {
    try {
      closed.await(delay.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Call flipped(Call call) {
    byte[] body = call.body().clone();
    if (body.length > 0) {
      body[body.length / 2] ^= 1;
    }
    return new Call(
        call.method(), call.authority(), call.path(), call.query(), call.headers(), body);
  }

  private static Answer cut(Answer answer, long bytes) {
    return switch (answer.body()) {
      case Answer.Body.Stored stored ->
          new Answer(
              answer.status(),
              answer.headers(),
              new Answer.Body.Stored(stored.file(), stored.length(), bytes));
      case Answer.Body.Bytes ignored -> answer;
      case Answer.Body.Reset ignored -> answer;
    };
  }
}
