package io.onshore.policy.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import io.onshore.policy.DataClass;
import io.onshore.policy.Decision;
import io.onshore.policy.Finding;
import io.onshore.policy.JurisdictionId;
import io.onshore.policy.Place;
import io.onshore.policy.Rulebook;
import io.onshore.policy.Severity;
import io.onshore.policy.claim.Claims;
import io.onshore.policy.claim.Matrix;
import io.onshore.policy.claim.Matrix.Assumptions;
import io.onshore.policy.claim.Matrix.Cell;
import io.onshore.policy.claim.Offer;
import io.onshore.policy.claim.PublishedClaim;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The shipped claims under the shipped rules. */
class ClaimsMatrixTest {
  private static final Path README = Path.of("README.md");
  private static final Path MADE = Path.of("target", "README.md");
  private static final String BEGIN = "<!-- made from the claims dataset -->\n";
  private static final String END = "<!-- until here -->\n";

  private static final List<JurisdictionId> JURISDICTIONS =
      Stream.of("AU", "NZ", "GB", "IE", "CA", "US").map(JurisdictionId::new).toList();

  /** Laws of every kind that the rulebook has, those about location and unknown ones included. */
  private static final List<JurisdictionId> MORE_JURISDICTIONS =
      Stream.of("AU-NSW", "DE", "FR", "CH", "SG", "JP", "IN", "AE", "CA-QC", "US-TX", "BR")
          .map(JurisdictionId::new)
          .toList();

  private static final Rulebook RULEBOOK = RulebookLoader.shipped();
  private static final Claims CLAIMS = ClaimsLoader.shipped();

  static final List<Assumptions> ASSUMPTIONS =
      List.of(
          Assumptions.usual(),
          new Assumptions(false, Set.of("hipaa_entity")),
          new Assumptions(
              true, Set.of("hipaa_entity", "tx_covered_entity", "sgbv_provider", "nhs_org")));

  private static Matrix matrix(Claims claims, Assumptions assumptions) {
    List<JurisdictionId> all =
        Stream.concat(JURISDICTIONS.stream(), MORE_JURISDICTIONS.stream()).toList();
    return Matrix.of(RULEBOOK, claims, all, CLAIMS.asOf(), assumptions);
  }

  private static Claims without(Predicate<PublishedClaim> unwanted) {
    return Claims.of(
        CLAIMS.version(),
        CLAIMS.asOf(),
        CLAIMS.offers().stream()
            .map(
                offer ->
                    offer.withClaims(offer.claims().stream().filter(unwanted.negate()).toList()))
            .toList());
  }

  @Test
  void theReadmeShowsTheMatrixOfTheDataset() throws IOException {
    String readme = Files.readString(README);
    int begin = readme.indexOf(BEGIN) + BEGIN.length();
    int end = readme.indexOf(END);
    assertThat(end).as("the table's place in the README").isGreaterThanOrEqualTo(begin);
    String table = table();
    if (!readme.substring(begin, end).equals(table)) {
      Files.writeString(MADE, readme.substring(0, begin) + table + readme.substring(end));
    }

    assertThat(readme.substring(begin, end))
        .as("if the new cells are right, copy %s over it", MADE.toAbsolutePath())
        .isEqualTo(table);
  }

  @ParameterizedTest
  @FieldSource("ASSUMPTIONS")
  void unknownIsNeverGreen(Assumptions assumptions) {
    List<Cell> unknown =
        matrix(CLAIMS, assumptions).cells().stream()
            .filter(cell -> places(cell, DataClass.CONTENT).contains(Place.UNKNOWN))
            .toList();

    assertThat(unknown).hasSizeGreaterThan(100);
    assertThat(unknown)
        .allSatisfy(
            cell ->
                assertThat(cell.decision().outcome().atLeast(Severity.WARN))
                    .as(cell.offer().id() + " in " + cell.jurisdiction())
                    .isTrue());
  }

