package io.onshore.connector.googledrive;

import com.google.api.services.drive.model.About;
import com.google.api.services.drive.model.File;
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
import io.onshore.connector.residency.ResidencyEvidence;
import io.onshore.connector.toolkit.http.StreamingAnswer;
import io.onshore.connector.toolkit.parts.ExactLength;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One connection to Google Drive. Safe for several threads. */
final class GoogleDriveConnector implements Connector {
  private static final String FOLDER = "application/vnd.google-apps.folder";

  private final GoogleDriveSettings settings;
  private final ConnectorContext context;
  private final GoogleDriveApi api;
  private volatile boolean closed;

  GoogleDriveConnector(GoogleDriveSettings settings, ConnectorContext context) {
    this.settings = settings;
    this.context = context;
    this.api = new GoogleDriveApi(settings, context);
  }

  @Override
  public ProviderId provider() {
    return GoogleDriveConnectorFactory.PROVIDER;
  }

  @Override
  public Limits limits() {
    return GoogleDriveConnectorFactory.LIMITS;
  }

  @Override
  public void check(Destination destination) throws ConnectorException {
    requireOpen();
    requireWritable(Place.of(settings, destination));
  }

  @Override
  public UploadSession begin(UploadRequest request) throws ConnectorException {
    requireOpen();
    Place place = Place.of(settings, request.destination());
    ObjectName name = request.name();
    if (name.value().length() > limits().maxNameLength()) {
      throw new ConnectorException(
          Failure.permanent(Kind.NAME_REFUSED), "the connector takes no name of this length");
    }
    if (request.size() > limits().maxBytes()) {
      throw new ConnectorException(
          Failure.permanent(Kind.TOO_LARGE), "Google Drive takes no object of this size");
    }
    requireWritable(place);
    UploadState state =
        new UploadState(
            place, api.newId(), name, request.size(), context.clock().instant(), Optional.empty());
    return new GoogleDriveUploadSession(
        this, request.size() <= GoogleDriveUploadSession.SMALL ? state : withSession(state), false);
  }

  /** A taken name is told before gigabytes go out for nothing. */
  private UploadState withSession(UploadState state) throws ConnectorException {
    requireFree(state);
    return new UploadState(
        state.place(),
        state.id(),
        state.name(),
        state.size(),
        state.createdAt(),
        Optional.of(api.startSession(state)));
  }

  @Override
  public UploadSession resume(ResumeToken token) throws ConnectorException {
    requireOpen();
    return new GoogleDriveUploadSession(this, UploadState.of(token, settings), true);
  }

  /** Where several files have the name, ours comes first, so that a doubt about it is settled. */
  @Override
  public Optional<StoredObject> find(ObjectName name, Destination destination)
      throws ConnectorException {
    requireOpen();
    List<File> found = api.named(name, Place.of(settings, destination));
    return found.stream()
        .filter(StoredFiles::ours)
        .findFirst()
        .or(() -> found.stream().findFirst())
        .flatMap(file -> StoredFiles.of(file, name));
  }

  @Override
  public ResidencyEvidence probeResidency(Destination destination) throws ConnectorException {
    requireOpen();
    return new GoogleDriveResidency(api, context.clock()).probe(Place.of(settings, destination));
  }

  @Override
  public Optional<ReadBack> readBack() {
    return Optional.of(this::open);
  }

  @Override
  public Optional<Discard> discard() {
    return Optional.of(this::delete);
  }

  @Override
  public Optional<Quota> quota() {
    return Optional.of(this::space);
  }

  @Override
  public Optional<Authorization> authorization() {
    return api.authorization();
  }

  @Override
  public void close() {
    closed = true;
    api.close();
  }

  @Override
  public String toString() {
    return "GoogleDriveConnector[" + settings + "]";
  }

  GoogleDriveApi api() {
    return api;
  }

  void requireOpen() throws ConnectorException {
    if (closed) {
      throw ConnectorException.closed();
    }
  }

  /** Refuses a name that a file other than this upload's own has. */
  void requireFree(UploadState state) throws ConnectorException {
    boolean taken =
        api.named(state.name(), state.place()).stream()
            .anyMatch(file -> !state.id().equals(file.getId()));
    if (taken) {
      throw new ConnectorException(
          Failure.permanent(Kind.NAME_TAKEN), "another file has this name in the folder");
    }
  }

  /** The file of this id, if it is there and not in the trash. */
  Optional<File> stored(String id) throws ConnectorException {
    try {
      return Optional.of(api.file(id)).filter(file -> !Boolean.TRUE.equals(file.getTrashed()));
    } catch (ConnectorException e) {
      if (e.failure().kind() == Kind.OBJECT_MISSING) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Deletes the file of this id; one that is gone already is what was wanted. */
  void remove(String id) throws ConnectorException {
    try {
      api.delete(id);
    } catch (ConnectorException e) {
      if (e.failure().kind() != Kind.OBJECT_MISSING) {
        throw e;
      }
    }
  }

  /**
   * My Drive itself is always there and cannot be asked about by an app that sees its own files
   * only; a question about the account proves that the connection works.
   */
  private void requireWritable(Place place) throws ConnectorException {
    if (place.myDriveItself()) {
      api.account();
      return;
    }
    File folder = api.folder(place.folder());
    if (!FOLDER.equals(folder.getMimeType()) || Boolean.TRUE.equals(folder.getTrashed())) {
      throw new ConnectorException(
          Failure.permanent(Kind.DESTINATION_MISSING),
          "the destination is not a folder, or it lies in the trash");
    }
    if (!place.sharedDrive().equals(Optional.ofNullable(folder.getDriveId()))) {
      throw ConnectorException.misconfigured(
          "the destination's folder does not lie in the shared drive that the destination or"
              + " setting `"
              + GoogleDriveSettings.SHARED_DRIVE_ID.name()
              + "` names, or lies in one that nobody names");
    }
    if (folder.getCapabilities() == null
        || !Boolean.TRUE.equals(folder.getCapabilities().getCanAddChildren())) {
      throw new ConnectorException(
          Failure.permanent(Kind.FORBIDDEN), "the account may not put files into the folder");
    }
  }

  private InputStream open(StoredObject object, Destination destination) throws ConnectorException {
    requireOpen();
    StreamingAnswer answer = api.content(object.id());
    return answer.length().isPresent()
        ? answer.body()
        : new ExactLength(answer.body(), object.size());
  }

  private void delete(StoredObject object, Destination destination) throws ConnectorException {
    requireOpen();
    remove(object.id());
  }

  /**
   * Of the account's own storage, which has no limit where none is told. A shared drive counts on
   * its organisation's, of which Drive tells nothing. See
   * https://developers.google.com/workspace/drive/api/reference/rest/v3/about.
   */
  private Optional<Space> space(Destination destination) throws ConnectorException {
    requireOpen();
    if (Place.of(settings, destination).sharedDrive().isPresent()) {
      return Optional.empty();
    }
    About.@Nullable StorageQuota quota = api.storage().getStorageQuota();
    if (quota == null) {
      return Optional.empty();
    }
    @Nullable Long limit = quota.getLimit();
    @Nullable Long usage = quota.getUsage();
    if (limit == null) {
      return Optional.of(new Space.Unlimited());
    }
    return Optional.ofNullable(usage).map(used -> Space.Limited.of(limit, used));
  }
}
