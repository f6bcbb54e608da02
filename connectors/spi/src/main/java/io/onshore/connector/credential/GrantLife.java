package io.onshore.connector.credential;

import java.net.URI;
import java.time.Duration;

/**
 * How long a grant that a person gave lives without being used; each renewal begins it anew.
 *
 * @param unused at least; positive
 * @param source where the provider says so
 */
public record GrantLife(Duration unused, URI source) {
  /**
   * @throws IllegalArgumentException if it is no time at all
   */
  public GrantLife {
    if (!unused.isPositive()) {
      throw new IllegalArgumentException("a grant lives for some time");
    }
  }
}
