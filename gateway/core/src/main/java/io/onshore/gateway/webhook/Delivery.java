package io.onshore.gateway.webhook;

import io.onshore.gateway.egress.Reply;
import java.time.Instant;
import java.util.Optional;

/**
 * One message to one webhook, and how it went so far.
 *
 * @param id opaque, {@code dlv_} and 26 characters
 * @param webhook the id of the webhook
 * @param attempts how often it was sent since it was queued, or queued anew
 * @param lastStatus what the receiver answered the last time, if it did
 * @param lastWhy why it did not
 * @param nextAt when it is sent again; empty once it ended
 * @param endedAt when it was delivered or given up
 */
public record Delivery(
    String id,
    String webhook,
    Notice notice,
    State state,
    int attempts,
    Optional<Integer> lastStatus,
    Optional<Reply.Why> lastWhy,
    Optional<Instant> nextAt,
    Instant queuedAt,
    Optional<Instant> endedAt) {
  /** How a delivery stands. The names are stored. */
  public enum State {
    /** It is sent, or sent again, when its time comes. */
    WAITING,
    /** The receiver took it: it answered 2xx. */
    DELIVERED,
    /** It is not sent any more, unless a person asks for it. */
    GIVEN_UP
  }

  /** A message that is due at once. */
  static Delivery fresh(String id, String webhook, Notice notice, Instant now) {
    return new Delivery(
        id,
        webhook,
        notice,
        State.WAITING,
        0,
        Optional.empty(),
        Optional.empty(),
        Optional.of(now),
        now,
        Optional.empty());
  }

  /** The same message after one more try. */
  Delivery after(Reply reply, State now, Optional<Instant> next, Instant at) {
    return new Delivery(
        id,
        webhook,
        notice,
        now,
        attempts + 1,
        switch (reply) {
          case Reply.Answered answered -> Optional.of(answered.status());
          case Reply.Unreached ignored -> Optional.empty();
        },
        switch (reply) {
          case Reply.Answered ignored -> Optional.empty();
          case Reply.Unreached unreached -> Optional.of(unreached.why());
        },
        next,
        queuedAt,
        now == State.WAITING ? Optional.empty() : Optional.of(at));
  }
}
