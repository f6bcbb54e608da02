package io.onshore.policy.claim;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The dataset: every offer, with what is publicly said of it. Immutable and safe for use by many
 * threads. Facts as read on a day, not advice.
 */
public final class Claims {
  private final String version;
  private final LocalDate asOf;
  private final List<Offer> offers;
  private final String digest;

  private Claims(String version, LocalDate asOf, List<Offer> offers) {
    this.version = version;
    this.asOf = asOf;
    this.offers = List.copyOf(offers);
    digest = digest(version, asOf, offers);
  }

  /**
   * A dataset.
   *
   * @throws IllegalArgumentException if two offers have one id
   */
  public static Claims of(String version, LocalDate asOf, List<Offer> offers) {
    Set<String> ids = new HashSet<>();
    for (Offer offer : offers) {
      if (!ids.add(offer.id())) {
        throw new IllegalArgumentException("offer `" + offer.id() + "` is there twice");
      }
    }
    return new Claims(version, asOf, offers);
  }

  /** Its name for people, such as {@code 2026.11.22}. */
  public String version() {
    return version;
  }

  /** The day of the last look at all sources. */
  public LocalDate asOf() {
    return asOf;
  }

  /**
   * SHA-256 of everything in it, in lower-case hexadecimal. The order of the offers does not
   * matter.
   */
  public String digest() {
    return digest;
  }

  /** All offers, in the order of the dataset. */
  public List<Offer> offers() {
    return offers;
  }

  /** The offer of that id. */
  public Optional<Offer> offer(String id) {
    return offers.stream().filter(offer -> offer.id().equals(id)).findFirst();
  }

  private static String digest(String version, LocalDate asOf, List<Offer> offers) {
    var sha256 = new Sha256().field("onshore-claims/1").field(version).field(asOf);
    List<Offer> sorted = new ArrayList<>(offers);
    sorted.sort(Comparator.comparing(Offer::id));
    sha256.field(sorted.size());
    sorted.forEach(offer -> add(offer, sha256));
    return sha256.hex();
  }

  private static void add(Offer offer, Sha256 sha256) {
    sha256.field(offer.id()).field(offer.provider()).field(offer.product()).field(offer.plan());
    sha256.field(offer.regionSetting()).field(offer.account()).all(offer.contractsOnOffer());
    sha256.all(offer.certifications()).all(offer.conditions()).field(offer.claims().size());
    offer.claims().forEach(claim -> add(claim, sha256));
  }

  private static void add(PublishedClaim claim, Sha256 sha256) {
    Origin origin = claim.origin();
    sha256.field(claim.id()).field(claim.about()).all(claim.places()).field(claim.grade());
    sha256.field(origin.publisher()).field(origin.title()).field(origin.url());
    sha256.field(origin.published()).field(origin.reading()).field(origin.quote());
    sha256.field(origin.quoteSha256()).field(claim.verifiedOn());
    sha256.field(claim.supersededOn()).field(claim.note());
  }
}
