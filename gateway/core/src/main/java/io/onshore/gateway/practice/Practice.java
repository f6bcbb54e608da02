package io.onshore.gateway.practice;

import io.onshore.gateway.envelope.SealProfile;
import io.onshore.policy.JurisdictionId;
import io.onshore.policy.Place;
import io.onshore.policy.Sector;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A practice: the tenant that everything belongs to.
 *
 * @param jurisdiction whose law governs it, such as {@code AU-VIC}
 * @param legalRoles roles that laws attach duties to, such as {@code hipaa_entity}
 * @param keyPlaces where the keys to its envelopes are kept; empty means nobody told
 * @param keyServers the key servers that its envelopes may name, by host, with where each is
 * @param gatewayPlaces where the gateway that serves it runs, where one set-up is shared by
 *     gateways in several places; empty means where the operator says this gateway is
 * @param sealProfiles encrypted formats of its own that it registered
 * @param recipients its public keys, for whoever seals a file for it; empty means that files come
 *     sealed
 * @param usPersonsPastYear how many United States persons its files concern in 12 months
 */
public record Practice(
    PracticeId id,
    String name,
    JurisdictionId jurisdiction,
    Sector sector,
    Set<String> legalRoles,
    Set<Place> keyPlaces,
    Map<String, Set<Place>> keyServers,
    Set<Place> gatewayPlaces,
    Set<SealProfile> sealProfiles,
    List<SealRecipient> recipients,
    long usPersonsPastYear) {
  public Practice {
    legalRoles = Set.copyOf(legalRoles);
    keyPlaces = Set.copyOf(keyPlaces);
    keyServers = Map.copyOf(keyServers);
    gatewayPlaces = Set.copyOf(gatewayPlaces);
    sealProfiles = Set.copyOf(sealProfiles);
    recipients = List.copyOf(recipients);
  }
}
