package io.onshore.gateway.app.export;

import io.onshore.gateway.audit.AuditType;
import java.util.Optional;

/** What a kind of event is in FHIR. The table stands in this module's README as well. */
sealed interface FhirAct {
  /** What it happens to. */
  Target target();

  /** A person's request to the gateway. Only for kinds that the gateway never does by itself. */
  record Asked(Balp interaction, Target target) implements FhirAct {}

  /** The gateway's request to a provider. */
  record Sent(Balp interaction, Target target) implements FhirAct {}

  /**
   * Whatever no profile fits.
   *
   * @param kind a closer name for it, beside the gateway's own
   * @param purpose what it was done for, if the kind says so
   */
  record Done(
      Coding type,
      Optional<Coding> kind,
      String action,
      String outcome,
      Optional<Coding> purpose,
      Target target)
      implements FhirAct {
    private static Done of(Coding type, String action, String outcome, Target target) {
      return new Done(type, Optional.empty(), action, outcome, Optional.empty(), target);
    }

    private Done called(Coding closer) {
      return new Done(type, Optional.of(closer), action, outcome, purpose, target);
    }

    private Done because(Coding reason) {
      return new Done(type, kind, action, outcome, Optional.of(reason), target);
    }
  }

  /** What events happen to. The names, in small letters, are the ends of identifiers' systems. */
  enum Target {
    TRANSFER,
    DESTINATION,
    CONNECTION,
    CASE,
    RULES,
    RULEBOOK,
    AUDIT_TRAIL,
    LEGAL_HOLD,
    WEBHOOK,
    SET_UP,
    /** A destination, a connection or a provider. */
    STOPPED,
    /** Whatever ends. */
    EXPIRING,
    ADDRESS,
    REPORT,
    /** What an unknown kind of event is about. */
    UNKNOWN
  }

  /** The interaction that was called for. */
  String SUCCESS = "0";

  /** Nothing was lost; who asked may do something about it. */
  String MINOR = "4";

  /** It came to an end without success. */
  String SERIOUS = "8";

