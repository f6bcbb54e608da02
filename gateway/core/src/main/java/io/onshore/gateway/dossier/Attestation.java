package io.onshore.gateway.dossier;

import io.onshore.gateway.destination.Claim;
import io.onshore.gateway.destination.DestinationId;
import io.onshore.gateway.practice.PracticeId;
import java.time.Instant;

/**
 * An admin looked where the provider's API tells nothing, and filed a picture of it.
 *
 * @param id opaque, {@code att_} and 26 characters
 * @param claim what it says; its grade is {@code ADMIN_ATTESTATION} and it has an end
 * @param attachment what was uploaded with it
 * @param attestedBy the subject of who attests
 */
public record Attestation(
    String id,
    PracticeId practice,
    DestinationId destination,
    Claim claim,
    Attachment attachment,
    String attestedBy,
    Instant attestedAt) {
  /**
   * What was uploaded, by its digest; the bytes are kept beside it.
   *
   * @param mediaType such as {@code image/png}
   * @param sha256 in lower-case hexadecimal
   * @param size in bytes
   */
  public record Attachment(String mediaType, String sha256, long size) {}
}
