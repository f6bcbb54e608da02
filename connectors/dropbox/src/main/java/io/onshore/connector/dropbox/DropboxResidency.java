package io.onshore.connector.dropbox;

import com.dropbox.core.v2.files.FolderMetadata;
import com.dropbox.core.v2.files.FolderSharingInfo;
import com.dropbox.core.v2.sharing.SharedFolderMetadata;
import com.dropbox.core.v2.users.FullAccount;
import com.dropbox.core.v2.users.FullTeam;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onshore.connector.ConnectorException;
import io.onshore.connector.Failure.Kind;
import io.onshore.connector.dropbox.DropboxFailures.About;
import io.onshore.connector.residency.Aspect;
import io.onshore.connector.residency.Observation;
import io.onshore.connector.residency.ResidencyEvidence;
import io.onshore.connector.residency.Strength;
import io.onshore.connector.toolkit.residency.Permitted;
import io.onshore.connector.toolkit.residency.PlacesFile;
import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What Dropbox tells about where data rests: no field anywhere, but two events in a team's audit
 * log, which a second app of the team's may read. An individual account is told nothing, and the
 * country of an account is the person's, not the data's. See
 * https://www.dropbox.com/developers/documentation/http/teams#team_log-get_events.
 */
final class DropboxResidency {
  static final Set<Aspect> ASPECTS = Set.of(Aspect.ACCOUNT, Aspect.CONTENT);

  /** All data has been moved to where the team's restriction says. */
  private static final String SATISFIED = "data_placement_restriction_satisfy_policy";

  /** The team's restriction was changed; data is being moved from then on. */
  private static final String CHANGED = "data_placement_restriction_change_policy";

  /** A second app that the team's admin never consented to, or no longer does, is told nothing. */
  private static final Permitted PERMITTED =
      new Permitted(
          Set.of(Kind.FORBIDDEN, Kind.REAUTHORISE, Kind.DESTINATION_MISSING, Kind.OBJECT_MISSING));

  private static final Map<String, Set<String>> PLACES =
      PlacesFile.read(DropboxResidency.class, "placement-restrictions.properties");
  private static final int MOST_PAGES = 100;

  private final DropboxApi api;
  private final DropboxSettings settings;
  private final Clock clock;

  DropboxResidency(DropboxApi api, DropboxSettings settings, Clock clock) {
    this.api = api;
    this.settings = settings;
    this.clock = clock;
  }

  ResidencyEvidence probe(Place place) throws ConnectorException {
    FullAccount account = api.account();
    List<Observation> observations = new ArrayList<>();
    observations.add(
        new Observation(
            Aspect.ACCOUNT,
            Set.of(),
            Strength.REPORTED,
            "account.account_type",
            account.getAccountType().name().toLowerCase(Locale.ROOT)));
    @Nullable FullTeam team = account.getTeam();
    if (team != null && api.asksTheTeam() && ownedBy(team, place) && isTold(team)) {
      placement().ifPresent(observations::add);
    }
    return new ResidencyEvidence(clock.instant(), observations);
  }

  /**
   * Whether the folder is the team's own. Another team's folder rests where that team's data rests,
   * so a shared folder whose owner is not told counts as a stranger's. An app's folder lies in its
   * user's own space.
   */
  private boolean ownedBy(FullTeam team, Place place) throws ConnectorException {
    if (settings.access() == DropboxSettings.Access.APP_FOLDER) {
      return true;
    }
    if (place.root()) {
      return place.space().isEmpty();
    }
    if (!(api.metadata(place, place.folder(), About.DESTINATION)
        instanceof FolderMetadata folder)) {
      return false;
    }
    @Nullable FolderSharingInfo sharing = folder.getSharingInfo();
    if (sharing == null) {
      return place.space().isEmpty();
    }
    @Nullable String shared =
        sharing.getSharedFolderId() == null
            ? sharing.getParentSharedFolderId()
            : sharing.getSharedFolderId();
    return shared != null
        && PERMITTED
            .ask(() -> api.sharedFolder(shared))
            .map(SharedFolderMetadata::getOwnerTeam)
            .filter(owner -> owner.getId().equals(team.getId()))
            .isPresent();
  }

  /** Whether the log is of this team: another team's would be evidence of another team's data. */
  private boolean isTold(FullTeam team) throws ConnectorException {
    Optional<String> told =
        PERMITTED
            .ask(() -> api.askTeam("team/get_info", JsonNodeFactory.instance.nullNode()))
            .map(info -> info.path("team_id").asText(""));
    if (told.isPresent() && !told.get().equals(team.getId())) {
      throw ConnectorException.misconfigured(
          "setting `"
              + DropboxSettings.EVIDENCE_REFRESH_TOKEN.name()
              + "` is of another team than the account");
    }
    return told.isPresent();
  }

  /** The last restriction that was satisfied, unless it was changed since. */
  private Optional<Observation> placement() throws ConnectorException {
    Optional<List<Event>> satisfied =
        PERMITTED.ask(() -> events(SATISFIED, "placement_restriction"));
    Optional<List<Event>> changed =
        satisfied.isEmpty() ? Optional.empty() : PERMITTED.ask(() -> events(CHANGED, "new_value"));
    if (satisfied.isEmpty() || changed.isEmpty()) {
      return Optional.empty();
    }
    return satisfied.get().stream()
        .max(Comparator.comparing(Event::at))
        .filter(last -> changed.get().stream().allMatch(each -> each.at().isBefore(last.at())))
        .map(
            last ->
                new Observation(
                    Aspect.CONTENT,
                    PLACES.getOrDefault(last.label(), Set.of()),
                    Strength.REPORTED,
                    "team_log." + SATISFIED + ".placement_restriction",
                    last.label()));
  }

  private record Event(Instant at, String label) {}

  /** All events of a type; they come in any order and in pages, of which some may be empty. */
  private List<Event> events(String type, String field) throws ConnectorException {
    ObjectNode asked = JsonNodeFactory.instance.objectNode();
    asked.putObject("event_type").put(".tag", type);
    JsonNode page = api.askTeam("team_log/get_events", asked);
    List<Event> events = new ArrayList<>(read(page, field));
    for (int more = 1; page.path("has_more").asBoolean(false); more++) {
      if (more == MOST_PAGES) {
        throw unreadable(new IOException("the log does not end"));
      }
      ObjectNode next = JsonNodeFactory.instance.objectNode();
      next.put("cursor", page.path("cursor").asText());
      page = api.askTeam("team_log/get_events/continue", next);
      events.addAll(read(page, field));
    }
    return events;
  }

  private static List<Event> read(JsonNode page, String field) throws ConnectorException {
    List<Event> events = new ArrayList<>();
    for (JsonNode event : page.path("events")) {
      String label = event.path("details").path(field).path(".tag").asText("");
      try {
        events.add(new Event(Instant.parse(event.path("timestamp").asText("")), label));
      } catch (DateTimeException undated) {
        throw unreadable(undated);
      }
      if (label.isBlank()) {
        throw unreadable(new IOException("an event names no restriction"));
      }
    }
    return events;
  }

  private static ConnectorException unreadable(Exception cause) {
    return DropboxFailures.unreadable(About.DESTINATION, cause);
  }
}
