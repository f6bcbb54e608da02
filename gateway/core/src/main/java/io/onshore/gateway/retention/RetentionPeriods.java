package io.onshore.gateway.retention;

import io.onshore.policy.JurisdictionId;
import java.util.Optional;

/** The retention periods of the law, as data. */
@FunctionalInterface
public interface RetentionPeriods {
  /** The period of a jurisdiction, or else of the one it is part of; empty if nobody says one. */
  Optional<RetentionPeriod> of(JurisdictionId jurisdiction);
}
