package io.onshore.gateway.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.onshore.gateway.audit.AuditHead;
import io.onshore.gateway.audit.AuditLedger;
import io.onshore.gateway.audit.AuditVerification;
import io.onshore.gateway.audit.ChainEnd;
import io.onshore.gateway.audit.ChainFault;
import io.onshore.gateway.audit.SignedHead;
import io.onshore.gateway.expiry.Expiry;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.report.MonthReport;
import io.onshore.gateway.review.Became;
import io.onshore.gateway.review.Budget;
import io.onshore.gateway.review.ReviewFigures;
import io.onshore.gateway.review.RuleRate;
import io.onshore.gateway.review.Trends;
import io.onshore.policy.DataClass;
import io.onshore.policy.EvidenceGrade;
import io.onshore.policy.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A month's report, read back from the document. */
class MonthPagesTest {
  private static final PracticeId CLINIC = new PracticeId("clinic");
  private static final Instant MADE = Instant.parse("2026-12-01T08:00:00Z");
  private static final String HASH = "9f2c".repeat(16);
  private static final String LONG = "Müller-Łukasz" + "-Hautarztpraxis".repeat(6);

  private static MonthReport.Resting resting(String name, String place, long files) {
    return new MonthReport.Resting(
        name,
        Optional.of("onedrive"),
        files,
        Map.of(
            DataClass.CONTENT, Set.of(new Place(place)),
            DataClass.BACKUP, Set.of(new Place(place)),
            DataClass.METADATA, Set.of(new Place(place))),
        EvidenceGrade.TENANT_MEASURED,
        Optional.of(LocalDate.of(2026, 11, 3)));
  }

  private static MonthReport report(int size, Optional<ChainFault> fault) {
    boolean some = size > 0;
    return new MonthReport(
        new MonthReport.Made(MADE, "Connie Compliance", ""),
        "Praxis " + LONG,
        YearMonth.of(2026, 11),
        Instant.parse("2026-11-01T00:00:00Z"),
        Instant.parse("2026-12-01T00:00:00Z"),
        IntStream.range(0, 6)
            .mapToObj(
                week ->
                    new Trends.Week(
                        LocalDate.of(2026, 10, 26).plusWeeks(week),
                        some ? Map.of("ALLOW", 40L + week, "WARN", 7L, "HOLD", 2L) : Map.of(),
                        some ? Map.of("WARNING_OVERRIDDEN", 3L, "EMERGENCY_SENT", 1L) : Map.of(),
                        some ? Map.of("WARNING_OVERRIDDEN", 2L) : Map.of(),
                        some ? Map.of("EMERGENCY_SENT", 1L) : Map.of(),
                        Optional.empty()))
            .toList(),
        IntStream.range(0, size)
            .mapToObj(
                number ->
                    number % 5 == 1
                        ? resting("Nobody knows " + number, "ZZ", 4)
                        : resting("OneDrive " + number + " of " + LONG, "AU", 1_234))
            .toList(),
        new Budget(20, 80, 20, 10),
        IntStream.range(0, size)
            .mapToObj(
                number ->
                    new RuleRate(
                        "AU-APP8-RULE-" + number, 270, 90 - number % 60, 30, Became.NOTHING))
            .toList(),
        some
            ? List.of(
                new MonthReport.Stopped(MADE, "SENDING_STOPPED", "box-australia", "sub-adam", ""))
            : List.of(),
        some
            ? List.of(
                new MonthReport.Stopped(
                    MADE, "STANDING", "box-australia", "sub-adam", "owner 李 left"))
            : List.of(),
        some
            ? List.of(
                new MonthReport.Proven(MADE, "OneDrive 0", "sub-adam", Optional.empty()),
                new MonthReport.Proven(MADE, "OneDrive 1", "sub-adam", Optional.of("READ_BACK")))
            : List.of(),
        some
            ? List.of(
                new Expiry(
                    Expiry.Kind.ATTESTATION,
                    Expiry.About.DESTINATION,
                    "onedrive-australia",
                    "att_1",
                    LocalDate.of(2026, 12, 20),
                    "look at the provider's page again, and attest anew"))
            : List.of(),
        HASH,
        some ? List.of(new ReviewFigures.RulesCount(HASH, 270, MADE, MADE)) : List.of(),
        List.of(),
        new MonthReport.Trail(
            new AuditVerification.Outcome(1, new ChainEnd(4_312, HASH), 27, fault, MADE),
            some ? Optional.of(new AuditLedger.Span(2_001, 4_312)) : Optional.empty(),
            some ? Optional.of(new ChainEnd(4_312, HASH)) : Optional.empty(),
            some
                ? Optional.of(
                    new SignedHead(
                        new AuditHead(CLINIC, 4_300, HASH, MADE),
                        "eyJhbGciOiJFUzI1NiIsImtpZCI6ImtleS0xIn0.e30.c2ln"))
                : Optional.empty()));
  }

