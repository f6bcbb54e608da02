package io.onshore.gateway.audit;

import io.onshore.gateway.practice.PracticeId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Where a practice's chain ended at a time. Who signs it vouches for every event up to there.
 *
 * @param at when it was looked at, to the microsecond
 */
public record AuditHead(PracticeId practice, long number, String hash, Instant at) {
  /** The type of a signed head. */
  public static final String TYPE = "onshore-audit-head+jws";

  public AuditHead {
    at = at.truncatedTo(ChronoUnit.MICROS);
  }

  /** What is signed: JSON, always byte for byte the same. No value needs escaping. */
  public String payload() {
    return "{\"form\":\"%s\",\"practice\":\"%s\",\"number\":%d,\"hash\":\"%s\",\"at\":\"%s\"}"
        .formatted(AuditChain.FORM, practice.value(), number, hash, AuditChain.time(at));
  }
}
