package io.onshore.connector.folder;

import io.onshore.connector.ConnectorException;
import io.onshore.connector.residency.AccountKind;
import io.onshore.connector.residency.Aspect;
import io.onshore.connector.residency.DestinationIdentity;
import io.onshore.connector.residency.Observation;
import io.onshore.connector.residency.ResidencyEvidence;
import io.onshore.connector.residency.Strength;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where the disk stands, which only an admin can say. A disk holds names and bytes alike, so the
 * place is that of both; it is what was set, not what was measured.
 */
final class FolderResidency {
  private static final String FIELD = "settings." + FolderConnectorFactory.PLACE.name();
  private static final Set<String> COUNTRIES =
      Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2);
  private static final String SUBDIVISION = "(-[A-Z0-9]{1,3})?";
  private static final int COUNTRY_LENGTH = 2;

  private final List<Observation> observations;
  private final Clock clock;

  private FolderResidency(List<Observation> observations, Clock clock) {
    this.observations = observations;
    this.clock = clock;
  }

  /**
   * From the setting.
   *
   * @throws ConnectorException if a word of it is no ISO code
   */
  static FolderResidency of(Optional<String> place, Clock clock) throws ConnectorException {
    if (place.isEmpty()) {
      return new FolderResidency(List.of(), clock);
    }
    Set<String> places = places(place.get());
    return new FolderResidency(
        List.of(
            new Observation(Aspect.CONTENT, places, Strength.CONFIGURED, FIELD, place.get()),
            new Observation(Aspect.METADATA, places, Strength.CONFIGURED, FIELD, place.get())),
        clock);
  }

  /**
   * The evidence as of now. A server's disk is an organisation's, and nobody is asked for it.
   *
   * @param real the folder without links on the way, which tells it from every other on this disk
   */
  ResidencyEvidence evidence(Path real) {
    return new ResidencyEvidence(
        clock.instant(),
        observations,
        new DestinationIdentity(
            AccountKind.ORGANISATION,
            Optional.empty(),
            Optional.of(real.toString()),
            Optional.empty()),
        List.of());
  }

  private static Set<String> places(String setting) throws ConnectorException {
    Set<String> places = new TreeSet<>();
    for (String word : setting.split(",", -1)) {
      String code = word.strip().toUpperCase(Locale.ROOT);
      if (code.length() < COUNTRY_LENGTH
          || !COUNTRIES.contains(code.substring(0, COUNTRY_LENGTH))
          || !code.substring(COUNTRY_LENGTH).matches(SUBDIVISION)) {
        throw ConnectorException.misconfigured(
            "setting `"
                + FolderConnectorFactory.PLACE.name()
                + "` holds a word that is no ISO 3166 code");
      }
      places.add(code);
    }
    return places;
  }
}