  /** What a kind of event is. */
  static FhirAct of(AuditType type) {
    return switch (type) {
      case TRANSFER_BLOCKED -> alert(MINOR, Target.TRANSFER);
      case TRANSFER_DECLARED -> new Asked(Balp.CREATE, Target.TRANSFER);
      case FILE_RECEIVED ->
          Done.of(Coding.lifecycle("receive", "Receive/Retain"), "C", SUCCESS, Target.TRANSFER);
      case FILE_ACCEPTED, FILE_VERIFIED -> verified(SUCCESS, Target.TRANSFER);
      case FILE_REFUSED, FILE_QUARANTINED -> verified(SERIOUS, Target.TRANSFER);
      case SENDING_STARTED, SENDING_RESTARTED, COMMIT_STARTED -> transmitted(SUCCESS);
      case TRANSFER_FAILED -> transmitted(SERIOUS);
      case FILE_STORED -> new Sent(Balp.CREATE, Target.TRANSFER);
      case STORED_FILE_DELETED -> new Sent(Balp.DELETE, Target.TRANSFER);
      case RETRY_REQUESTED, CANCEL_REQUESTED, CONSENT_RECORDED, CONSENT_WITHDRAWN ->
          new Asked(Balp.UPDATE, Target.TRANSFER);
      case TRANSFER_CANCELLED, DECISION_RENEWED -> activity(SUCCESS, Target.TRANSFER);
      case WARNING_ACKNOWLEDGED, STORED_DECIDED_AGAIN -> alert(SUCCESS, Target.TRANSFER);
      case EMERGENCY_SEND ->
          alert(SUCCESS, Target.TRANSFER)
              .called(Coding.dicom("110127", "Emergency Override Started"))
              .because(Coding.hl7("v3-ActReason", "ETREAT", "Emergency Treatment"));
      case RECEIPT_ISSUED ->
          Done.of(Coding.lifecycle("attest", "Attest"), "E", SUCCESS, Target.TRANSFER);

      case EVIDENCE_PROBED ->
          Done.of(Coding.dicom("110112", "Query"), "E", SUCCESS, Target.DESTINATION);
      case PROOF_MADE -> verified(SUCCESS, Target.DESTINATION);
      case PROOF_FAILED -> verified(SERIOUS, Target.DESTINATION);
      case DESTINATION_PINNED -> activity(SUCCESS, Target.DESTINATION);
      case PAPER_FILED,
          ATTESTATION_FILED,
          PAPER_WITHDRAWN,
          DESTINATION_APPROVED,
          DESTINATION_SET_UP ->
          new Asked(Balp.UPDATE, Target.DESTINATION);
      case DESTINATION_REMOVED -> new Asked(Balp.DELETE, Target.DESTINATION);

      case CONNECTION_SET_UP -> new Asked(Balp.UPDATE, Target.CONNECTION);
      case CONNECTION_REMOVED -> new Asked(Balp.DELETE, Target.CONNECTION);
      case CONNECTION_ASKED, CONNECTION_DISCONNECTING, CONNECTION_DISCONNECTED ->
          alert(SUCCESS, Target.CONNECTION)
              .called(Coding.dicom("110129", "Security Configuration"));
      case CONNECTION_AUTHORISED -> authentication(SUCCESS);
      case CONNECTION_DENIED -> authentication(MINOR);
      case CONNECTION_RECONNECT_NEEDED -> authentication(SERIOUS);

      case CASE_OPENED, CASE_COUNTED_UP -> alert(SUCCESS, Target.CASE);
      case CASE_ASSIGNED, CASE_DECIDED -> new Asked(Balp.UPDATE, Target.CASE);
      case CASE_DONE, CASE_REOPENED -> activity(SUCCESS, Target.CASE);

      case RULES_PROPOSED -> new Asked(Balp.CREATE, Target.RULES);
      case RULES_PUBLISHED, RULES_WITHDRAWN -> new Asked(Balp.UPDATE, Target.RULES);
      case RULES_SIMULATED -> activity(SUCCESS, Target.RULEBOOK);

      case TRAIL_SEALED -> activity(SUCCESS, Target.AUDIT_TRAIL);
      case AUDIT_READ -> new Asked(Balp.READ, Target.AUDIT_TRAIL);
      case MONTH_REPORT_MADE -> new Asked(Balp.READ, Target.REPORT);
      case CASE_PACK_MADE -> new Asked(Balp.READ, Target.CASE);
      case TRAIL_DISPOSED ->
          Done.of(Coding.lifecycle("destroy", "Destroy/Delete"), "D", SUCCESS, Target.AUDIT_TRAIL);
      case LEGAL_HOLD_SET ->
          Done.of(Coding.lifecycle("hold", "Add Legal Hold"), "E", SUCCESS, Target.LEGAL_HOLD);
      case LEGAL_HOLD_LIFTED ->
          Done.of(Coding.lifecycle("unhold", "Remove Legal Hold"), "E", SUCCESS, Target.LEGAL_HOLD);
      case ACCESS_DENIED ->
          alert(MINOR, Target.ADDRESS).called(Coding.dicom("110132", "Use of Restricted Function"));

      case SETUP_APPLIED -> new Asked(Balp.UPDATE, Target.SET_UP);
      case SENDING_STOPPED, SENDING_RESUMED -> new Asked(Balp.UPDATE, Target.STOPPED);
      case SPACE_LOW -> alert(SUCCESS, Target.DESTINATION);
      case EXPIRY_NEARS -> alert(SUCCESS, Target.EXPIRING);

      case WEBHOOK_CREATED -> new Asked(Balp.CREATE, Target.WEBHOOK);
      case WEBHOOK_CHANGED, WEBHOOK_KEY_RENEWED -> new Asked(Balp.UPDATE, Target.WEBHOOK);
      case WEBHOOK_DELETED -> new Asked(Balp.DELETE, Target.WEBHOOK);
      case WEBHOOK_REPLAYED, WEBHOOK_TESTED -> activity(SUCCESS, Target.WEBHOOK);
      case WEBHOOK_STOPPED -> activity(SERIOUS, Target.WEBHOOK);
    };
  }

  /** What something is that the gateway has no name for, because somebody altered the name. */
  static FhirAct unknown() {
    return activity(SUCCESS, Target.UNKNOWN);
  }

  private static Done activity(String outcome, Target target) {
    return Done.of(Coding.dicom("110100", "Application Activity"), "E", outcome, target);
  }

  private static Done alert(String outcome, Target target) {
    return Done.of(Coding.dicom("110113", "Security Alert"), "E", outcome, target);
  }

  private static Done authentication(String outcome) {
    return alert(outcome, Target.CONNECTION).called(Coding.dicom("110126", "Node Authentication"));
  }

  private static Done verified(String outcome, Target target) {
    return Done.of(Coding.lifecycle("verify", "Verify"), "E", outcome, target);
  }

  private static Done transmitted(String outcome) {
    return Done.of(Coding.lifecycle("transmit", "Transmit"), "E", outcome, Target.TRANSFER);
  }
}
