package io.onshore.gateway.consent;

import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.transfer.TransferId;
import java.time.Instant;

/**
 * A person said that patient care cannot wait for what stands in the way of a file. It counts for
 * this file only.
 *
 * @param person the subject of who said it
 * @param reason in words without identifiers
 */
public record EmergencySend(
    PracticeId practice, TransferId transfer, String person, String reason, Instant at) {}
