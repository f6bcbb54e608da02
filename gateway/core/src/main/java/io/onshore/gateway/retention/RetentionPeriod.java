package io.onshore.gateway.retention;

import io.onshore.policy.JurisdictionId;

/**
 * How long a jurisdiction wants the records of a practice's file keeping kept.
 *
 * @param jurisdiction whose law says so
 * @param years at least one
 * @param source where it stands
 */
public record RetentionPeriod(JurisdictionId jurisdiction, int years, String source) {
  /**
   * @throws IllegalArgumentException if the years are not positive
   */
  public RetentionPeriod {
    if (years < 1) {
      throw new IllegalArgumentException("a retention period is at least one year");
    }
  }
}
