package io.onshore.connector.onedrive;

import com.microsoft.graph.models.Drive;
import com.microsoft.graph.models.ItemReference;
import com.microsoft.graph.models.Organization;
import com.microsoft.graph.models.SharepointIds;
import com.microsoft.graph.models.Site;
import com.microsoft.graph.models.SiteCollection;
import io.onshore.connector.ConnectorException;
import io.onshore.connector.onedrive.OneDriveFailures.About;
import io.onshore.connector.residency.Aspect;
import io.onshore.connector.residency.Observation;
import io.onshore.connector.residency.ResidencyEvidence;
import io.onshore.connector.residency.Strength;
import io.onshore.connector.toolkit.residency.Permitted;
import io.onshore.connector.toolkit.residency.PlacesFile;
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

  private final OneDriveApi api;
  private final Clock clock;

  OneDriveResidency(OneDriveApi api, Clock clock) {
    this.api = api;
    this.clock = clock;
  }

  /** Of a drive that the connection may see. */
  ResidencyEvidence probe(String driveAddress) throws ConnectorException {
    Drive drive = api.drive(driveAddress);
    List<Observation> observations = new ArrayList<>();
    @Nullable String type = drive.getDriveType();
    account("drive.driveType", type).ifPresent(observations::add);
    if (!PERSONAL.equals(type)) {
      location(drive).ifPresent(observations::add);
      country().ifPresent(observations::add);
    }
    return new ResidencyEvidence(clock.instant(), observations);
  }

  /** Of the drive around a folder beside which the connection sees nothing. */
  ResidencyEvidence probeAround(String folderAddress) throws ConnectorException {
    @Nullable ItemReference parent =
        api.item(folderAddress, About.DESTINATION).getParentReference();
    return new ResidencyEvidence(
        clock.instant(),
        account("parentReference.driveType", parent == null ? null : parent.getDriveType()).stream()
            .toList());
  }

  private static Optional<Observation> account(String field, @Nullable String type) {
    return Optional.ofNullable(type)
        .filter(text -> !text.isBlank())
        .map(text -> new Observation(Aspect.ACCOUNT, Set.of(), Strength.REPORTED, field, text));
  }

  private Optional<Observation> location(Drive drive) throws ConnectorException {
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
        Permitted.USUAL.ask(() -> api.site(id)).flatMap(OneDriveResidency::code);
    if (code.isEmpty()) {
      code = ofRootSite(host.get());
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
  private Optional<String> ofRootSite(String host) throws ConnectorException {
    return Permitted.USUAL
        .ask(api::rootSites)
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

  /** The country of the organisation's address: a hint, and one that an admin can edit. */
  private Optional<Observation> country() throws ConnectorException {
    return Permitted.USUAL
        .ask(api::organization)
        .flatMap(answer -> Optional.ofNullable(answer.getValue()))
        .flatMap(organizations -> organizations.stream().findFirst())
        .map(Organization::getCountryLetterCode)
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
