package io.onshore.policy.claim;

import io.onshore.policy.AccountKind;
import io.onshore.policy.EvidenceLine;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What one can buy, or have for nothing: one product on one plan with one region setting. What no
 * source says of it is not there.
 *
 * @param provider the connector's name for it, such as {@code google-drive}
 * @param regionSetting what is chosen, or fixed, about the region; empty if there is no choice
 * @param account whose accounts the plan has
 * @param contractsOnOffer the agreements that a source says one can have, such as {@code BAA}
 * @param certifications what a source says the provider holds or offers, in the words that rules
 *     use, such as {@code BAA_OFFERED}
 * @param conditions what else it takes, in words
 * @param claims where data of such an account is said to be, superseded claims included
 */
public record Offer(
    String id,
    String provider,
    String product,
    String plan,
    Optional<String> regionSetting,
    AccountKind account,
    Set<String> contractsOnOffer,
    Set<String> certifications,
    List<String> conditions,
    List<PublishedClaim> claims) {
  public Offer {
    contractsOnOffer = Collections.unmodifiableSortedSet(new TreeSet<>(contractsOnOffer));
    certifications = Collections.unmodifiableSortedSet(new TreeSet<>(certifications));
    conditions = List.copyOf(conditions);
    claims = List.copyOf(claims);
  }

  /** All its claims as evidence; superseded ones are marked, so that they are shown and no more. */
  public List<EvidenceLine> lines() {
    return claims.stream().map(PublishedClaim::line).toList();
  }

  /** The same offer with other claims, for asking "what if". */
  public Offer withClaims(List<PublishedClaim> value) {
    return new Offer(
        id,
        provider,
        product,
        plan,
        regionSetting,
        account,
        contractsOnOffer,
        certifications,
        conditions,
        value);
  }
}
