package io.onshore.connector.googledrive;

import com.google.api.services.drive.model.About;
import com.google.api.services.drive.model.Drive;
import com.google.api.services.drive.model.File;
import com.google.api.services.drive.model.User;
import io.onshore.connector.ConnectorException;
import io.onshore.connector.Failure.Kind;
import io.onshore.connector.residency.AccountKind;
import io.onshore.connector.residency.Aspect;
import io.onshore.connector.residency.DestinationIdentity;
import io.onshore.connector.residency.Observation;
import io.onshore.connector.residency.ResidencyEvidence;
import io.onshore.connector.residency.Strength;
import io.onshore.connector.toolkit.residency.Answers;
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

  /** An app that sees its own files only does not see the top of My Drive, which is there. */
  private static final Permitted HIDDEN =
      new Permitted(Set.of(Kind.FORBIDDEN, Kind.DESTINATION_MISSING));

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
    Answers answers = new Answers();
    List<Observation> observations = new ArrayList<>();
    DestinationIdentity identity =
        place.sharedDrive().isPresent()
            ? inSharedDrive(place, place.sharedDrive().get(), observations, answers)
            : inMyDrive(place, observations, answers);
    for (String region : regions(answers)) {
      // Google's data regions cover content at rest with its backups, and no metadata:
      // https://support.google.com/a/answer/9223653
      observations.add(configured(Aspect.CONTENT, region));
      observations.add(configured(Aspect.BACKUP, region));
    }
    return new ResidencyEvidence(clock.instant(), observations, identity, answers.inOrder());
  }

  private static Observation configured(Aspect aspect, String region) {
    return new Observation(
        aspect,
        DataRegions.places(region),
        Strength.CONFIGURED,
        DataRegions.TYPE + ".region",
        region);
  }

  /** Only organisations have shared drives; of which one such a drive is Google does not tell. */
  private DestinationIdentity inSharedDrive(
      Place place, String id, List<Observation> observations, Answers answers)
      throws ConnectorException {
    Optional<Drive> drive =
        answers.ask(
            SCOPE_MISSING,
            "GET /drive/v3/drives/" + id,
            () -> api.sharedDrive(id),
            GoogleDriveApi::text);
    drive
        .map(Drive::getKind)
        .map(kind -> account(Strength.REPORTED, "sharedDrive.kind", kind))
        .ifPresent(observations::add);
    if (place.folder().equals(id)) {
      return identity(drive.map(Drive::getId), drive.map(Drive::getId));
    }
    Optional<File> folder = folder(SCOPE_MISSING, place, answers);
    return identity(folder.map(File::getId), folder.map(File::getDriveId));
  }

  private static DestinationIdentity identity(Optional<String> place, Optional<String> drive) {
    return new DestinationIdentity(
        drive.isPresent() ? AccountKind.ORGANISATION : AccountKind.UNKNOWN,
        Optional.empty(),
        place,
        drive);
  }

  /**
   * Google does not tell the kind of an account. An address at its own consumer domains is a
   * personal account for certain; one at another domain may be either, so that is a hint only. A
   * folder may be another's, of whose account nothing is known.
   */
  private DestinationIdentity inMyDrive(
      Place place, List<Observation> observations, Answers answers) throws ConnectorException {
    Optional<User> user =
        answers
            .ask(SCOPE_MISSING, "GET /drive/v3/about", api::account, GoogleDriveApi::text)
            .map(About::getUser);
    Optional<String> domain = user.flatMap(GoogleDriveResidency::domain);
    boolean consumer = domain.filter(CONSUMER::contains).isPresent();
    domain
        .map(
            name ->
                account(
                    consumer ? Strength.REPORTED : Strength.INDIRECT, "user.emailAddress", name))
        .ifPresent(observations::add);
    Optional<File> folder = folder(place.myDriveItself() ? HIDDEN : SCOPE_MISSING, place, answers);
    if (folder.map(File::getDriveId).isPresent()) {
      return identity(folder.map(File::getId), folder.map(File::getDriveId));
    }
    Optional<String> asker = user.map(User::getPermissionId);
    Optional<String> owner =
        folder
            .flatMap(GoogleDriveResidency::owner)
            .or(() -> place.myDriveItself() ? asker : Optional.empty());
    return new DestinationIdentity(
        consumer && owner.isPresent() && owner.equals(asker)
            ? AccountKind.PERSONAL
            : AccountKind.UNKNOWN,
        Optional.empty(),
        folder.map(File::getId),
        owner);
  }

  private Optional<File> folder(Permitted permitted, Place place, Answers answers)
      throws ConnectorException {
    return answers.ask(
        permitted,
        "GET /drive/v3/files/" + place.folder(),
        () -> api.folder(place.folder()),
        GoogleDriveApi::text);
  }

  private static Optional<String> owner(File folder) {
    return Optional.ofNullable(folder.getOwners())
        .flatMap(owners -> owners.stream().findFirst())
        .map(User::getPermissionId);
  }

  private static Optional<String> domain(User user) {
    return Optional.ofNullable(user.getEmailAddress())
        .map(address -> address.substring(address.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT))
        .filter(name -> !name.isBlank());
  }

  private static Observation account(Strength strength, String field, String label) {
    return new Observation(Aspect.ACCOUNT, Set.of(), strength, field, label);
  }

  /**
   * The regions of all policies, because only settings that were made explicitly are told: which of
   * them the destination's unit inherits cannot be read.
   */
  private Set<String> regions(Answers answers) throws ConnectorException {
    Set<String> regions = new LinkedHashSet<>();
    if (!api.asksForPolicies()) {
      return regions;
    }
    Optional<String> from = Optional.empty();
    for (int pages = 0; pages < MOST_PAGES; pages++) {
      Optional<String> start = from;
      Optional<DataRegions.Page> page =
          answers.ask(
              NOT_DELEGATED,
              "GET /v1/policies",
              () -> api.dataRegions(start),
              GoogleDriveApi::text);
      page.map(DataRegions.Page::regions).ifPresent(regions::addAll);
      from = page.flatMap(DataRegions.Page::next);
      if (from.isEmpty()) {
        return regions;
      }
    }
    throw GoogleDriveFailures.unreadable(
        GoogleDriveFailures.About.DESTINATION, new IllegalStateException("too many pages"));
  }
}
