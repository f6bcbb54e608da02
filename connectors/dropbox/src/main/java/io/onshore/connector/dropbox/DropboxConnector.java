package io.onshore.connector.dropbox;

import com.dropbox.core.v2.files.FileMetadata;
import com.dropbox.core.v2.files.FolderMetadata;
import com.dropbox.core.v2.files.FolderSharingInfo;
import com.dropbox.core.v2.teamcommon.MemberSpaceLimitType;
import com.dropbox.core.v2.users.SpaceAllocation;
import com.dropbox.core.v2.users.SpaceUsage;
import com.dropbox.core.v2.users.TeamSpaceAllocation;
import io.onshore.connector.Connector;
import io.onshore.connector.ConnectorContext;
import io.onshore.connector.ConnectorException;
import io.onshore.connector.Destination;
import io.onshore.connector.Discard;
import io.onshore.connector.Failure;
import io.onshore.connector.Failure.Kind;
import io.onshore.connector.Limits;
import io.onshore.connector.ObjectName;
import io.onshore.connector.ProviderId;
import io.onshore.connector.Quota;
import io.onshore.connector.ReadBack;
import io.onshore.connector.ResumeToken;
import io.onshore.connector.Space;
import io.onshore.connector.StoredObject;
import io.onshore.connector.UploadRequest;
import io.onshore.connector.UploadSession;
import io.onshore.connector.credential.Authorization;
import io.onshore.connector.dropbox.DropboxFailures.About;
import io.onshore.connector.residency.ResidencyEvidence;
import io.onshore.connector.toolkit.http.StreamingAnswer;
import io.onshore.connector.toolkit.parts.ExactLength;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One connection to Dropbox. Safe for several threads. */
final class DropboxConnector implements Connector {
  private final DropboxSettings settings;
  private final ConnectorContext context;
  private final DropboxApi api;
  private final CommitTurns turns = new CommitTurns();
  private volatile boolean closed;

  DropboxConnector(DropboxSettings settings, ConnectorContext context) {
    this.settings = settings;
    this.context = context;
    this.api = new DropboxApi(settings, context);
  }

  @Override
  public ProviderId provider() {
    return DropboxConnectorFactory.PROVIDER;
  }

  @Override
  public Limits limits() {
    return DropboxConnectorFactory.LIMITS;
  }

  /**
   * Looks at the folder, then puts nothing into an upload that does not exist: Dropbox says so only
   * to whoever may write files, and keeps nothing.
   */
  @Override
  public void check(Destination destination) throws ConnectorException {
    requireOpen();
    Place place = Place.of(settings, destination);
    if (!place.root()) {
      requireWritable(folder(place));
    }
    try {
      api.appendNothing(place, "onshore-check-" + UUID.randomUUID(), 0);
    } catch (ConnectorException e) {
      if (e.failure().kind() != Kind.SESSION_LOST) {
        throw e;
      }
      // There is no such upload, which is the answer to be had.
    }
  }

  @Override
  public UploadSession begin(UploadRequest request) throws ConnectorException {
    requireOpen();
    Place place = Place.of(settings, request.destination());
    ObjectName name = request.name();
    if (name.value().length() > limits().maxNameLength() || ReservedNames.forbid(name)) {
      throw new ConnectorException(
          Failure.permanent(Kind.NAME_REFUSED), "Dropbox takes no object of this name");
    }
    if (request.size() > limits().maxBytes()) {
      throw new ConnectorException(
          Failure.permanent(Kind.TOO_LARGE), "Dropbox takes no object of this size");
    }
    if (!place.root()) {
      // Dropbox would make a folder that is missing.
      folder(place);
    }
    Instant now = context.clock().instant();
    boolean small = request.size() <= DropboxUploadSession.SMALL;
    int parallel = small ? 1 : settings.parallelAppends();
    Optional<String> session =
        small ? Optional.empty() : Optional.of(api.start(place, parallel > 1));
    return new DropboxUploadSession(
        this, new UploadState(place, name, request.size(), now, session, parallel), false);
  }

  @Override
  public UploadSession resume(ResumeToken token) throws ConnectorException {
    requireOpen();
    return new DropboxUploadSession(this, UploadState.of(token), true);
  }

