package io.onshore.gateway.consent;

import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.destination.DestinationId;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.review.Consequences;
import io.onshore.gateway.transfer.TransferId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Keeps acknowledgements and consents, each with its audit event in one transaction. */
public interface ConsentRegister {
  /**
   * Keeps an acknowledgement.
   *
   * @param transfer the file that stood before the warnings
   * @param consequences what it means for compliance
   */
  void acknowledge(
      Acknowledgement acknowledgement,
      TransferId transfer,
      AuditEvent event,
      Consequences consequences);

  /**
   * Keeps that patient care cannot wait.
   *
   * @param consequences what it means for compliance
   * @return false if it was said of this file before
   */
  boolean declare(EmergencySend emergency, AuditEvent event, Consequences consequences);

  /** The emergency that was declared for a practice's file, if one was. */
  Optional<EmergencySend> emergency(PracticeId practice, TransferId transfer);

  /** What this person acknowledged in this practice and is still remembered. */
  List<Remembered> acknowledged(PracticeId practice, String person, Instant now);

  /** Keeps a consent. */
  void record(RecordedConsent consent, AuditEvent event);

  /** A practice's consent, by its id; another practice's is not found. */
  Optional<RecordedConsent> consent(PracticeId practice, String id);

  /**
   * The consents that may cover a file, oldest first: its own, and those of the same patient to the
   * same recipient for this purpose.
   */
  List<RecordedConsent> covering(
      PracticeId practice,
      TransferId transfer,
      DestinationId destination,
      Optional<String> patientReference);

  /**
   * Notes that a consent was withdrawn.
   *
   * @return false if the practice has none of that id, or it was withdrawn before
   */
  boolean withdraw(PracticeId practice, String id, LocalDate on, AuditEvent event);

  /**
   * A finding that a person acknowledged.
   *
   * @param ruleVersion the digest of the rule whose words they saw
   */
  record Remembered(DestinationId destination, String finding, String ruleVersion, Instant until) {}
}
