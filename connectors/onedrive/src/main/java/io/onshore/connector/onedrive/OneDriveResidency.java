package io.onshore.connector.onedrive;

import com.microsoft.graph.models.Drive;
import com.microsoft.graph.models.DriveItem;
import com.microsoft.graph.models.Identity;
import com.microsoft.graph.models.IdentitySet;
import com.microsoft.graph.models.ItemReference;
import com.microsoft.graph.models.Organization;
import com.microsoft.graph.models.SharepointIds;
import com.microsoft.graph.models.Site;
import com.microsoft.graph.models.SiteCollection;
import com.microsoft.kiota.serialization.KiotaJsonSerialization;
import com.microsoft.kiota.serialization.Parsable;
import com.microsoft.kiota.serialization.UntypedObject;
import com.microsoft.kiota.serialization.UntypedString;
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
import io.onshore.connector.toolkit.residency.PlacesFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What Graph tells about where a drive's data rests. Only tenants that bought Multi-Geo are told a
 * place; for all others Graph says nothing, and nothing is what is observed. See
 * https://learn.microsoft.com/graph/api/resources/sitecollection.
 */
final class OneDriveResidency {
  static final Set<Aspect> ASPECTS = Set.of(Aspect.ACCOUNT, Aspect.CONTENT);

  private static final Map<String, Set<String>> PLACES =
      PlacesFile.read(OneDriveResidency.class, "data-location-codes.properties");
  private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
  private static final String PERSONAL = "personal";

  /** A folder that is there and must not be looked at; one that is missing is a failure. */
  private static final Permitted NOT_SHOWN = new Permitted(Set.of(Kind.FORBIDDEN));

  private final OneDriveApi api;
  private final Clock clock;

  OneDriveResidency(OneDriveApi api, Clock clock) {
    this.api = api;
    this.clock = clock;
  }

  /** Of a folder in a drive that the connection may see. */
  ResidencyEvidence probe(Place place) throws ConnectorException {
    Answers answers = new Answers();
    Drive drive =
        answers.ask(get(place.drive()), () -> api.drive(place.drive()), OneDriveResidency::json);
    Optional<DriveItem> folder =
        answers.ask(
            NOT_SHOWN,
            get(place.folder()),
            () -> api.folder(place.folder()),
            OneDriveResidency::json);
    List<Observation> observations = new ArrayList<>();
    @Nullable String type = drive.getDriveType();
    account("drive.driveType", type).ifPresent(observations::add);
    Optional<String> organisation = Optional.empty();
    if (!PERSONAL.equals(type)) {
      location(drive, answers).ifPresent(observations::add);
      Optional<Organization> directory = organization(answers);
      directory.flatMap(OneDriveResidency::country).ifPresent(observations::add);
      organisation = tenant(drive.getSharePointIds()).or(() -> directory.map(Organization::getId));
    }
    return new ResidencyEvidence(
        clock.instant(),
        observations,
        new DestinationIdentity(
            kind(type),
            organisation,
            Optional.ofNullable(drive.getId())
                .map(id -> folder.map(DriveItem::getId).map(item -> id + "/" + item).orElse(id)),
            Optional.ofNullable(drive.getOwner()).flatMap(OneDriveResidency::owner)),
        answers.inOrder());
  }

  /** Of a folder beside which the connection sees nothing of the drive. */
  ResidencyEvidence probeAround(Place place) throws ConnectorException {
    Answers answers = new Answers();
    DriveItem folder =
        answers.ask(get(place.folder()), () -> api.folder(place.folder()), OneDriveResidency::json);
    Optional<ItemReference> parent = Optional.ofNullable(folder.getParentReference());
    @Nullable String type = parent.map(ItemReference::getDriveType).orElse(null);
    return new ResidencyEvidence(
        clock.instant(),
        account("parentReference.driveType", type).stream().toList(),
        new DestinationIdentity(
            kind(type),
            PERSONAL.equals(type)
                ? Optional.empty()
                : parent.flatMap(reference -> tenant(reference.getSharepointIds())),
            parent
                .map(ItemReference::getDriveId)
                .flatMap(id -> Optional.ofNullable(folder.getId()).map(item -> id + "/" + item)),
            Optional.empty()),
        answers.inOrder());
  }

