package io.onshore.policy.claim;

import static io.onshore.policy.claim.SmallClaims.DAY;
import static io.onshore.policy.claim.SmallClaims.claim;
import static io.onshore.policy.claim.SmallClaims.offer;
import static io.onshore.policy.claim.SmallClaims.on;
import static io.onshore.policy.claim.SmallClaims.superseded;
import static org.assertj.core.api.Assertions.assertThat;

import io.onshore.policy.AccountKind;
import io.onshore.policy.DataClass;
import io.onshore.policy.EvidenceGrade;
import io.onshore.policy.EvidenceLine;
import io.onshore.policy.Finding;
import io.onshore.policy.Identity;
import io.onshore.policy.Jurisdiction;
import io.onshore.policy.JurisdictionId;
import io.onshore.policy.PatientLaw;
import io.onshore.policy.Place;
import io.onshore.policy.Remedy;
import io.onshore.policy.Rule;
import io.onshore.policy.Rulebook;
import io.onshore.policy.Sector;
import io.onshore.policy.Severity;
import io.onshore.policy.Situation;
import io.onshore.policy.Source;
import io.onshore.policy.claim.Matrix.Assumptions;
import io.onshore.policy.claim.Matrix.Cell;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Offers under laws. */
class MatrixTest {
  private static final JurisdictionId AU = new JurisdictionId("AU");
  private static final JurisdictionId NSW = new JurisdictionId("AU-NSW");
  private static final JurisdictionId NZ = new JurisdictionId("NZ");

  /** Holds what is stored abroad without a contract, warns of what is stored abroad with one. */
  private static final Rulebook RULEBOOK =
      Rulebook.builder(DAY)
          .source(
              new Source("law", Source.Grade.STATUTE, "none", Optional.empty(), Optional.empty()))
          .jurisdiction(jurisdiction("AU", Optional.empty()))
          .jurisdiction(jurisdiction("AU-NSW", Optional.of(AU)))
          .jurisdiction(jurisdiction("NZ", Optional.empty()))
          .evidenceMaxAgeDays(EvidenceGrade.VENDOR_DOC, 180)
          .evidenceMaxAgeDays(EvidenceGrade.THIRD_PARTY, 90)
          .rule(rule("X-ABROAD", Severity.WARN, false))
          .rule(rule("X-NO-CONTRACT", Severity.HOLD, true))
          .build();

  private final Offer home =
      offer(
          "home",
          claim("c", DataClass.CONTENT, EvidenceGrade.VENDOR_DOC, "AU"),
          claim("b", DataClass.BACKUP, EvidenceGrade.THIRD_PARTY, "AU"));
  private final Offer abroad =
      offer(
          "abroad",
          claim("c2", DataClass.CONTENT, EvidenceGrade.VENDOR_DOC, "US"),
          claim("b2", DataClass.BACKUP, EvidenceGrade.VENDOR_DOC, "US"));
  private final Offer silent = offer("silent");

  private Matrix matrix(Assumptions assumptions, Offer... offers) {
    return Matrix.of(
        RULEBOOK, Claims.of("2026.11.22", DAY, List.of(offers)), List.of(AU, NZ), DAY, assumptions);
  }

  @Test
  void hasOneCellForEachOfferAndJurisdictionInTheirOrder() {
    Matrix matrix = matrix(Assumptions.usual(), home, abroad, silent);

    assertThat(matrix.cells())
        .extracting(cell -> cell.offer().id() + " " + cell.jurisdiction())
        .containsExactly("home AU", "home NZ", "abroad AU", "abroad NZ", "silent AU", "silent NZ");
    assertThat(matrix.cell("abroad", NZ)).contains(matrix.cells().get(3));
    assertThat(matrix.cell("abroad", NSW)).isEmpty();
  }

  @Test
  void aCellTellsItsMostSevereFindingAndNothingWhenAllIsWell() {
    Matrix signed = matrix(Assumptions.usual(), home, abroad);
    Cell bad = matrix(new Assumptions(false, Set.of()), abroad).cells().getFirst();

    assertThat(signed.cell("home", AU).orElseThrow().reason()).isEmpty();
    assertThat(signed.cell("home", AU).orElseThrow().decision().outcome())
        .isEqualTo(Severity.ALLOW);
    assertThat(signed.cell("abroad", AU).flatMap(Cell::reason).map(Finding::ruleId))
        .contains("X-ABROAD");
    assertThat(bad.reason().map(Finding::ruleId)).contains("X-NO-CONTRACT");
    assertThat(bad.reason().map(Finding::fix)).contains("fix it");
    assertThat(bad.holds()).hasToString("[CONTRACT]");
  }