  @Override
  public Optional<StoredObject> find(ObjectName name, Destination destination)
      throws ConnectorException {
    requireOpen();
    Place place = Place.of(settings, destination);
    try {
      return api.metadata(place, place.child(name), About.OBJECT) instanceof FileMetadata file
          ? Optional.of(StoredFiles.of(file, name))
          : Optional.empty();
    } catch (ConnectorException e) {
      if (e.failure().kind() == Kind.OBJECT_MISSING) {
        return Optional.empty();
      }
      throw e;
    }
  }

  @Override
  public ResidencyEvidence probeResidency(Destination destination) throws ConnectorException {
    requireOpen();
    return new DropboxResidency(api, settings, context.clock())
        .probe(Place.of(settings, destination));
  }

  @Override
  public Optional<ReadBack> readBack() {
    return Optional.of(this::open);
  }

  @Override
  public Optional<Discard> discard() {
    return Optional.of(
        (object, destination) -> {
          requireOpen();
          remove(Place.of(settings, destination), object);
        });
  }

  @Override
  public Optional<Quota> quota() {
    return Optional.of(this::space);
  }

  @Override
  public Optional<Authorization> authorization() {
    return Optional.of(api.authorization());
  }

  @Override
  public void close() {
    closed = true;
    api.close();
  }

  @Override
  public String toString() {
    return "DropboxConnector[" + settings + "]";
  }

  DropboxApi api() {
    return api;
  }

  void requireOpen() throws ConnectorException {
    if (closed) {
      throw ConnectorException.closed();
    }
  }

  /** Makes an object visible when no other commit of this connection is under way there. */
  FileMetadata inTurn(UploadState state, CommitTurns.Commit<FileMetadata> commit)
      throws ConnectorException {
    return turns.take(state.place().space(), commit);
  }

  /** Deletes an object as long as it is the one that was stored. */
  void remove(Place place, StoredObject object) throws ConnectorException {
    try {
      api.delete(place, object.id(), object.version().orElse(null));
    } catch (ConnectorException e) {
      if (e.failure().kind() != Kind.OBJECT_MISSING) {
        throw e;
      }
      // Already gone, which is what was wanted.
    }
  }

  private FolderMetadata folder(Place place) throws ConnectorException {
    if (api.metadata(place, place.folder(), About.DESTINATION) instanceof FolderMetadata folder) {
      return folder;
    }
    throw new ConnectorException(
        Failure.permanent(Kind.DESTINATION_MISSING), "the destination is not a folder");
  }

  private static void requireWritable(FolderMetadata folder) throws ConnectorException {
    @Nullable FolderSharingInfo sharing = folder.getSharingInfo();
    if (sharing != null
        && (sharing.getReadOnly() || sharing.getNoAccess() || sharing.getTraverseOnly())) {
      throw new ConnectorException(
          Failure.permanent(Kind.FORBIDDEN), "the destination may be seen but not written to");
    }
  }

  private InputStream open(StoredObject object, Destination destination) throws ConnectorException {
    requireOpen();
    StreamingAnswer answer = api.content(Place.of(settings, destination), object.id());
    return answer.length().isPresent()
        ? answer.body()
        : new ExactLength(answer.body(), object.size());
  }

  /**
   * Of the account that sends; what it puts into a team's folder counts on that team. A member may
   * have a limit of its own within the team's; 0 is none. See
   * https://www.dropbox.com/developers/documentation/http/documentation#users-get_space_usage.
   */
  private Optional<Space> space(Destination destination) throws ConnectorException {
    requireOpen();
    SpaceUsage usage = api.space();
    SpaceAllocation allocation = usage.getAllocation();
    return switch (allocation.tag()) {
      case INDIVIDUAL ->
          Optional.of(
              Space.Limited.of(allocation.getIndividualValue().getAllocated(), usage.getUsed()));
      case TEAM -> {
        TeamSpaceAllocation team = allocation.getTeamValue();
        Space.Limited ofTeam = Space.Limited.of(team.getAllocated(), team.getUsed());
        long ofMember = team.getUserWithinTeamSpaceAllocated();
        boolean stops = team.getUserWithinTeamSpaceLimitType() == MemberSpaceLimitType.STOP_SYNC;
        Space.Limited own = Space.Limited.of(ofMember, team.getUserWithinTeamSpaceUsedCached());
        yield Optional.of(
            ofMember > 0 && stops && own.remaining() < ofTeam.remaining() ? own : ofTeam);
      }
      case OTHER -> Optional.empty();
    };
  }
}
