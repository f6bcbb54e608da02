package io.onshore.gateway.dossier;

import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.practice.PracticeId;
import java.util.Optional;

/**
 * Keeps what is on file, each change with its audit event in one transaction. Nothing is
 * overwritten: a withdrawn paper stays and says since when. Safe for several threads and replicas.
 */
public interface Dossiers {
  /** What is on file for a practice and was not withdrawn. */
  Dossier of(PracticeId practice);

  /** Puts a paper on file. */
  void file(FiledPaper paper, AuditEvent event);

  /** Puts an attestation on file with what was uploaded. */
  void file(Attestation attestation, byte[] attachment, AuditEvent event);

  /**
   * Withdraws a paper or an attestation.
   *
   * @return false if the practice has none of that id, or it was withdrawn before
   */
  boolean withdraw(PracticeId practice, String id, AuditEvent event);

  /** What was uploaded with an attestation; another practice's is not found. */
  Optional<byte[]> attachment(PracticeId practice, String attestation);

  /** Keeps what was approved; it counts from now on. */
  void pin(Pin pin, AuditEvent event);
}
