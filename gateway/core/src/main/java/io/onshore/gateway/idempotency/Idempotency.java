package io.onshore.gateway.idempotency;

import io.onshore.gateway.practice.PracticeId;
import java.time.Instant;
import java.util.Optional;

/**
 * Remembers the first answer to a request, so that a repeat gets the same answer and does nothing.
 * Keys are scoped to a practice and a route, and are kept for 24 hours. Safe for several threads
 * and replicas.
 */
public interface Idempotency {
  /**
   * Claims a key for a request that is about to run.
   *
   * @param fingerprint a digest of the request, by which a different request under the same key
   *     shows
   */
  Claim claim(Key key, String fingerprint, Instant now);

  /** Keeps the answer of the request that claimed the key. */
  void complete(Key key, Answer answer);

  /** Gives a key free again, because the request failed without an answer worth keeping. */
  void release(Key key);

  /** Which request: the client's key, within one practice and route. */
  record Key(PracticeId practice, String route, String value) {}

  /**
   * A kept answer.
   *
   * @param location the address of what was created, if anything was
   */
  record Answer(int status, String body, Optional<String> location) {}

  /** What claiming a key came to. */
  sealed interface Claim {
    /** Nobody used the key: run the request, then complete or release. */
    record Fresh() implements Claim {}

    /** The same request was answered before. */
    record Repeated(Answer answer) implements Claim {}

    /** The same request is running right now. */
    record InFlight() implements Claim {}

    /** The key was used for a different request. */
    record Mismatch() implements Claim {}
  }
}
