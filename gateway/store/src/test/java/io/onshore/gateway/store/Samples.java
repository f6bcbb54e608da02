package io.onshore.gateway.store;

import io.onshore.connector.Digest;
import io.onshore.connector.DigestAlgorithm;
import io.onshore.connector.Digests;
import io.onshore.connector.ObjectName;
import io.onshore.connector.ProviderId;
import io.onshore.connector.ResumeToken;
import io.onshore.connector.StoredObject;
import io.onshore.connector.residency.Aspect;
import io.onshore.connector.residency.DestinationIdentity;
import io.onshore.connector.residency.Observation;
import io.onshore.connector.residency.ProviderAnswer;
import io.onshore.connector.residency.ResidencyEvidence;
import io.onshore.connector.residency.Strength;
import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.audit.AuditType;
import io.onshore.gateway.consent.RecordedConsent;
import io.onshore.gateway.destination.Claim;
import io.onshore.gateway.destination.DestinationId;
import io.onshore.gateway.destination.Paper;
import io.onshore.gateway.dossier.Attestation;
import io.onshore.gateway.dossier.FiledPaper;
import io.onshore.gateway.dossier.Pin;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.residency.DecisionRecord;
import io.onshore.gateway.residency.Patient;
import io.onshore.gateway.review.Frozen;
import io.onshore.gateway.review.Raised;
import io.onshore.gateway.review.ReviewCase;
import io.onshore.gateway.rules.HouseText;
import io.onshore.gateway.rules.PracticeRules;
import io.onshore.gateway.transfer.Transfer;
import io.onshore.gateway.transfer.TransferId;
import io.onshore.gateway.transfer.TransferState;
import io.onshore.gateway.transfer.TransferState.Proof;
import io.onshore.policy.AccountKind;
import io.onshore.policy.Action;
import io.onshore.policy.ConsentOnFile;
import io.onshore.policy.DataClass;
import io.onshore.policy.Decision;
import io.onshore.policy.Evidence;
import io.onshore.policy.EvidenceGrade;
import io.onshore.policy.EvidenceLine;
import io.onshore.policy.Finding;
import io.onshore.policy.Hold;
import io.onshore.policy.Identity;
import io.onshore.policy.JurisdictionId;
import io.onshore.policy.PatientLaw;
import io.onshore.policy.Place;
import io.onshore.policy.Remedy;
import io.onshore.policy.Sector;
import io.onshore.policy.Severity;
import io.onshore.policy.Situation;
import io.onshore.policy.Source;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Transfers as rich as they come. */
final class Samples {
  static final PracticeId PRACTICE = new PracticeId("harbour-dermatology");
  static final PracticeId OTHER = new PracticeId("other-practice");
  static final DestinationId DESTINATION = new DestinationId("box-sydney");
  static final ProviderId PROVIDER = new ProviderId("onedrive");
  static final Instant NOW = Instant.parse("2026-11-22T03:04:05.123456Z");
  static final String TOKEN_TEXT = "https://upload.example/session?tempauth=very-secret-word-8462";
  static final ResumeToken TOKEN = new ResumeToken(PROVIDER, TOKEN_TEXT);
  static final Digests DIGESTS =
      Digests.of(
          new Digest(DigestAlgorithm.SHA256, "ab".repeat(32)),
          new Digest(DigestAlgorithm.QUICKXOR, "0f".repeat(20)),
          new Digest(DigestAlgorithm.DROPBOX_CONTENT_HASH, "cd".repeat(32)));

  private Samples() {}

  /** A fresh id. */
  static String id(String prefix) {
    return prefix + TransferId.fresh().value().substring("trf_".length());
  }

  static StoredObject object(TransferId id) {
    return new StoredObject(
        "01ABCDEF", id.objectName(), 7_340_033, DIGESTS, Optional.of("\"etag,1\""));
  }

  static List<TransferState> everyState(TransferId id) {
    return List.of(
        new TransferState.Receiving(),
        new TransferState.Received(),
        new TransferState.AwaitingAcknowledgement(),
        new TransferState.Held(),
        new TransferState.Queued(),
        new TransferState.Sending(TOKEN),
        new TransferState.Committing(TOKEN),
        new TransferState.Stored(object(id)),
        new TransferState.Verified(object(id), Proof.MATCHED),
        new TransferState.Refused(
            "ENVELOPE_NOT_SEALED", "a JPEG photo", "it looks like “a photo”", "encrypt it first"),
        new TransferState.Failed(),
        new TransferState.Quarantined(
            new StoredObject("02", new ObjectName("X.sealed"), 0, Digests.NONE, Optional.empty()),
            Proof.SIZE_ONLY),
        new TransferState.Cancelled());
  }

