package io.onshore.connector.testkit;

import java.time.Duration;

/**
 * What the provider's double does wrong, once, at the next request that is not a sign-in. A harness
 * plays every fault that its {@link Trait}s do not rule out; it may not opt out of one.
 */
public enum Fault {
  /** Too many requests; slow down by {@link #THROTTLE_DELAY}, told as a number of seconds. */
  THROTTLED_IN_SECONDS,
  /**
   * Too many requests; slow down until {@link #THROTTLE_DELAY} after the harness's clock, told as
   * an HTTP date.
   */
  THROTTLED_UNTIL_DATE,
  /** The provider is down and says so, or cannot be reached. Nothing is changed. */
  OUTAGE,
  /** As {@link #OUTAGE}, but at the next request that would make an object visible. */
  OUTAGE_ON_COMMIT,
  /** The account is full. Played at the next request that carries bytes or would store them. */
  QUOTA_EXHAUSTED,
  /** The credentials are good but may not do this. */
  FORBIDDEN,
  /** An answer that no rule covers, such as HTTP 418 with a body of another kind. */
  UNCLASSIFIED,
  /**
   * The request is taken and not answered before the harness is closed. {@link
   * Harness#awaitHeldRequest} tells when it is held.
   */
  NO_ANSWER,
  /**
   * The next commit is accepted but not done: the provider says to ask again after {@link
   * #COMMIT_DELAY}. The request after that is answered as a finished commit.
   */
  SLOW_COMMIT,
  /** One bit of the next bytes of an object is flipped on their way into storage. */
  CORRUPTED_IN_TRANSIT;

  /** The delay of both throttling faults, in whole seconds. */
  public static final Duration THROTTLE_DELAY = Duration.ofSeconds(37);

  /** The delay of {@link #SLOW_COMMIT}, in whole seconds. */
  public static final Duration COMMIT_DELAY = Duration.ofSeconds(3);
}
