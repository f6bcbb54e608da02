package io.onshore.connector.googledrive;

import com.google.api.services.drive.model.User;
import io.onshore.connector.ConnectorException;
import io.onshore.connector.Failure.Kind;
import io.onshore.connector.googledrive.GoogleDriveFailures.About;
import io.onshore.connector.residency.Aspect;
import io.onshore.connector.residency.Observation;
import io.onshore.connector.residency.ResidencyEvidence;
import io.onshore.connector.residency.Strength;
import io.onshore.connector.toolkit.residency.Permitted;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What Google tells about where a drive's data rests. Drive reports no location of any file. An
 * admin can ask for the United States, for Europe, or for no place in particular, and that wish is
 * all there is to be read; there is no Australian, British or Canadian region. See
 * https://support.google.com/a/answer/7630496.
 */
final class GoogleDriveResidency {
  static final Set<Aspect> ASPECTS = Set.of(Aspect.ACCOUNT, Aspect.CONTENT, Aspect.BACKUP);

  /** The domains of Google's consumer accounts. */
  private static final Set<String> CONSUMER = Set.of("gmail.com", "googlemail.com");

  private static final int MOST_PAGES = 20;

  private static final Permitted SCOPE_MISSING = new Permitted(Set.of(Kind.FORBIDDEN));

  /** That an admin has not delegated the reading of policies shows when signing in. */
  private static final Permitted NOT_DELEGATED =
      new Permitted(Set.of(Kind.FORBIDDEN, Kind.REAUTHORISE));

  private final GoogleDriveApi api;
  private final Clock clock;

  GoogleDriveResidency(GoogleDriveApi api, Clock clock) {
    this.api = api;
    this.clock = clock;
  }

  ResidencyEvidence probe(Place place) throws ConnectorException {
    List<Observation> observations = new ArrayList<>();
    Optional<Observation> account =
        place.sharedDrive().isPresent() ? sharedDrive(place.sharedDrive().get()) : owner();
    account.ifPresent(observations::add);
    for (String region : regions()) {
      // Google's data regions cover content at rest with its backups, and no metadata:
      // https://support.google.com/a/answer/9223653
      observations.add(configured(Aspect.CONTENT, region));
      observations.add(configured(Aspect.BACKUP, region));
    }
    return new ResidencyEvidence(clock.instant(), observations);
  }

  private static Observation configured(Aspect aspect, String region) {
    return new Observation(
        aspect,
        DataRegions.places(region),
        Strength.CONFIGURED,
        DataRegions.TYPE + ".region",
        region);
  }

  /** Only organisations have shared drives. */
  private Optional<Observation> sharedDrive(String id) throws ConnectorException {
    return SCOPE_MISSING
        .ask(() -> api.sharedDrive(id))
        .flatMap(drive -> Optional.ofNullable(drive.getKind()))
        .map(
            kind ->
                new Observation(
                    Aspect.ACCOUNT, Set.of(), Strength.REPORTED, "sharedDrive.kind", kind));
  }

  /**
   * Google does not tell the kind of an account. An address at its own consumer domains is a
   * personal account for certain; one at another domain may be either, so that is a hint only.
   */
  private Optional<Observation> owner() throws ConnectorException {
    return SCOPE_MISSING
        .ask(api::account)
        .flatMap(about -> Optional.ofNullable(about.getUser()))
        .map(User::getEmailAddress)
        .map(address -> address.substring(address.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT))
        .filter(domain -> !domain.isBlank())
        .map(
            domain ->
                new Observation(
                    Aspect.ACCOUNT,
                    Set.of(),
                    CONSUMER.contains(domain) ? Strength.REPORTED : Strength.INDIRECT,
                    "user.emailAddress",
                    domain));
  }

  /**
   * The regions of all policies, because only settings that were made explicitly are told: which of
   * them the destination's unit inherits cannot be read.
   */
  private Set<String> regions() throws ConnectorException {
    Set<String> regions = new LinkedHashSet<>();
    Optional<String> from = Optional.empty();
    for (int pages = 0; pages < MOST_PAGES; pages++) {
      Optional<String> start = from;
      Optional<DataRegions.Page> page =
          NOT_DELEGATED.ask(() -> api.dataRegions(start)).flatMap(found -> found);
      page.map(DataRegions.Page::regions).ifPresent(regions::addAll);
      from = page.flatMap(DataRegions.Page::next);
      if (from.isEmpty()) {
        return regions;
      }
    }
    throw GoogleDriveFailures.unreadable(
        About.DESTINATION, new IllegalStateException("too many pages"));
  }
}
