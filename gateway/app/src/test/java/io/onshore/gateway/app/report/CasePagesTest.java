package io.onshore.gateway.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.onshore.gateway.audit.AuditChain;
import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.audit.AuditLedger;
import io.onshore.gateway.audit.AuditType;
import io.onshore.gateway.audit.ChainEnd;
import io.onshore.gateway.audit.ChainedEvent;
import io.onshore.gateway.destination.DestinationId;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.report.CaseFile;
import io.onshore.gateway.report.MonthReport;
import io.onshore.gateway.review.Docket;
import io.onshore.gateway.review.Frozen;
import io.onshore.gateway.review.ReviewCase;
import io.onshore.gateway.review.ReviewCases;
import io.onshore.gateway.review.Ruling;
import io.onshore.gateway.transfer.TransferId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A case, read back from the document. */
class CasePagesTest {
  private static final PracticeId CLINIC = new PracticeId("clinic");
  private static final Instant AT = Instant.parse("2026-11-20T10:42:00Z");
  private static final String ID = "rev_01k8zzzzzzzzzzzzzzzzzzzzzz";
  private static final TransferId FILE = new TransferId("trf_01k8zzzzzzzzzzzzzzzzzzzzzz");
  private static final String LONG_REASON = "the patient was asked and agreed. ".repeat(400);

  private static Frozen frozen() {
    return new Frozen(
        Optional.of(FILE),
        "dec_01k8zzzzzzzzzzzzzzzzzzzzzz",
        "WARN",
        "9f2c".repeat(16),
        "9f2c".repeat(16),
        Optional.of(3),
        AT,
        List.of(
            new Frozen.Shown(
                "AU-APP8-USE",
                "WARN",
                "AU",
                "Nobody has committed to keeping copies in Australia.",
                "Ask the provider for a term about backups.",
                List.of("oaic-app8-guideline", "privacy-act-1988-s16c"))),
        List.of(
            new Frozen.Line(
                "CONTENT",
                List.of("AU", "AU-NSW"),
                "TENANT_MEASURED",
                LocalDate.of(2026, 11, 20),
                "siteCollection.dataLocationCode",
                "AUS"),
            new Frozen.Line(
                "BACKUP", List.of("ZZ"), "UNKNOWN", LocalDate.of(2026, 11, 20), "nobody", "")),
        Optional.of(new Frozen.Said("sub-clara", "PATIENT_AGREED", "agreed by telephone", AT)));
  }

  private static CaseFile file(String reason) {
    List<CaseFile.Happened> timeline = new ArrayList<>();
    ChainEnd end = ChainEnd.genesis(CLINIC);
    for (AuditType type : List.of(AuditType.CASE_OPENED, AuditType.CASE_DECIDED)) {
      ChainedEvent link =
          AuditChain.link(
              new AuditEvent(AT, CLINIC, type, "sub-connie", ID, Map.of("kind", "FILE_HELD")),
              end,
              AuditChain.freshSalt());
      end = ChainEnd.at(link);
      timeline.add(new CaseFile.Happened(true, "sub-connie", link));
    }
    return new CaseFile(
        new MonthReport.Made(AT, "Connie Compliance", "detail"),
        "Harbour Street Clinic",
        new Docket(
            new ReviewCase(
                ID,
                CLINIC,
                Optional.of(new DestinationId("onedrive-unknown")),
                Optional.of("AU-APP8-USE"),
                ReviewCase.Kind.WARNING_OVERRIDDEN,
                "f",
                AT,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Optional.of(List.of())),
            new Docket.Standing(
                Docket.State.DECIDED, Optional.of("sub-connie"), AT, Optional.empty(), 1, AT, 2)),
        List.of(new ReviewCases.Occurrence(AT, Optional.of("sub-clara"), Optional.of(frozen()))),
        List.of(new Ruling.Made(new Ruling.Delete(reason), "sub-connie", AT)),
        List.of(new ReviewCases.ToDo(FILE, Optional.of(AT), Optional.empty())),
        List.of(
            new CaseFile.Sent(
                FILE,
                "onedrive-unknown",
                "onedrive",
                5_242_880,
                "VERIFIED",
                AT,
                Optional.of("ab".repeat(32)))),
        timeline,
        new AuditLedger.Span(1, 2));
  }

  private static Read read(String name, CaseFile file) throws IOException {
    byte[] pdf = CasePages.pdf(file);
    Files.createDirectories(Path.of("target", "reports"));
    Files.write(Path.of("target", "reports", name + ".pdf"), pdf);
    return Read.of(pdf);
  }

  @Test
  void aCaseTellsWhatWasSeenSaidDecidedAndDone() throws IOException {
    Read read = read("case", file("no proof of the place"));
    assertThat(read.text())
        .contains("Case: warning overridden")
        .contains("A person was warned, and sent all the same.")
        .contains("patient agreed: agreed by telephone (sub-clara, 20 Nov 2026, 10:42 UTC)")
        .contains("Nobody has committed to keeping copies in Australia.")
        .contains("Australia (AU)")
        .contains("no evidence")
        .contains("to be deleted no proof of the place")
        .contains("looked for and not found on 20 Nov 2026, 10:42 UTC")
        .contains("5,242,880 verified")
        .contains("2 events of the audit trail are about this case or its files.")
        .contains("at the request of who had it made: detail");
    assertThat(read.about()).contains("Case: warning overridden, Harbour Street Clinic");
  }

  @Test
  void whatIsLongerThanAPageGoesOnOnTheNext() throws IOException {
    Read read = read("case-long", file(LONG_REASON));
    assertThat(read.text().split("asked", -1)).hasSize(401);
    assertThat(read.pages()).isGreaterThan(4);
  }
}
