package io.onshore.policy.claim;

import static io.onshore.policy.claim.SmallClaims.DAY;
import static io.onshore.policy.claim.SmallClaims.claim;
import static io.onshore.policy.claim.SmallClaims.offer;
import static io.onshore.policy.claim.SmallClaims.on;
import static io.onshore.policy.claim.SmallClaims.origin;
import static io.onshore.policy.claim.SmallClaims.superseded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.onshore.policy.AccountKind;
import io.onshore.policy.DataClass;
import io.onshore.policy.EvidenceGrade;
import io.onshore.policy.EvidenceLine;
import io.onshore.policy.Place;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Claims, offers and the dataset as values. */
class ClaimsTest {
  private final Offer offer =
      offer(
          "box-zone-au",
          claim("a", DataClass.CONTENT, EvidenceGrade.VENDOR_DOC, "AU"),
          superseded("b", DataClass.CONTENT, EvidenceGrade.VENDOR_STATEMENT, "US"));

  @Test
  void aClaimIsEvidenceFromTheDayItWasLastVerified() {
    EvidenceLine line = offer.claims().getFirst().line();

    assertThat(line.dataClass()).isEqualTo(DataClass.CONTENT);
    assertThat(line.places()).containsExactly(new Place("AU"));
    assertThat(line.grade()).isEqualTo(EvidenceGrade.VENDOR_DOC);
    assertThat(line.observedOn()).isEqualTo(DAY);
    assertThat(line.source()).isEqualTo("Vendor, Page a");
    assertThat(line.superseded()).isFalse();
  }

  @Test
  void anOfferGivesAllItsLinesAndMarksTheSupersededOnes() {
    assertThat(offer.lines()).extracting(EvidenceLine::superseded).containsExactly(false, true);
  }

