package io.onshore.gateway.consent;

import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.destination.DestinationId;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.transfer.TransferId;
import io.onshore.policy.ConsentOnFile;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Keeps acknowledgements and consents, each with its audit event in one transaction. */
public interface ConsentRegister {
  /** Keeps an acknowledgement. */
  void acknowledge(Acknowledgement acknowledgement, AuditEvent event);

  /**
   * The rules that this person acknowledged for this destination and rulebook.
   *
   * @return the ids of the rules, and until when each is remembered
   */
  Map<String, Instant> acknowledged(
      PracticeId practice, String person, DestinationId destination, String rulebook, Instant now);

  /**
   * Keeps a consent for one transfer.
   *
   * @param reference where the practice keeps the consent itself
   */
  void recordConsent(
      PracticeId practice,
      TransferId transfer,
      ConsentOnFile consent,
      String reference,
      AuditEvent event);

  /** The consents for one transfer. */
  List<ConsentOnFile> consents(PracticeId practice, TransferId transfer);
}
