package io.onshore.gateway.consent;

import io.onshore.gateway.destination.DestinationId;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.transfer.TransferId;
import io.onshore.policy.ConsentOnFile;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A consent by reference: which kind, what the patient was told, and where the practice keeps it.
 * Never its content, and never who the patient is.
 *
 * @param id opaque, {@code cns_} and 26 characters
 * @param transfer the transfer that it was recorded for
 * @param patientReference the client's own opaque word for the patient; with it a consent to the
 *     recipient for this purpose covers later files of the same patient to the same destination
 * @param reference where the practice keeps the consent itself
 * @param recordedBy the subject of who recorded it
 */
public record RecordedConsent(
    String id,
    PracticeId practice,
    TransferId transfer,
    DestinationId destination,
    Optional<String> patientReference,
    ConsentOnFile consent,
    String reference,
    String recordedBy,
    Instant recordedAt) {

  /** The same consent, withdrawn on that day. */
  public RecordedConsent withdrawn(LocalDate on) {
    return new RecordedConsent(
        id,
        practice,
        transfer,
        destination,
        patientReference,
        consent.withdrawn(on),
        reference,
        recordedBy,
        recordedAt);
  }

  /** Whether it may cover a file. Whether it counts is the rulebook's business. */
  public boolean covers(TransferId file, DestinationId to, Optional<String> patient) {
    return transfer.equals(file)
        || (consent.scope() == ConsentOnFile.Scope.RECIPIENT_PURPOSE
            && destination.equals(to)
            && patientReference.isPresent()
            && patientReference.equals(patient));
  }
}