  @ParameterizedTest
  @EnumSource(
      value = EvidenceGrade.class,
      names = {"TENANT_MEASURED", "CONTRACT", "ADMIN_ATTESTATION"})
  void aPublicClaimIsNeverAboutOnePractice(EvidenceGrade grade) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> claim("a", DataClass.CONTENT, grade, "AU"))
        .withMessage("claim `a` is public and cannot be of grade `" + grade + "`");
  }

  @Test
  void aClaimNamesAPlace() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> claim("a", DataClass.CONTENT, EvidenceGrade.VENDOR_DOC))
        .withMessage("claim `a` names no place");
  }

  @Test
  void theHashIsThatOfTheQuotation() {
    // printf 'Montreal / Dublin' | sha256sum
    String hash = "1a42b4ceb146700227eb9d115566ad28dc5492196d0aeedd97692fe1df0949c6";
    Origin quoting = origin("a", Optional.of("Montreal / Dublin"), Optional.of(hash));

    assertThat(quoting.quote()).contains("Montreal / Dublin");
    assertThat(origin("a", Optional.empty(), Optional.of(hash)).quoteSha256()).contains(hash);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> origin("a", Optional.of("Montreal / Dublin "), Optional.of(hash)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> origin("a", Optional.of("Montreal / Dublin"), Optional.empty()));
  }

  @Test
  void noTwoOffersHaveOneId() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Claims.of("2026.11.22", DAY, List.of(offer, offer)))
        .withMessage("offer `box-zone-au` is there twice");
  }

  @Test
  void findsAnOfferById() {
    Claims claims = Claims.of("2026.11.22", DAY, List.of(offer, offer("other")));

    assertThat(claims.offer("other").map(Offer::id)).contains("other");
    assertThat(claims.offer("nothing")).isEmpty();
  }

  @Test
  void everyChangeOfTheDatasetChangesTheDigestAndTheOrderOfOffersDoesNot() {
    Offer other = offer("other");
    Claims claims = Claims.of("2026.11.22", DAY, List.of(offer, other));

    assertThat(
            List.of(
                claims.digest(),
                Claims.of("2026.11.23", DAY, List.of(offer, other)).digest(),
                Claims.of("2026.11.22", DAY.plusDays(1), List.of(offer, other)).digest(),
                Claims.of("2026.11.22", DAY, List.of(offer)).digest()))
        .doesNotHaveDuplicates()
        .allMatch(hex -> hex.matches("[0-9a-f]{64}"));
    assertThat(Claims.of("2026.11.22", DAY, List.of(other, offer)).digest())
        .isEqualTo(claims.digest());
  }

  @Test
  void everyChangeOfAnOfferChangesTheDigest() {
    Optional<String> none = Optional.empty();
    Set<String> no = Set.of();
    Set<String> dpa = Set.of("DPA");
    AccountKind unknown = AccountKind.UNKNOWN;
    List<Offer> offers =
        List.of(
            new Offer("a", "b", "c", "d", none, unknown, no, no, List.of(), List.of()),
            new Offer("x", "b", "c", "d", none, unknown, no, no, List.of(), List.of()),
            new Offer("a", "x", "c", "d", none, unknown, no, no, List.of(), List.of()),
            new Offer("a", "b", "x", "d", none, unknown, no, no, List.of(), List.of()),
            new Offer("a", "b", "c", "x", none, unknown, no, no, List.of(), List.of()),
            new Offer("a", "b", "c", "d", Optional.of("x"), unknown, no, no, List.of(), List.of()),
            new Offer("a", "b", "c", "d", none, AccountKind.PERSONAL, no, no, List.of(), List.of()),
            new Offer("a", "b", "c", "d", none, unknown, dpa, no, List.of(), List.of()),
            new Offer("a", "b", "c", "d", none, unknown, no, dpa, List.of(), List.of()),
            new Offer("a", "b", "c", "d", none, unknown, no, no, List.of("x"), List.of()),
            new Offer("a", "b", "c", "d", none, unknown, no, no, List.of(), offer.claims()));

    assertThat(offers.stream().map(one -> Claims.of("1", DAY, List.of(one)).digest()))
        .doesNotHaveDuplicates();
  }

  @Test
  void everyChangeOfAClaimChangesTheDigest() {
    PublishedClaim claim = offer.claims().getFirst();
    Origin origin = claim.origin();
    Optional<LocalDate> never = Optional.empty();
    Optional<String> none = Optional.empty();
    Optional<String> hash = Optional.of(Origin.hashOf("q"));
    Set<Place> nz = Set.of(new Place("NZ"));
    List<PublishedClaim> claims =
        new ArrayList<>(
            List.of(
                claim,
                of("x", claim.about(), claim.places(), claim.grade(), origin, DAY, never, none),
                of("a", DataClass.BACKUP, claim.places(), claim.grade(), origin, DAY, never, none),
                of("a", claim.about(), nz, claim.grade(), origin, DAY, never, none),
                of(
                    "a",
                    claim.about(),
                    claim.places(),
                    EvidenceGrade.UNKNOWN,
                    origin,
                    DAY,
                    never,
                    none),
                on(DAY.minusDays(1), claim),
                of(
                    "a",
                    claim.about(),
                    claim.places(),
                    claim.grade(),
                    origin,
                    DAY,
                    Optional.of(DAY),
                    none),
                of(
                    "a",
                    claim.about(),
                    claim.places(),
                    claim.grade(),
                    origin,
                    DAY,
                    never,
                    Optional.of("x"))));
    for (Origin changed :
        List.of(
            new Origin("p", "t", "u", never, "r", none, none),
            new Origin("x", "t", "u", never, "r", none, none),
            new Origin("p", "x", "u", never, "r", none, none),
            new Origin("p", "t", "x", never, "r", none, none),
            new Origin("p", "t", "u", Optional.of(DAY), "r", none, none),
            new Origin("p", "t", "u", never, "x", none, none),
            new Origin("p", "t", "u", never, "r", Optional.of("q"), hash),
            new Origin("p", "t", "u", never, "r", none, hash))) {
      claims.add(of("a", claim.about(), claim.places(), claim.grade(), changed, DAY, never, none));
    }

    assertThat(
            claims.stream()
                .map(one -> Claims.of("1", DAY, List.of(offer.withClaims(List.of(one)))).digest()))
        .doesNotHaveDuplicates();
  }

  private static PublishedClaim of(
      String id,
      DataClass about,
      Set<Place> places,
      EvidenceGrade grade,
      Origin origin,
      LocalDate verifiedOn,
      Optional<LocalDate> supersededOn,
      Optional<String> note) {
    return new PublishedClaim(id, about, places, grade, origin, verifiedOn, supersededOn, note);
  }

  @Test
  void whatAnOfferHoldsIsItsOwnCopy() {
    var contracts = new TreeSet<>(Set.of("DPA"));
    Offer copied =
        new Offer(
            "a",
            "box",
            "Box",
            "Business",
            Optional.empty(),
            AccountKind.ORGANISATION,
            contracts,
            Set.of(),
            List.of(),
            List.of());
    contracts.clear();

    assertThat(copied.contractsOnOffer()).containsExactly("DPA");
  }
}
