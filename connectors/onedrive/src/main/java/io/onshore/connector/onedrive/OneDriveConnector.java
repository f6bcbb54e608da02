package io.onshore.connector.onedrive;

import com.microsoft.graph.models.DriveItem;
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
import io.onshore.connector.onedrive.OneDriveFailures.About;
import io.onshore.connector.residency.ResidencyEvidence;
import io.onshore.connector.toolkit.http.StreamingAnswer;
import io.onshore.connector.toolkit.parts.ExactLength;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One connection to OneDrive or SharePoint. Safe for several threads. */
final class OneDriveConnector implements Connector {
  private final OneDriveSettings settings;
  private final ConnectorContext context;
  private final OneDriveApi api;
  private volatile boolean closed;

  OneDriveConnector(OneDriveSettings settings, ConnectorContext context) {
    this.settings = settings;
    this.context = context;
    this.api = new OneDriveApi(settings, context);
  }

  @Override
  public ProviderId provider() {
    return OneDriveConnectorFactory.PROVIDER;
  }

  @Override
  public Limits limits() {
    return OneDriveConnectorFactory.LIMITS;
  }

  /** Opens an upload and ends it at once: Graph tells in no other way whether it may be written. */
  @Override
  public void check(Destination destination) throws ConnectorException {
    requireOpen();
    Place place = Place.of(settings, destination);
    ObjectName probe = new ObjectName("onshore-check-" + UUID.randomUUID());
    URI upload = openUpload(Place.childOf(place.drive(), folderId(place), probe), probe);
    api.cancel(upload);
  }

  @Override
  public UploadSession begin(UploadRequest request) throws ConnectorException {
    requireOpen();
    Place place = Place.of(settings, request.destination());
    ObjectName name = request.name();
    if (name.value().length() > limits().maxNameLength()
        || place.tooLong(name)
        || ReservedNames.forbid(name, place.root())) {
      throw new ConnectorException(
          Failure.permanent(Kind.NAME_REFUSED), "OneDrive takes no object of this name");
    }
    if (request.size() > limits().maxBytes()) {
      throw new ConnectorException(
          Failure.permanent(Kind.TOO_LARGE), "OneDrive takes no object of this size");
    }
    String folderId = folderId(place);
    Instant now = context.clock().instant();
    Optional<String> upload =
        request.size() <= OneDriveUploadSession.SMALL
            ? Optional.empty()
            : Optional.of(
                openUpload(Place.childOf(place.drive(), folderId, name), name).toString());
    return new OneDriveUploadSession(
        this, new UploadState(place.drive(), folderId, name, request.size(), now, upload), false);
  }

  @Override
  public UploadSession resume(ResumeToken token) throws ConnectorException {
    requireOpen();
    return new OneDriveUploadSession(this, UploadState.of(token, settings), true);
  }

  @Override
  public Optional<StoredObject> find(ObjectName name, Destination destination)
      throws ConnectorException {
    requireOpen();
    try {
      return StoredItems.of(
          api.item(Place.of(settings, destination).child(name), About.OBJECT), name);
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
    Place place = Place.of(settings, destination);
    OneDriveResidency residency = new OneDriveResidency(api, context.clock());
    return switch (settings.access()) {
      case DRIVE -> residency.probe(place);
      case APP_FOLDER -> residency.probeAround(place);
    };
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
    return "OneDriveConnector[" + settings + "]";
  }

  OneDriveApi api() {
    return api;
  }

  ConnectorContext context() {
    return context;
  }

  void requireOpen() throws ConnectorException {
    if (closed) {
      throw ConnectorException.closed();
    }
  }

  /** By id, because a path would let Graph make folders that are missing. */
  private String folderId(Place place) throws ConnectorException {
    DriveItem folder = api.item(place.folder(), About.DESTINATION);
    @Nullable String id = folder.getId();
    if (id == null || (folder.getFolder() == null && folder.getRoot() == null)) {
      throw new ConnectorException(
          Failure.permanent(Kind.DESTINATION_MISSING), "the destination is not a folder");
    }
    return id;
  }

  private URI openUpload(String item, ObjectName name) throws ConnectorException {
    @Nullable String address = api.createUploadSession(item, name).getUploadUrl();
    return Optional.ofNullable(address)
        .flatMap(api::uploadAddress)
        .orElseThrow(
            () ->
                new ConnectorException(
                    Failure.permanent(Kind.UNCLASSIFIED),
                    "Microsoft names no upload address on a known host; see setting `"
                        + OneDriveSettings.UPLOAD_HOSTS.name()
                        + "`"));
  }

  private InputStream open(StoredObject object, Destination destination) throws ConnectorException {
    requireOpen();
    StreamingAnswer answer =
        api.content(Place.itemById(Place.of(settings, destination).drive(), object.id()));
    return answer.length().isPresent()
        ? answer.body()
        : new ExactLength(answer.body(), object.size());
  }

  private void delete(StoredObject object, Destination destination) throws ConnectorException {
    requireOpen();
    try {
      api.delete(Place.itemById(Place.of(settings, destination).drive(), object.id()));
    } catch (ConnectorException e) {
      if (e.failure().kind() != Kind.OBJECT_MISSING) {
        throw e;
      }
      // Already gone, which is what was wanted.
    }
  }

  /**
   * Of the drive; a connection that keeps to the application's folder is not told of it. See
   * https://learn.microsoft.com/graph/api/resources/quota.
   */
  private Optional<Space> space(Destination destination) throws ConnectorException {
    requireOpen();
    return switch (settings.access()) {
      case APP_FOLDER -> Optional.empty();
      case DRIVE ->
          Optional.ofNullable(api.quota(Place.of(settings, destination).drive()).getQuota())
              .flatMap(OneDriveConnector::space);
    };
  }

  /** A drive that is over its quota takes nothing, whatever it says remains. */
  private static Optional<Space> space(com.microsoft.graph.models.Quota quota) {
    @Nullable Long total = quota.getTotal();
    @Nullable Long remaining = quota.getRemaining();
    if (remaining == null) {
      return Optional.empty();
    }
    long left = "exceeded".equals(quota.getState()) ? 0 : Math.max(0, remaining);
    return Optional.of(
        new Space.Limited(left, total == null ? OptionalLong.empty() : OptionalLong.of(total)));
  }
}
