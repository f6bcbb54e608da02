package io.onshore.gateway.expiry;

import com.github.f4b6a3.ulid.UlidCreator;
import io.onshore.connector.toolkit.digest.RunningDigests;
import io.onshore.gateway.practice.PracticeId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * Something ends soon, or has ended.
 *
 * @param id opaque, {@code alr_} and 26 characters
 * @param step how many days before the end it is raised: 30, 7, 1, or 0 once it has ended, and for
 *     what has no end
 * @param fingerprint the same for the same end and step, so that it is raised once
 */
public record Alert(
    String id, PracticeId practice, Expiry expiry, int step, String fingerprint, Instant raisedAt) {
  /** A fresh one. */
  public static Alert of(PracticeId practice, Expiry expiry, int step, Instant raisedAt) {
    String same =
        String.join(
            "\n",
            expiry.kind().name(),
            expiry.about().name(),
            expiry.target(),
            expiry.subject(),
            expiry.on().toString(),
            Integer.toString(step));
    return new Alert(
        "alr_" + UlidCreator.getMonotonicUlid().toLowerCase(),
        practice,
        expiry,
        step,
        RunningDigests.sha256(same.getBytes(StandardCharsets.UTF_8)).hex(),
        raisedAt);
  }
}
