package io.onshore.gateway.expiry;

import io.onshore.gateway.practice.PracticeId;
import java.time.Instant;

/**
 * Something ends soon, or has ended.
 *
 * @param id opaque, {@code alr_} and 26 characters
 * @param step how many days before the end it is raised: 30, 7, 1, or 0 once it has ended
 * @param fingerprint the same for the same end and step, so that it is raised once
 */
public record Alert(
    String id,
    PracticeId practice,
    Expiry expiry,
    int step,
    String fingerprint,
    Instant raisedAt) {}
