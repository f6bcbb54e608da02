package io.onshore.gateway.residency;

import static org.assertj.core.api.Assertions.assertThat;

import io.onshore.gateway.doubles.Rules;
import io.onshore.gateway.doubles.World;
import io.onshore.policy.DataClass;
import io.onshore.policy.Decision;
import io.onshore.policy.EvidenceGrade;
import io.onshore.policy.JurisdictionId;
import io.onshore.policy.Place;
import io.onshore.policy.PolicyEngine;
import io.onshore.policy.Rulebook;
import io.onshore.policy.Severity;
import io.onshore.policy.Situation;
import io.onshore.policy.rulebook.RulebookLoader;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The words on a clinician's screen. */
class VerdictTest {
  private static final LocalDate TODAY = LocalDate.ofInstant(World.START, ZoneOffset.UTC);
  private static final Rulebook SHIPPED = RulebookLoader.shipped();

  private static Set<Place> places(String codes) {
    return Arrays.stream(codes.split(" ", -1))
        .map(Place::new)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** A decision of this outcome about files and details that rest there. */
  private static Decision decision(Severity outcome, String home, String stored, String described) {
    Situation situation =
        Situation.of(new JurisdictionId(home), TODAY)
            .places(DataClass.CONTENT, places(stored))
            .places(DataClass.BACKUP, places(stored))
            .places(DataClass.METADATA, places(described))
            .places(DataClass.SUPPORT, places(described))
            .evidence(EvidenceGrade.TENANT_MEASURED, TODAY)
            .build();
    Decision decided = PolicyEngine.decide(Rules.book(365), situation);
    return new Decision(
        outcome,
        decided.action(),
        false,
        decided.findings(),
        decided.holds(),
        decided.rulebookDigest(),
        TODAY,
        situation);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ALLOW  | AU-VIC | AU-VIC  | AU | OK      | Stays in Australia
          ALLOW  | AU     | AU      | AU | OK      | Stays in Australia
          NOTICE | AU     | AU      | US | OK      | Stays in Australia
          NOTICE | AU     | NZ      | NZ | OK      | Kept in New Zealand
          WARN   | AU     | US      | US | WARN    | Kept in the US
          WARN   | AU     | AU      | US | WARN    | May leave Australia
          HOLD   | AU     | AU      | US | WARN    | May leave Australia
          WARN   | AU     | AU      | AU | WARN    | Stays in Australia
          WARN   | AU     | AU US   | AU | WARN    | May leave Australia
          WARN   | AU     | CA IE   | CA | WARN    | Kept in Canada and Ireland
          WARN   | AU     | CA DE IE | CA | WARN   | Kept in 3 countries
          HOLD   | AU     | ZZ      | ZZ | UNKNOWN | We can't tell where this is kept
          WARN   | AU     | AU ZZ   | AU | UNKNOWN | We can't tell where this is kept
          ALLOW  | AU     | ZZ      | AU | UNKNOWN | We can't tell where this is kept
          NOTICE | AU     | AU ZZ   | AU | UNKNOWN | We can't tell where this is kept
          BLOCK  | AU     | US      | US | BLOCK   | Leaves Australia - not allowed here
          BLOCK  | US     | AU      | US | BLOCK   | Leaves the US - not allowed here
          BLOCK  | AE     | US      | US | BLOCK   | Leaves the UAE - not allowed here
          BLOCK  | AU     | AU      | AU | BLOCK   | Not allowed here
          BLOCK  | AU     | ZZ      | ZZ | BLOCK   | Not allowed here
          ALLOW  | GB     | GB      | GB | OK      | Stays in the UK
          """)
  void saysWhereTheFileRests(
      Severity outcome,
      String home,
      String stored,
      String described,
      Verdict.Word word,
      String headline) {
    Verdict verdict = Verdict.of(decision(outcome, home, stored, described));
    assertThat(verdict.word()).isEqualTo(word);
    assertThat(verdict.headline()).isEqualTo(headline);
  }

  @Test
  void namesWhereDetailsAreKeptWhenTheFileStays() {
    assertThat(Verdict.of(decision(Severity.NOTICE, "AU", "AU", "US")).sentence())
        .isEqualTo("File details are kept in the US too.");
    assertThat(Verdict.of(decision(Severity.WARN, "AU", "AU", "US")).sentence())
        .isEqualTo("File details are kept in the US too.");
    assertThat(Verdict.of(decision(Severity.ALLOW, "AU", "AU", "ZZ")).sentence())
        .isEqualTo("Nobody says where file details are kept.");
    assertThat(Verdict.of(decision(Severity.ALLOW, "AU", "AU", "AU")).sentence()).isEmpty();
  }

  private static final List<String> COUNTRIES =
      List.of("AU", "US", "GB", "AE", "NL", "NZ", "DE", "IE", "CA", "CH", "IN", "JP", "SG", "ZZ");

  @Test
  void isNeverGreenWhereAPlaceIsUnknown() {
    for (String home : SHIPPED.jurisdictions().stream().map(each -> each.id().value()).toList()) {
      for (String other : COUNTRIES) {
        for (Severity outcome : Severity.values()) {
          Verdict verdict = Verdict.of(decision(outcome, home, "ZZ " + other, other));
          assertThat(verdict.word()).isNotEqualTo(Verdict.Word.OK);
        }
      }
    }
  }

  @Test
  void saysItInAtMostSevenWordsAndWithoutTheWordsOfTheLaw() {
    Set<String> law =
        Set.of(
            "app",
            "gdpr",
            "hipaa",
            "baa",
            "hpp",
            "act",
            "article",
            "art.",
            "compliant",
            "policy",
            "violation",
            "forbidden",
            "safe",
            "error",
            "disclosure",
            "jurisdiction",
            "ciphertext");
    for (String home : SHIPPED.jurisdictions().stream().map(each -> each.id().value()).toList()) {
      for (String one : COUNTRIES) {
        for (String other : COUNTRIES) {
          for (Severity outcome : Severity.values()) {
            Verdict verdict = Verdict.of(decision(outcome, home, one + " " + other, other));
            List<String> words =
                Arrays.stream(verdict.headline().split("[ -]+", -1))
                    .map(word -> word.toLowerCase(Locale.ROOT))
                    .toList();
            assertThat(words).as(verdict.headline()).hasSizeLessThanOrEqualTo(7);
            assertThat(words).as(verdict.headline()).doesNotContainAnyElementsOf(law);
          }
        }
      }
    }
  }

  @Test
  void neverQuotesTheLawToAClinician() {
    for (String stored : COUNTRIES) {
      Situation situation =
          Situation.of(new JurisdictionId("AU-VIC"), TODAY)
              .places(DataClass.CONTENT, places(stored))
              .places(DataClass.BACKUP, places(stored))
              .places(DataClass.METADATA, places(stored))
              .endToEnd(true)
              .metadataPlain(false)
              .evidence(EvidenceGrade.TENANT_MEASURED, TODAY)
              .build();
      Verdict verdict = Verdict.of(PolicyEngine.decide(SHIPPED, situation));
      assertThat(verdict.sentence())
          .doesNotContainPattern("APP |HPP |GDPR|HIPAA|\\bs \\d|\\d\\.\\d");
      assertThat(verdict.sentence().split(" ", -1)).hasSizeLessThanOrEqualTo(15);
    }
  }
}
