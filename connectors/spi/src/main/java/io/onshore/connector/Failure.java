package io.onshore.connector;

import java.time.Duration;
import java.util.Optional;

/**
 * A failure as data: what happened, what to do now, and what the call may have changed meanwhile.
 *
 * @param providerRequestId the provider's own id of the failed request, for its support desk
 */
public record Failure(Kind kind, Retry retry, Effect effect, Optional<String> providerRequestId) {

  /** What happened. */
  public enum Kind {
    /** The provider cannot be reached or says that it is down. */
    UNAVAILABLE,
    /** Too many requests; the provider says to slow down. */
    THROTTLED,
    /** The credentials are refused or the grant is gone; a person has to reconnect. */
    REAUTHORISE,
    /** The credentials are good but may not do this. */
    FORBIDDEN,
    /** The drive or folder does not exist, or cannot be seen. */
    DESTINATION_MISSING,
    /** The object does not exist. */
    OBJECT_MISSING,
    /** Another object has the name. It was not overwritten. */
    NAME_TAKEN,
    /** The provider cannot hold an object of this name. */
    NAME_REFUSED,
    /** The object is larger than the account accepts. */
    TOO_LARGE,
    /** The account is full. */
    QUOTA_EXHAUSTED,
    /** The provider no longer knows the upload: it expired, was abandoned, or was committed. */
    SESSION_LOST,
    /**
     * The part does not continue where the provider stands. Ask {@link UploadSession#confirmed}.
     */
    OFFSET_MISMATCH,
    /** Commit came before the last byte. */
    INCOMPLETE,
    /** What the provider stored, or read, is not what was sent. */
    DIGEST_MISMATCH,
    /** Our own source was short, long or failed; the provider is not to blame. */
    SOURCE_FAILED,
    /** A setting, destination or token cannot be right; nothing was asked of the provider. */
    MISCONFIGURED,
    /** The calling thread was interrupted. */
    CANCELLED,
    /** The connector was closed. */
    CLOSED,
    /** An answer that no rule covers. Never retried, because nobody knows what it means. */
    UNCLASSIFIED
  }

  /** What to do now. */
  public sealed interface Retry {
    /** Trying again cannot help. */
    record Never() implements Retry {}

    /** Try again after the usual back-off. */
    record Backoff() implements Retry {}

    /**
     * Try again, but not before this delay, which the provider asked for.
     *
     * @param delay zero or more
     */
    record After(Duration delay) implements Retry {
      public After {
        if (delay.isNegative()) {
          throw new IllegalArgumentException("the delay must not be negative");
        }
      }
    }
  }

  /** What the failed call changed at the provider. */
  public enum Effect {
    /** Nothing. */
    NONE,
    /** The object was stored all the same. */
    STORED,
    /**
     * The answer was lost, so the object may or may not be stored; {@link Connector#find} settles.
     */
    UNKNOWN
  }

  /** A failure that changed nothing and that trying again cannot help. */
  public static Failure permanent(Kind kind) {
    return new Failure(kind, new Retry.Never(), Effect.NONE, Optional.empty());
  }

  /** A failure that changed nothing and may pass. */
  public static Failure passing(Kind kind) {
    return new Failure(kind, new Retry.Backoff(), Effect.NONE, Optional.empty());
  }

  /** The same failure with another effect. */
  public Failure withEffect(Effect changed) {
    return new Failure(kind, retry, changed, providerRequestId);
  }

  /** The same failure with the provider's request id. */
  public Failure withRequestId(Optional<String> id) {
    return new Failure(kind, retry, effect, id);
  }

  /** Whether trying again may help. */
  public boolean retryable() {
    return switch (retry) {
      case Retry.Never ignored -> false;
      case Retry.Backoff ignored -> true;
      case Retry.After ignored -> true;
    };
  }
}