  @ParameterizedTest
  @FieldSource("ASSUMPTIONS")
  void aSupersededClaimChangesNoCell(Assumptions assumptions) {
    Claims standing = without(PublishedClaim::superseded);

    assertThat(standing.digest()).isNotEqualTo(CLAIMS.digest());
    assertThat(decisions(standing, assumptions)).isEqualTo(decisions(CLAIMS, assumptions));
  }

  @ParameterizedTest
  @FieldSource("ASSUMPTIONS")
  void whereNobodySaysAnythingOfAClassOfDataNoCellIsBetter(Assumptions assumptions) {
    for (DataClass silent : DataClass.values()) {
      noCellIsBetter(without(claim -> claim.about() == silent), assumptions, silent.name());
    }
    noCellIsBetter(without(claim -> true), assumptions, "everything");
  }

  @ParameterizedTest
  @FieldSource("ASSUMPTIONS")
  void withoutAnyOneClaimNoCellIsBetter(Assumptions assumptions) {
    Set<String> ids =
        CLAIMS.offers().stream()
            .flatMap(offer -> offer.claims().stream())
            .map(PublishedClaim::id)
            .collect(Collectors.toSet());
    for (String id : ids) {
      noCellIsBetter(without(claim -> claim.id().equals(id)), assumptions, id);
    }
  }

  /**
   * A forbidden place that nobody tells of any more holds the push until somebody tells, so where a
   * law of location is in play a block may become a hold, and neither lets the push go.
   */
  private static void noCellIsBetter(Claims fewer, Assumptions assumptions, String missing) {
    List<Cell> before = matrix(CLAIMS, assumptions).cells();
    List<Cell> after = matrix(fewer, assumptions).cells();
    for (int i = 0; i < before.size(); i++) {
      Cell cell = before.get(i);
      Severity told = cell.decision().outcome();
      assertThat(after.get(i).decision().outcome())
          .as("without %s: %s in %s", missing, cell.offer().id(), cell.jurisdiction())
          .isGreaterThanOrEqualTo(
              JURISDICTIONS.contains(cell.jurisdiction()) ? told : told.cappedAt(Severity.HOLD));
    }
  }

  private static List<Decision> decisions(Claims claims, Assumptions assumptions) {
    return matrix(claims, assumptions).cells().stream().map(Cell::decision).toList();
  }

  private static Set<Place> places(Cell cell, DataClass about) {
    return cell.decision().situation().places(about);
  }

  private static String table() {
    Matrix matrix = Matrix.of(RULEBOOK, CLAIMS, JURISDICTIONS, CLAIMS.asOf(), Assumptions.usual());
    String head =
        "| offer | files are in | "
            + JURISDICTIONS.stream().map(JurisdictionId::value).collect(Collectors.joining(" | "))
            + " |\n| --- | --- |"
            + " --- |".repeat(JURISDICTIONS.size())
            + "\n";
    return head
        + CLAIMS.offers().stream()
            .map(offer -> row(offer, matrix))
            .collect(Collectors.joining("\n", "", "\n"));
  }

  private static String row(Offer offer, Matrix matrix) {
    List<Cell> cells = matrix.cells().stream().filter(cell -> cell.offer().equals(offer)).toList();
    return "| `%s` | %s | %s |"
        .formatted(
            offer.id(),
            shown(places(cells.getFirst(), DataClass.CONTENT)),
            cells.stream().map(ClaimsMatrixTest::shown).collect(Collectors.joining(" | ")));
  }

  private static String shown(Cell cell) {
    Severity outcome = cell.decision().outcome();
    long others =
        cell.decision().findings().stream().filter(finding -> finding.severity() == outcome).count()
            - 1;
    return outcome
        + cell.reason().map(Finding::ruleId).map(" "::concat).orElse("")
        + (others > 0 ? " +" + others : "");
  }

  private static String shown(Set<Place> places) {
    if (places.contains(Place.UNKNOWN)) {
      return "?";
    }
    return places.size() > 3
        ? places.size() + " countries"
        : places.stream().map(Place::code).collect(Collectors.joining(", "));
  }
}