  static Situation situation() {
    return Situation.of(new JurisdictionId("AU-VIC"), LocalDate.parse("2026-11-22"))
        .sector(Sector.PUBLIC)
        .roles("hipaa_entity", "au_app_entity")
        .tags("ehr", "mhr_record")
        .patient(new JurisdictionId("NZ"), PatientLaw.YES)
        .places(DataClass.CONTENT, "AU-NSW", "AU-VIC")
        .places(DataClass.BACKUP, "SG")
        .places(DataClass.CONTROLLING_PARENT, "US")
        .endToEnd(true)
        .metadataPlain(false)
        .contracts("DPA", "BAA")
        .certifications("DPF")
        .assessments("PIA")
        .account(AccountKind.ORGANISATION)
        .identity(Identity.APPROVED)
        .evidence(
            new Evidence(
                EvidenceGrade.TENANT_MEASURED,
                LocalDate.parse("2026-11-20"),
                Optional.of(LocalDate.parse("2027-02-28")),
                Set.of(DataClass.SUPPORT, DataClass.METADATA),
                Set.of(DataClass.CONTRACTING_ENTITY),
                Set.of(DataClass.BACKUP)))
        .consents(consent(), ConsentOnFile.of("GDPR_49", Set.of(), ConsentOnFile.Scope.BUNDLED))
        .build();
  }

  static ConsentOnFile consent() {
    return new ConsentOnFile(
        "AU_APP8_2B",
        Set.of("country_named", "no_redress"),
        ConsentOnFile.Scope.THIS_USE,
        Optional.of(LocalDate.parse("2026-11-01")),
        Optional.of(LocalDate.parse("2027-11-01")),
        Optional.empty());
  }

  static DecisionRecord decision() {
    Finding held =
        new Finding(
            "AU-APP8",
            Severity.HOLD,
            Set.of(Remedy.CONSENT, Remedy.CONTRACT),
            new JurisdictionId("AU"),
            "the content rests in “SG”\nand nobody consented",
            "record a consent",
            List.of(
                new Source(
                    "S1",
                    Source.Grade.STATUTE,
                    "https://law.example/app8",
                    Optional.of(LocalDate.parse("2024-12-10")),
                    Optional.of("read again each year")),
                new Source(
                    "S2",
                    Source.Grade.UNSOURCED,
                    "said aloud",
                    Optional.empty(),
                    Optional.empty())),
            Optional.empty());
    Finding capped =
        new Finding(
            "NZ-IPP12",
            Severity.WARN,
            Set.of(),
            JurisdictionId.EVERYWHERE,
            "",
            "",
            List.of(),
            Optional.of(Severity.BLOCK));
    return new DecisionRecord(
        id("dec_"),
        new Decision(
            Severity.HOLD,
            Action.HOLD,
            false,
            List.of(held, capped),
            List.of(new Hold(Set.of(Remedy.CONSENT, Remedy.CONTRACT))),
            "sha256:1234",
            LocalDate.parse("2026-11-22"),
            situation()),
        List.of(
            new EvidenceLine(
                DataClass.CONTENT,
                Set.of(new Place("AU-NSW"), Place.UNKNOWN),
                EvidenceGrade.ADMIN_ATTESTATION,
                LocalDate.parse("2026-10-01"),
                Optional.of(LocalDate.parse("2027-10-01")),
                false,
                "siteCollection.dataLocationCode",
                "AUS")),
        List.of(
            new EvidenceLine(
                DataClass.BACKUP,
                Set.of(new Place("SG")),
                EvidenceGrade.VENDOR_DOC,
                LocalDate.parse("2025-10-01"),
                Optional.empty(),
                true,
                "https://vendor.example/where",
                "")),
        List.of(capped),
        "sha256:5678",
        Optional.of(3),
        Instant.parse("2026-11-22T03:04:05.123456789Z"));
  }

  static Transfer transfer() {
    return transfer(PRACTICE);
  }

  static Transfer transfer(PracticeId practice) {
    return new Transfer(
        TransferId.fresh(),
        practice,
        DESTINATION,
        PROVIDER,
        "auth0|nurse-17",
        7_340_033,
        Optional.of(new Digest(DigestAlgorithm.SHA256, "ab".repeat(32))),
        new Patient(
            Optional.of(new JurisdictionId("NZ")), PatientLaw.YES, Optional.of("case:2026-0815")),
        Set.of("ehr", "photo"),
        decision(),
        new TransferState.Receiving(),
        0,
        0,
        Digests.NONE,
        Optional.empty(),
        false,
        Optional.empty(),
        Optional.empty(),
        NOW,
        NOW,
        0);
  }

  static Transfer.Trouble trouble(Optional<Instant> retryAt) {
    return new Transfer.Trouble("UNAVAILABLE", "the provider is away", "nothing to do", 3, retryAt);
  }