  /** Reads it, and leaves it for people to look at. */
  private static Read read(String name, MonthReport report) throws IOException {
    byte[] pdf = MonthPages.pdf(report);
    Files.createDirectories(Path.of("target", "reports"));
    Files.write(Path.of("target", "reports", name + ".pdf"), pdf);
    return Read.of(pdf);
  }

  @Test
  void aMonthIsToldInSentencesWithItsNumbersUnderThem() throws IOException {
    Read read = read("month", report(6, Optional.empty()));
    assertThat(read.text())
        .contains("Month report, November 2026")
        .contains("1 Nov 2026 to 30 Nov 2026, days of UTC")
        .contains("1 Dec 2026, 08:00 UTC by Connie Compliance")
        .contains("309 sends were judged before a byte left: 255 without a warning, 42 with one")
        .contains("6,174 files rest with providers; of 4 nobody has committed to a place")
        .contains("6 emergency sends were made because patient care could not wait")
        .contains("read from the account itself")
        .contains("Nobody knows 1 the files, their copies, file details 4")
        .contains("box-australia sub-adam owner \uFFFD left")
        .contains("failed at: read back")
        .contains("20 Dec 2026 19 attestation onedrive-australia")
        .contains("Every event from 1 to 4,312 was followed and is as it was written.")
        .contains("Signed by key key-1")
        .contains("1 of " + read.pages(), read.pages() + " of " + read.pages());
    assertThat(read.about())
        .contains("Month report, November 2026", "Onshore for Praxis Müller-Łukasz");
  }

  @Test
  void aMonthInWhichNothingHappenedSaysSo() throws IOException {
    Read read = read("month-empty", report(0, Optional.empty()));
    assertThat(read.text())
        .contains("No file was sent in this month.")
        .contains("No rule interrupted anybody in this month.")
        .contains("Nobody stopped sending, and nothing is stopped now.")
        .contains("none yet; heads are signed once a day");
    assertThat(read.pages()).isLessThanOrEqualTo(4);
  }

  @Test
  void hundredsOfRulesAndDestinationsGoOnOverPagesEachWithItsHead() throws IOException {
    Read read = read("month-huge", report(400, Optional.empty()));
    assertThat(read.pages()).isGreaterThan(20);
    assertThat(read.text()).contains("AU-APP8-RULE-399", "OneDrive 399 of Müller-Łukasz");
    assertThat(read.text().split("How the first is known", -1)).hasSizeGreaterThan(10);
  }

  @Test
  void aTrailThatDoesNotHoldIsToldFirst() throws IOException {
    String text =
        read("month-broken", report(2, Optional.of(new ChainFault(ChainFault.Kind.EDITED, 77))))
            .text();
    assertThat(text).contains("The audit trail does not hold: event 77 is not as it was written.");
    assertThat(text.indexOf("event 77")).isLessThan(text.indexOf("What the month says"));
  }

  @Test
  void theSameReportIsTheSameDocument() throws IOException {
    assertThat(MonthPages.pdf(report(6, Optional.empty())))
        .isEqualTo(MonthPages.pdf(report(6, Optional.empty())));
  }
}
