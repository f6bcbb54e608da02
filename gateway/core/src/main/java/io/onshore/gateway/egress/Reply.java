package io.onshore.gateway.egress;

import java.time.Duration;
import java.util.Optional;

/** What came of a call. */
public sealed interface Reply {
  /**
   * The other side answered.
   *
   * @param askedToWait how long it wants to be left alone, if it said so
   */
  record Answered(int status, Optional<Duration> askedToWait) implements Reply {
    private static final int FIRST_GOOD = 200;
    private static final int FIRST_OTHER = 300;

    /** Whether it took what was posted: 2xx. A redirect is no answer to it. */
    public boolean taken() {
      return status >= FIRST_GOOD && status < FIRST_OTHER;
    }
  }

  /** It did not, or was not called. */
  record Unreached(Why why) implements Reply {}

  /** Why there is no answer. The names are stored, so they never change. */
  enum Why {
    /** The address lies where the gateway does not call. */
    ADDRESS_REFUSED,
    /** The name stands for no address. */
    NAME_UNKNOWN,
    /** TLS failed: the certificate is not for the name, or nobody trusts it. */
    TLS_REFUSED,
    /** The answer took too long. */
    TIMED_OUT,
    /** No connection, or it broke. */
    UNREACHABLE,
    /** The key that signs cannot be opened, so nothing was sent. */
    KEY_NOT_AT_HAND
  }
}