  @Test
  void aCellIsDecidedForThePracticeThatItsDocumentationDescribes() {
    Situation situation =
        Matrix.of(
                RULEBOOK,
                Claims.of("2026.11.22", DAY, List.of(home)),
                List.of(NSW),
                DAY,
                Assumptions.usual())
            .cells()
            .getFirst()
            .decision()
            .situation();

    assertThat(situation.practice()).isEqualTo(NSW);
    assertThat(situation.patient()).contains(NSW);
    assertThat(situation.patientLaw()).isEqualTo(PatientLaw.YES);
    assertThat(situation.sector()).isEqualTo(Sector.PRIVATE);
    assertThat(situation.roles()).containsExactly("hipaa_entity");
    assertThat(situation.places(DataClass.KEYS)).containsExactly(new Place("AU"));
    assertThat(situation.places(DataClass.GATEWAY)).containsExactly(new Place("AU"));
    assertThat(situation.places(DataClass.CONTENT)).containsExactly(new Place("AU"));
    assertThat(situation.places(DataClass.METADATA)).containsExactly(Place.UNKNOWN);
    assertThat(situation.endToEnd()).isTrue();
    assertThat(situation.metadataPlain()).isFalse();
    assertThat(situation.contracts()).containsExactly("DPA");
    assertThat(situation.certifications()).containsExactly("BAA_OFFERED");
    assertThat(situation.assessments()).isEmpty();
    assertThat(situation.consents()).isEmpty();
    assertThat(situation.account()).isEqualTo(AccountKind.ORGANISATION);
    assertThat(situation.identity()).isEqualTo(Identity.APPROVED);
    assertThat(situation.evidence().grade()).isEqualTo(EvidenceGrade.THIRD_PARTY);
    assertThat(situation.evaluatedOn()).isEqualTo(DAY);
  }

  @Test
  void whatNobodySaysIsNowhere() {
    Cell cell = matrix(Assumptions.usual(), silent).cells().getFirst();

    assertThat(cell.decision().situation().places(DataClass.CONTENT))
        .containsExactly(Place.UNKNOWN);
    assertThat(cell.reason().map(Finding::ruleId)).contains("X-ABROAD");
    assertThat(cell.freshest()).isEmpty();
  }

  @Test
  void showsTheFreshestStatementThatCounts() {
    Cell cell = matrix(Assumptions.usual(), home).cells().getFirst();
    Offer old = offer("old", superseded("s", DataClass.CONTENT, EvidenceGrade.VENDOR_DOC, "AU"));

    Offer rereadCopies =
        offer(
            "reread",
            on(DAY.minusDays(1), claim("c", DataClass.CONTENT, EvidenceGrade.VENDOR_DOC, "AU")),
            claim("b", DataClass.BACKUP, EvidenceGrade.THIRD_PARTY, "AU"));

    assertThat(cell.freshest().map(EvidenceLine::source)).contains("Vendor, Page c");
    assertThat(
            matrix(Assumptions.usual(), rereadCopies)
                .cells()
                .getFirst()
                .freshest()
                .map(EvidenceLine::source))
        .contains("Vendor, Page b");
    assertThat(matrix(Assumptions.usual(), old).cells().getFirst().freshest()).isEmpty();
  }

  @Test
  void aSupersededClaimChangesNoCell() {
    Offer contradicted =
        home.withClaims(
            List.of(
                home.claims().get(0),
                home.claims().get(1),
                superseded("s", DataClass.CONTENT, EvidenceGrade.VENDOR_DOC, "US")));

    assertThat(matrix(Assumptions.usual(), contradicted).cells())
        .extracting(Cell::decision)
        .isEqualTo(matrix(Assumptions.usual(), home).cells().stream().map(Cell::decision).toList());
  }

  @Test
  void ageCountsAsOfTheDayThatWasAskedFor() {
    Claims claims = Claims.of("2026.11.22", DAY, List.of(home));
    Situation later =
        Matrix.of(RULEBOOK, claims, List.of(AU), DAY.plusDays(100), Assumptions.usual())
            .cells()
            .getFirst()
            .decision()
            .situation();

    assertThat(later.evaluatedOn()).isEqualTo(DAY.plusDays(100));
    assertThat(later.evidence().verifiedOn()).isEqualTo(DAY);
  }

  private static Jurisdiction jurisdiction(String id, Optional<JurisdictionId> parent) {
    return new Jurisdiction(
        new JurisdictionId(id), id, parent, Optional.empty(), "a law", Optional.empty());
  }

  private static Rule rule(String id, Severity severity, boolean onlyWithoutContract) {
    return new Rule(
        id,
        JurisdictionId.EVERYWHERE,
        severity,
        severity == Severity.HOLD ? Set.of(Remedy.CONTRACT) : Set.of(),
        facts ->
            !facts.stored().equals(List.of(facts.home()))
                && !(onlyWithoutContract && facts.contracts().contains("DPA")),
        id,
        "something is wrong",
        "fix it",
        Optional.empty(),
        Optional.empty(),
        false,
        List.of("law"));
  }
}
