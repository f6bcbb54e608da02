package io.onshore.connector.dropbox;

import com.dropbox.core.v2.files.FolderMetadata;
import com.dropbox.core.v2.files.FolderSharingInfo;
import com.dropbox.core.v2.files.Metadata;
import com.dropbox.core.v2.sharing.AccessLevel;
import com.dropbox.core.v2.sharing.SharedFolderMetadata;
import com.dropbox.core.v2.users.FullAccount;
import com.dropbox.core.v2.users.FullTeam;
import com.dropbox.core.v2.users.Team;
import com.dropbox.core.v2.userscommon.AccountType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onshore.connector.ConnectorException;
import io.onshore.connector.Failure.Kind;
import io.onshore.connector.dropbox.DropboxFailures.About;
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

  /** A folder that is there and must not be looked at; one that is missing is a failure. */
  private static final Permitted NOT_SHOWN = new Permitted(Set.of(Kind.FORBIDDEN));

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
    Answers answers = new Answers();
    FullAccount account =
        answers.ask(
            "POST /2/users/get_current_account", api::account, FullAccount::toStringMultiline);
    List<Observation> observations = new ArrayList<>();
    observations.add(
        new Observation(
            Aspect.ACCOUNT,
            Set.of(),
            Strength.REPORTED,
            "account.account_type",
            account.getAccountType().name().toLowerCase(Locale.ROOT)));
    DestinationIdentity identity = identity(find(place, account, answers), account);
    @Nullable FullTeam team = account.getTeam();
    if (team != null
        && api.asksTheTeam()
        && identity.organisation().equals(Optional.of(team.getId()))
        && isTold(team, answers)) {
      placement(answers).ifPresent(observations::add);
    }
    return new ResidencyEvidence(clock.instant(), observations, identity, answers.inOrder());
  }

  /**
   * What the destination is, and whose; the owner is an account or a team.
   *
   * @param owner empty if Dropbox does not tell
   */
  private record Found(Optional<String> id, Optional<String> owner) {
    static final Found UNTOLD = new Found(Optional.empty(), Optional.empty());
  }

  /**
   * Whose the destination is decides, not who asks: another team's folder rests where that team's
   * data rests, and a shared folder whose owner is not told counts as nobody's.
   */
  private static DestinationIdentity identity(Found found, FullAccount account) {
    @Nullable FullTeam team = account.getTeam();
    boolean own = found.owner().equals(Optional.of(account.getAccountId()));
    Optional<String> organisation =
        own ? Optional.ofNullable(team).map(FullTeam::getId) : found.owner();
    AccountKind kind =
        found.owner().isEmpty()
            ? AccountKind.UNKNOWN
            : organisation.isPresent() || account.getAccountType() == AccountType.BUSINESS
                ? AccountKind.ORGANISATION
                : AccountKind.PERSONAL;
    return new DestinationIdentity(kind, organisation, found.id(), found.owner());
  }

  private Found find(Place place, FullAccount account, Answers answers) throws ConnectorException {
    if (place.root()) {
      return place.space().isPresent()
          ? shared(place.space().get(), account, answers)
          : root(account);
    }
    Optional<FolderMetadata> folder =
        answers
            .ask(
                NOT_SHOWN,
                "POST /2/files/get_metadata",
                () -> api.metadata(place, place.folder(), About.DESTINATION),
                Metadata::toStringMultiline)
            .filter(FolderMetadata.class::isInstance)
            .map(FolderMetadata.class::cast);
    if (folder.isEmpty()) {
      return Found.UNTOLD;
    }
    Optional<FolderSharingInfo> sharing = Optional.ofNullable(folder.get().getSharingInfo());
    Optional<String> mounted = sharing.map(FolderSharingInfo::getSharedFolderId);
    Optional<String> around =
        mounted.or(() -> sharing.map(FolderSharingInfo::getParentSharedFolderId));
    Optional<String> id = mounted.or(() -> Optional.ofNullable(folder.get().getId()));
    if (settings.access() == DropboxSettings.Access.APP_FOLDER) {
      // An app's folder lies in its user's own space.
      return new Found(id, Optional.of(account.getAccountId()));
    }
    if (around.isPresent()) {
      return new Found(id, shared(around.get(), account, answers).owner());
    }
    if (place.space().isPresent()) {
      return new Found(id, shared(place.space().get(), account, answers).owner());
    }
    return new Found(id, Optional.of(account.getAccountId()));
  }

  /** Where paths start, which Dropbox describes to nobody: what the account tells of it. */
  private Found root(FullAccount account) {
    String home = account.getRootInfo().getHomeNamespaceId();
    String root = account.getRootInfo().getRootNamespaceId();
    @Nullable FullTeam team = account.getTeam();
    if (team == null
        || root.equals(home)
        || settings.access() == DropboxSettings.Access.APP_FOLDER) {
      return new Found(Optional.of(home), Optional.of(account.getAccountId()));
    }
    return new Found(Optional.of(root), Optional.of(team.getId()));
  }

  /** The account's own spaces, which it tells of, or a shared folder: a namespace of its id. */
  private Found shared(String id, FullAccount account, Answers answers) throws ConnectorException {
    if (id.equals(account.getRootInfo().getHomeNamespaceId())) {
      return new Found(Optional.of(id), Optional.of(account.getAccountId()));
    }
    if (id.equals(account.getRootInfo().getRootNamespaceId())) {
      return root(account);
    }
    Optional<SharedFolderMetadata> shared =
        answers.ask(
            PERMITTED,
            "POST /2/sharing/get_folder_metadata",
            () -> api.sharedFolder(id),
            SharedFolderMetadata::toStringMultiline);
    return new Found(
        shared.map(SharedFolderMetadata::getSharedFolderId),
        shared.flatMap(
            told ->
                Optional.ofNullable(told.getOwnerTeam())
                    .map(Team::getId)
                    .or(() -> ownedByAsker(told, account))));
  }

  private static Optional<String> ownedByAsker(SharedFolderMetadata told, FullAccount account) {
    return told.getAccessType() == AccessLevel.OWNER
        ? Optional.of(account.getAccountId())
        : Optional.empty();
  }

  /** Whether the log is of this team: another team's would be evidence of another team's data. */
  private boolean isTold(FullTeam team, Answers answers) throws ConnectorException {
    Optional<String> told =
        answers
            .ask(
                PERMITTED,
                "POST /2/team/get_info",
                () -> api.askTeam("team/get_info", JsonNodeFactory.instance.nullNode()),
                JsonNode::toString)
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
  private Optional<Observation> placement(Answers answers) throws ConnectorException {
    Optional<List<Event>> satisfied = events(SATISFIED, "placement_restriction", answers);
    Optional<List<Event>> changed =
        satisfied.isEmpty() ? Optional.empty() : events(CHANGED, "new_value", answers);
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

  /**
   * All events of a type; they come in any order and in pages, of which some may be empty. Empty if
   * the log must not be read.
   */
  private Optional<List<Event>> events(String type, String field, Answers answers)
      throws ConnectorException {
    ObjectNode asked = JsonNodeFactory.instance.objectNode();
    asked.putObject("event_type").put(".tag", type);
    Optional<JsonNode> page = page("team_log/get_events", asked, answers);
    List<Event> events = new ArrayList<>();
    for (int pages = 1; page.isPresent(); pages++) {
      events.addAll(read(page.get(), field));
      if (!page.get().path("has_more").asBoolean(false)) {
        return Optional.of(events);
      }
      if (pages == MOST_PAGES) {
        throw unreadable(new IOException("the log does not end"));
      }
      ObjectNode next = JsonNodeFactory.instance.objectNode();
      next.put("cursor", page.get().path("cursor").asText());
      page = page("team_log/get_events/continue", next, answers);
    }
    return Optional.empty();
  }

  private Optional<JsonNode> page(String route, ObjectNode asked, Answers answers)
      throws ConnectorException {
    return answers.ask(
        PERMITTED, "POST /2/" + route, () -> api.askTeam(route, asked), JsonNode::toString);
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
