package io.onshore.gateway.dossier;

import io.onshore.gateway.destination.DestinationId;
import io.onshore.gateway.destination.Paper;
import io.onshore.gateway.practice.PracticeId;
import java.time.Instant;

/**
 * A contract, assessment or certification that a person put on file.
 *
 * @param id opaque, {@code pap_} and 26 characters
 * @param reference where the practice keeps the paper itself
 * @param filedBy the subject of who filed it
 */
public record FiledPaper(
    String id,
    PracticeId practice,
    DestinationId destination,
    Paper paper,
    String reference,
    String filedBy,
    Instant filedAt) {}
