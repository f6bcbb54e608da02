package io.onshore.policy.claim;

import static io.onshore.policy.claim.SmallClaims.DAY;
import static io.onshore.policy.claim.SmallClaims.claim;
import static io.onshore.policy.claim.SmallClaims.offer;
import static io.onshore.policy.claim.SmallClaims.origin;
import static io.onshore.policy.claim.SmallClaims.superseded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.onshore.policy.AccountKind;
import io.onshore.policy.DataClass;
import io.onshore.policy.EvidenceGrade;
import io.onshore.policy.EvidenceLine;
import io.onshore.policy.Place;
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
  void everyChangeChangesTheDigestAndTheOrderOfOffersDoesNot() {
    Offer other = offer("other");
    Claims claims = Claims.of("2026.11.22", DAY, List.of(offer, other));
    var digests = new ArrayList<String>(List.of(claims.digest()));
    for (Claims changed :
        List.of(
            Claims.of("2026.11.23", DAY, List.of(offer, other)),
            Claims.of("2026.11.22", DAY.plusDays(1), List.of(offer, other)),
            Claims.of("2026.11.22", DAY, List.of(offer)),
            Claims.of("2026.11.22", DAY, List.of(offer.withClaims(List.of()), other)),
            Claims.of(
                "2026.11.22",
                DAY,
                List.of(
                    offer.withClaims(
                        List.of(
                            offer.claims().getFirst(),
                            claim("b", DataClass.CONTENT, EvidenceGrade.VENDOR_STATEMENT, "US"))),
                    other)))) {
      digests.add(changed.digest());
    }

    assertThat(digests).doesNotHaveDuplicates().allMatch(hex -> hex.matches("[0-9a-f]{64}"));
    assertThat(Claims.of("2026.11.22", DAY, List.of(other, offer)).digest())
        .isEqualTo(claims.digest());
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
