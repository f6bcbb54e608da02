package io.onshore.gateway.practice;

import io.onshore.gateway.envelope.SealProfile;
import io.onshore.policy.JurisdictionId;
import io.onshore.policy.Place;
import io.onshore.policy.Sector;
import java.util.Set;

/**
 * A practice: the tenant that everything belongs to.
 *
 * @param jurisdiction whose law governs it, such as {@code AU-VIC}
 * @param legalRoles roles that laws attach duties to, such as {@code hipaa_entity}
 * @param keyPlaces where the keys to its envelopes are kept; empty means nobody told
 * @param sealProfiles encrypted formats of its own that it registered
 * @param usPersonsPastYear how many United States persons its files concern in 12 months
 */
public record Practice(
    PracticeId id,
    String name,
    JurisdictionId jurisdiction,
    Sector sector,
    Set<String> legalRoles,
    Set<Place> keyPlaces,
    Set<SealProfile> sealProfiles,
    long usPersonsPastYear) {
  public Practice {
    legalRoles = Set.copyOf(legalRoles);
    keyPlaces = Set.copyOf(keyPlaces);
    sealProfiles = Set.copyOf(sealProfiles);
  }
}
