package io.onshore.gateway.dossier;

import com.github.f4b6a3.ulid.UlidCreator;
import io.onshore.connector.residency.DestinationIdentity;
import io.onshore.connector.residency.ResidencyEvidence;
import io.onshore.connector.toolkit.digest.RunningDigests;
import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.audit.AuditType;
import io.onshore.gateway.consent.Statements;
import io.onshore.gateway.destination.Claim;
import io.onshore.gateway.destination.DestinationId;
import io.onshore.gateway.destination.Paper;
import io.onshore.gateway.destination.SetUp;
import io.onshore.gateway.practice.Caller;
import io.onshore.gateway.refusal.RefusalCode;
import io.onshore.gateway.refusal.RequestRefused;
import io.onshore.gateway.residency.EvidenceStore;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Takes what people put on file about a destination, and lets the files that wait for it go on if
 * that is what they waited for. Safe for several threads and replicas.
 */
public final class FilingDesk {
  /** The most that may be uploaded with an attestation, in bytes. */
  public static final int MOST_ATTACHED = 5 << 20;

  /** How many answers back an admin may have looked at. */
  private static final int LOOKED_BACK = 100;

  private static final Map<String, String> MAGIC =
      Map.of("image/png", "89504e47", "image/jpeg", "ffd8ff", "application/pdf", "25504446");

  private final Supplier<SetUp> setUp;
  private final Dossiers dossiers;
  private final EvidenceStore evidence;
  private final Statements statements;
  private final Clock clock;

  public FilingDesk(
      Supplier<SetUp> setUp,
      Dossiers dossiers,
      EvidenceStore evidence,
      Statements statements,
      Clock clock) {
    this.setUp = setUp;
    this.dossiers = dossiers;
    this.evidence = evidence;
    this.statements = statements;
    this.clock = clock;
  }

  /**
   * Puts a contract, an assessment or a certification on file.
   *
   * @param reference where the practice keeps the paper itself
   */
  public FiledPaper file(Caller caller, DestinationId destination, Paper paper, String reference) {
    setUp.get().require(caller.practice(), destination);
    FiledPaper filed =
        new FiledPaper(
            "pap_" + UlidCreator.getMonotonicUlid().toLowerCase(),
            caller.practice(),
            destination,
            paper,
            reference,
            caller.subject(),
            clock.instant());
    dossiers.file(
        filed,
        AuditEvent.by(
            caller,
            clock.instant(),
            AuditType.PAPER_FILED,
            destination.value(),
            Map.of("paper", filed.id(), "sort", paper.sort().name(), "kind", paper.kind())));
    statements.reconsider(caller.practice(), destination);
    return filed;
  }

  /**
   * Puts an attestation on file.
   *
   * @param claim of grade {@code ADMIN_ATTESTATION}, with an end that is not past
   * @param mediaType {@code image/png}, {@code image/jpeg} or {@code application/pdf}
   * @param attached a picture of what was looked at; at most {@link #MOST_ATTACHED} bytes
   * @throws RequestRefused INVALID_REQUEST if the attachment is none, too large or of another kind,
   *     or the attestation has ended
   */
  public Attestation attest(
      Caller caller, DestinationId destination, Claim claim, String mediaType, byte[] attached) {
    setUp.get().require(caller.practice(), destination);
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    if (claim.verifiedOn().isAfter(today.plusDays(1))
        || claim.validUntil().map(today::isAfter).orElse(true)) {
      throw invalid(
          "the attestation is of the future, or has ended",
          "say on which day you looked, and until which day it is to count");
    }
    requirePicture(mediaType, attached);
    Attestation attestation =
        new Attestation(
            "att_" + UlidCreator.getMonotonicUlid().toLowerCase(),
            caller.practice(),
            destination,
            claim,
            new Attestation.Attachment(
                mediaType, RunningDigests.sha256(attached).hex(), attached.length),
            caller.subject(),
            clock.instant());
    dossiers.file(
        attestation,
        attached,
        AuditEvent.by(
            caller,
            clock.instant(),
            AuditType.ATTESTATION_FILED,
            destination.value(),
            Map.of(
                "attestation", attestation.id(),
                "about", claim.dataClass().name(),
                "sha256", attestation.attachment().sha256())));
    statements.reconsider(caller.practice(), destination);
    return attestation;
  }

  /**
   * Withdraws a paper or an attestation of a destination: it counts no longer.
   *
   * @throws RequestRefused PAPER_UNKNOWN if there is none of that id, or it was withdrawn before
   */
  public void withdraw(Caller caller, DestinationId destination, String id) {
    setUp.get().require(caller.practice(), destination);
    Dossier dossier = dossiers.of(caller.practice());
    boolean known =
        dossier.papers(destination).stream().anyMatch(paper -> paper.id().equals(id))
            || dossier.attestations(destination).stream().anyMatch(each -> each.id().equals(id));
    if (!known
        || !dossiers.withdraw(
            caller.practice(),
            id,
            AuditEvent.by(
                    caller,
                    clock.instant(),
                    AuditType.PAPER_WITHDRAWN,
                    destination.value(),
                    Map.of("paper", id))
                .at(destination))) {
      throw new RequestRefused(
          RefusalCode.PAPER_UNKNOWN,
          "there is no such paper or attestation",
          "choose one that the destination's evidence shows");
    }
    statements.reconsider(caller.practice(), destination);
  }

  /**
   * Approves who is behind a destination now.
   *
   * @param seen when the provider's answer that the admin looked at was given
   * @throws RequestRefused NOT_NOW if the newest answer tells somebody else, or nobody
   */
  public Pin approve(Caller caller, DestinationId destination, Instant seen) {
    setUp.get().require(caller.practice(), destination);
    List<ResidencyEvidence> answers = evidence.history(caller.practice(), destination, LOOKED_BACK);
    DestinationIdentity identity =
        answers.stream()
            .filter(answer -> answer.observedAt().equals(seen))
            .findFirst()
            .map(ResidencyEvidence::identity)
            .filter(told -> !told.equals(DestinationIdentity.UNTOLD))
            .filter(told -> told.equals(answers.getFirst().identity()))
            .orElseThrow(
                () ->
                    new RequestRefused(
                        RefusalCode.NOT_NOW,
                        "the provider's newest answer is another one, or tells nobody",
                        "look at the destination's evidence again and approve what it shows"));
    Pin pin = new Pin(caller.practice(), destination, identity, caller.subject(), clock.instant());
    dossiers.pin(
        pin,
        AuditEvent.by(
            caller,
            clock.instant(),
            AuditType.DESTINATION_APPROVED,
            destination.value(),
            Map.of("account", identity.account().name())));
    statements.reconsider(caller.practice(), destination);
    return pin;
  }

  private static void requirePicture(String mediaType, byte[] attached) {
    String magic = MAGIC.get(mediaType);
    boolean fits =
        magic != null
            && attached.length <= MOST_ATTACHED
            && HexFormat.of()
                .formatHex(attached, 0, Math.min(attached.length, magic.length() / 2))
                .equals(magic);
    if (!fits) {
      throw invalid(
          "the attachment is missing, too large, or not what its type says",
          "upload a PNG, JPEG or PDF of at most 5 MiB");
    }
  }

  private static RequestRefused invalid(String detail, String hint) {
    return new RequestRefused(RefusalCode.INVALID_REQUEST, detail, hint);
  }
}
