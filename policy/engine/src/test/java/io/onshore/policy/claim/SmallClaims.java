package io.onshore.policy.claim;

import io.onshore.policy.AccountKind;
import io.onshore.policy.DataClass;
import io.onshore.policy.EvidenceGrade;
import io.onshore.policy.Place;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Invented offers. */
final class SmallClaims {
  static final LocalDate DAY = LocalDate.of(2026, 11, 22);

  private SmallClaims() {}

  static Offer offer(String id, PublishedClaim... claims) {
    return new Offer(
        id,
        "box",
        "Box",
        "Enterprise",
        Optional.of("zone"),
        AccountKind.ORGANISATION,
        Set.of("DPA"),
        Set.of("BAA_OFFERED"),
        List.of("needs the Box Zones add-on"),
        List.of(claims));
  }

  static PublishedClaim claim(String id, DataClass about, EvidenceGrade grade, String... places) {
    return claim(id, about, grade, Optional.empty(), places);
  }

  /** The same claim, verified on another day. */
  static PublishedClaim on(LocalDate day, PublishedClaim claim) {
    return new PublishedClaim(
        claim.id(),
        claim.about(),
        claim.places(),
        claim.grade(),
        claim.origin(),
        day,
        claim.supersededOn(),
        claim.note());
  }

  static PublishedClaim superseded(
      String id, DataClass about, EvidenceGrade grade, String... places) {
    return claim(id, about, grade, Optional.of(DAY), places);
  }

  static Origin origin(String id, Optional<String> quote, Optional<String> hash) {
    return new Origin(
        "Vendor",
        "Page " + id,
        "https://vendor.example/" + id,
        Optional.empty(),
        "says where files are",
        quote,
        hash);
  }

  private static PublishedClaim claim(
      String id,
      DataClass about,
      EvidenceGrade grade,
      Optional<LocalDate> supersededOn,
      String... places) {
    return new PublishedClaim(
        id,
        about,
        Arrays.stream(places).map(Place::new).collect(Collectors.toSet()),
        grade,
        origin(id, Optional.empty(), Optional.empty()),
        DAY,
        supersededOn,
        Optional.empty());
  }
}