  private static AccountKind kind(@Nullable String driveType) {
    return switch (driveType) {
      case PERSONAL -> AccountKind.PERSONAL;
      case "business", "documentLibrary" -> AccountKind.ORGANISATION;
      case null, default -> AccountKind.UNKNOWN;
    };
  }

  /** The tenant that a drive or folder belongs to, whoever asks. */
  private static Optional<String> tenant(@Nullable SharepointIds ids) {
    return Optional.ofNullable(ids)
        .map(SharepointIds::getTenantId)
        .filter(tenant -> !tenant.isBlank());
  }

  /** A person, or the group behind a library, of which Graph's model knows nothing here. */
  private static Optional<String> owner(IdentitySet owner) {
    return Optional.ofNullable(owner.getUser())
        .map(Identity::getId)
        .or(
            () ->
                owner.getAdditionalData().get("group") instanceof UntypedObject group
                        && group.getValue().get("id") instanceof UntypedString id
                    ? Optional.of(id.getValue())
                    : Optional.empty());
  }

  private static String get(String address) {
    return "GET " + URI.create(address).getRawPath();
  }

  private static String json(Parsable answer) {
    try {
      return KiotaJsonSerialization.serializeAsString(answer, false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Observation> account(String field, @Nullable String type) {
    return Optional.ofNullable(type)
        .filter(text -> !text.isBlank())
        .map(text -> new Observation(Aspect.ACCOUNT, Set.of(), Strength.REPORTED, field, text));
  }

  private Optional<Observation> location(Drive drive, Answers answers) throws ConnectorException {
    @Nullable SharepointIds ids = drive.getSharePointIds();
    if (ids == null) {
      return Optional.empty();
    }
    Optional<String> host =
        Optional.ofNullable(ids.getSiteUrl()).map(URI::create).map(URI::getHost);
    @Nullable String siteId = ids.getSiteId();
    @Nullable String webId = ids.getWebId();
    if (host.isEmpty() || siteId == null || webId == null) {
      return Optional.empty();
    }
    String id = host.get() + "," + siteId + "," + webId;
    Optional<String> code =
        answers
            .ask(
                Permitted.USUAL,
                "GET /v1.0/sites/" + id,
                () -> api.site(id),
                OneDriveResidency::json)
            .flatMap(OneDriveResidency::code);
    if (code.isEmpty()) {
      code = ofRootSite(host.get(), answers);
    }
    return code.map(
        label ->
            new Observation(
                Aspect.CONTENT,
                PLACES.getOrDefault(label, Set.of()),
                Strength.REPORTED,
                "siteCollection.dataLocationCode",
                label));
  }

  /** The code of the root site on this very host; what host names hint at is not used. */
  private Optional<String> ofRootSite(String host, Answers answers) throws ConnectorException {
    return answers
        .ask(Permitted.USUAL, "GET /v1.0/sites", api::rootSites, OneDriveResidency::json)
        .flatMap(sites -> Optional.ofNullable(sites.getValue()))
        .orElse(List.of())
        .stream()
        .filter(
            site ->
                Optional.ofNullable(site.getSiteCollection())
                    .map(SiteCollection::getHostname)
                    .filter(host::equalsIgnoreCase)
                    .isPresent())
        .findFirst()
        .flatMap(OneDriveResidency::code);
  }

  /** Tenants with one geography have an empty code, which means nothing, not "at home". */
  private static Optional<String> code(Site site) {
    return Optional.ofNullable(site.getSiteCollection())
        .map(SiteCollection::getDataLocationCode)
        .filter(code -> !code.isBlank());
  }

  private Optional<Organization> organization(Answers answers) throws ConnectorException {
    return answers
        .ask(Permitted.USUAL, "GET /v1.0/organization", api::organization, OneDriveResidency::json)
        .flatMap(answer -> Optional.ofNullable(answer.getValue()))
        .flatMap(organizations -> organizations.stream().findFirst());
  }

  /** The country of the organisation's address: a hint, and one that an admin can edit. */
  private static Optional<Observation> country(Organization organization) {
    return Optional.ofNullable(organization.getCountryLetterCode())
        .filter(code -> COUNTRY.matcher(code).matches())
        .map(
            code ->
                new Observation(
                    Aspect.CONTENT,
                    Set.of(code),
                    Strength.INDIRECT,
                    "organization.countryLetterCode",
                    code));
  }
}