  static ResidencyEvidence evidence(int second) {
    return new ResidencyEvidence(
        Instant.parse("2026-11-22T03:04:05.000000001Z").plusSeconds(second),
        List.of(
            new Observation(
                Aspect.CONTENT, Set.of("AU", "AU-NSW"), Strength.REPORTED, "siteCollection", "AUS"),
            new Observation(Aspect.ACCOUNT, Set.of(), Strength.INDIRECT, "driveType", "business")),
        identity("owner-" + second),
        List.of(
            new ProviderAnswer("GET /sites/{id}", Optional.of("{\"siteCollection\":{\"x\":“1”}}")),
            new ProviderAnswer("GET /drives/{id}", Optional.empty())));
  }

  static DestinationIdentity identity(String owner) {
    return new DestinationIdentity(
        io.onshore.connector.residency.AccountKind.ORGANISATION,
        Optional.of("tenant-1"),
        Optional.empty(),
        Optional.of(owner));
  }

  static FiledPaper paper(PracticeId practice, Paper paper) {
    return new FiledPaper(
        id("pap_"), practice, DESTINATION, paper, "shelf “3”", "auth0|admin", NOW);
  }

  static Attestation attestation(PracticeId practice, byte[] attachment) {
    return new Attestation(
        id("att_"),
        practice,
        DESTINATION,
        new Claim(
            DataClass.BACKUP,
            Set.of(new Place("AU"), new Place("NZ")),
            EvidenceGrade.ADMIN_ATTESTATION,
            LocalDate.parse("2026-11-22"),
            Optional.of(LocalDate.parse("2027-05-22")),
            "the admin console, page “Regions”"),
        new Attestation.Attachment("image/png", "ab".repeat(32), attachment.length),
        "auth0|admin",
        NOW);
  }

  static Pin pin(PracticeId practice, DestinationId destination, String owner, Instant at) {
    return new Pin(practice, destination, identity(owner), "auth0|admin", at);
  }

  static PracticeRules rules() {
    return new PracticeRules(
        Map.of(Severity.NOTICE, Action.ACKNOWLEDGE, Severity.WARN, Action.HOLD),
        List.of(
            new HouseText("no-sg", "rules:\n  - id: “X”\n", HouseText.Mode.ENFORCED),
            new HouseText("perhaps", "", HouseText.Mode.ON_TRIAL)));
  }

  static ReviewCase reviewCase(PracticeId practice, String fingerprint) {
    return new ReviewCase(
        id("rev_"),
        practice,
        Optional.of(DESTINATION),
        Optional.empty(),
        ReviewCase.Kind.EVIDENCE_CHANGED,
        fingerprint,
        NOW,
        List.of("CONTENT: AUS [AU], now “SGP” [SG]"),
        Optional.of(evidence(1)),
        Optional.of(evidence(2)),
        Set.of("auth0|admin", "auth0|nurse-17"),
        Optional.empty());
  }

  static Raised raised(ReviewCase opened, Optional<String> group) {
    return new Raised(
        opened,
        NOW.plus(Duration.ofDays(7)),
        Optional.empty(),
        group,
        Optional.empty(),
        Optional.empty(),
        event(opened.practice(), AuditType.CASE_OPENED, opened.id()));
  }

  /** What a person saw of a transfer, and said. */
  static Frozen frozen(Transfer transfer, String person) {
    return new Frozen(
        Optional.of(transfer.id()),
        transfer.decision().id(),
        "WARN",
        "12ab",
        "34cd",
        Optional.of(3),
        NOW,
        List.of(
            new Frozen.Shown(
                "AU-APP8-USE", "WARN", "AU", "“kept” abroad", "ask", List.of("APP 8"))),
        List.of(
            new Frozen.Line(
                "CONTENT", List.of("US"), "CONTRACT", LocalDate.of(2026, 11, 1), "terms", "“USA”")),
        Optional.of(new Frozen.Said(person, "PATIENT_AGREED", "by phone", NOW)));
  }

  static RecordedConsent recorded(
      Transfer transfer, ConsentOnFile.Scope scope, Optional<String> patient) {
    return new RecordedConsent(
        id("cns_"),
        transfer.practice(),
        transfer.id(),
        transfer.destination(),
        patient,
        ConsentOnFile.of("AU_APP8_2B", Set.of("country_named"), scope),
        "p. “1”",
        "auth0|nurse-17",
        NOW);
  }

  static AuditEvent event(PracticeId practice, AuditType type, String target) {
    return new AuditEvent(NOW, practice, type, "auth0|admin", target, Map.of());
  }

  static AuditEvent event(Transfer transfer, AuditType type) {
    return AuditEvent.byGateway(
        transfer.practice(),
        NOW,
        type,
        transfer.id().value(),
        Map.of("state", transfer.state().code(), "size", "7340033"));
  }
}
