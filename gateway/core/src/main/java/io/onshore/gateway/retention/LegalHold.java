package io.onshore.gateway.retention;

import com.github.f4b6a3.ulid.UlidCreator;
import io.onshore.gateway.practice.PracticeId;
import java.time.Instant;
import java.util.Optional;

/**
 * Forbids that anything of a practice's audit trail is disposed of, until it is lifted.
 *
 * @param reason for people to read; nothing about a patient
 */
public record LegalHold(
    String id,
    PracticeId practice,
    String reason,
    String setBy,
    Instant setAt,
    Optional<Lifted> lifted) {
  /** That it was lifted. */
  public record Lifted(String reason, String by, Instant at) {}

  /** A new id. */
  static String freshId() {
    return "hld_" + UlidCreator.getMonotonicUlid().toLowerCase();
  }
}
