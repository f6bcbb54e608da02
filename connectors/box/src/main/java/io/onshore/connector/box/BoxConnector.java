package io.onshore.connector.box;

import com.box.sdkgen.schemas.uploadsession.UploadSessionSessionEndpointsField;
import com.box.sdkgen.schemas.userfull.UserFull;
import com.box.sdkgen.schemas.usermini.UserMini;
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
import io.onshore.connector.box.UploadState.Chunked;
import io.onshore.connector.credential.Authorization;
import io.onshore.connector.residency.ResidencyEvidence;
import io.onshore.connector.toolkit.http.StreamingAnswer;
import io.onshore.connector.toolkit.parts.ExactLength;
import io.onshore.connector.toolkit.residency.Permitted;
import java.io.InputStream;
import java.net.URI;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One connection to Box. Safe for several threads. */
final class BoxConnector implements Connector {
  private final BoxSettings settings;
  private final ConnectorContext context;
  private final BoxApi api;
  private volatile boolean closed;

  BoxConnector(BoxSettings settings, ConnectorContext context) {
    this.settings = settings;
    this.context = context;
    this.api = new BoxApi(settings, context);
  }

  @Override
  public ProviderId provider() {
    return BoxConnectorFactory.PROVIDER;
  }

  @Override
  public Limits limits() {
    return BoxConnectorFactory.LIMITS;
  }

  /** Asks whether a made-up name would be taken, which stores nothing. */
  @Override
  public void check(Destination destination) throws ConnectorException {
    requireOpen();
    api.preflight(Place.folder(destination), new ObjectName("onshore-check-" + UUID.randomUUID()));
  }

  @Override
  public UploadSession begin(UploadRequest request) throws ConnectorException {
    requireOpen();
    String folderId = Place.folder(request.destination());
    ObjectName name = request.name();
    if (name.value().length() > limits().maxNameLength()) {
      throw new ConnectorException(
          Failure.permanent(Kind.NAME_REFUSED), "Box takes no object of this name");
    }
    if (request.size() > limits().maxBytes()) {
      throw new ConnectorException(
          Failure.permanent(Kind.TOO_LARGE), "Box takes no object of this size");
    }
    Optional<Chunked> chunked =
        request.size() <= BoxUploadSession.SMALL
            ? Optional.empty()
            : Optional.of(chunked(folderId, name, request.size()));
    return new BoxUploadSession(
        this, new UploadState(folderId, name, request.size(), chunked), false);
  }

  @Override
  public UploadSession resume(ResumeToken token) throws ConnectorException {
    requireOpen();
    return new BoxUploadSession(this, UploadState.of(token, settings), true);
  }

  @Override
  public Optional<StoredObject> find(ObjectName name, Destination destination)
      throws ConnectorException {
    requireOpen();
    try {
      return api.fileNamed(Place.folder(destination), name)
          .flatMap(file -> StoredFiles.of(file, name));
    } catch (ConnectorException e) {
      if (e.failure().kind() == Kind.OBJECT_MISSING) {
        // Deleted between the two questions.
        return Optional.empty();
      }
      throw e;
    }
  }

  @Override
  public ResidencyEvidence probeResidency(Destination destination) throws ConnectorException {
    requireOpen();
    return new BoxResidency(api, context.clock()).probe(Place.folder(destination));
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
    return "BoxConnector[" + settings + "]";
  }

  BoxApi api() {
    return api;
  }

  void requireOpen() throws ConnectorException {
    if (closed) {
      throw ConnectorException.closed();
    }
  }

  private Chunked chunked(String folderId, ObjectName name, long size) throws ConnectorException {
    BoxApi.Begun begun = api.createSession(folderId, name, size);
    @Nullable Long partBytes = begun.session().getPartSize();
    @Nullable OffsetDateTime end = begun.session().getSessionExpiresAt();
    if (partBytes == null || partBytes <= 0) {
      throw BoxFailures.unreadable(BoxFailures.About.DESTINATION, null);
    }
    if (begun.begunBefore() && !couldBeOurs(begun, partBytes, size)) {
      throw new ConnectorException(
          Failure.permanent(Kind.NAME_TAKEN), "another upload under way has the name");
    }
    UploadSessionSessionEndpointsField at =
        Optional.ofNullable(begun.session().getSessionEndpoints())
            .orElseGet(UploadSessionSessionEndpointsField::new);
    return new Chunked(
        partBytes,
        end == null ? context.clock().instant().plus(UploadState.LIFE) : end.toInstant(),
        known(at.getUploadPart()),
        known(at.getListParts()),
        known(at.getCommit()),
        known(at.getAbort()));
  }

  /**
   * Whether a session that an earlier request opened for the same name is for an object of as many
   * parts. Box tells no more, and needs not: it refuses a part whose range does not fit the
   * session's size, and a commit whose digest is not that of the parts.
   */
  private static boolean couldBeOurs(BoxApi.Begun begun, long partBytes, long size) {
    @Nullable Integer parts = begun.session().getTotalParts();
    return parts != null && parts == (size - 1) / partBytes + 1;
  }

  private URI known(@Nullable String address) throws ConnectorException {
    return api.knownAddress(address)
        .orElseThrow(
            () ->
                new ConnectorException(
                    Failure.permanent(Kind.UNCLASSIFIED),
                    "Box names no upload address on a known host; see setting `"
                        + BoxSettings.UPLOAD_HOSTS.name()
                        + "`"));
  }

  private InputStream open(StoredObject object, Destination destination) throws ConnectorException {
    requireOpen();
    StreamingAnswer answer = api.content(requireId(object));
    return answer.length().isPresent()
        ? answer.body()
        : new ExactLength(answer.body(), object.size());
  }

  /**
   * Box counts a file on the account of the folder's owner. Of another than the connection's own
   * account only those are told who may look at users.
   */
  private Optional<Space> space(Destination destination) throws ConnectorException {
    requireOpen();
    Optional<String> owner =
        Optional.ofNullable(api.folder(Place.folder(destination)).getOwnedBy())
            .map(UserMini::getId);
    UserFull me = api.me();
    if (owner.equals(Optional.ofNullable(me.getId()))) {
      return space(me);
    }
    return owner.isEmpty()
        ? Optional.empty()
        : Permitted.USUAL.ask(() -> api.user(owner.get())).flatMap(BoxConnector::space);
  }

  /** See https://developer.box.com/reference/resources/user--full; -1 is no limit. */
  private static Optional<Space> space(UserFull user) {
    @Nullable Long amount = user.getSpaceAmount();
    @Nullable Long used = user.getSpaceUsed();
    if (amount == null) {
      return Optional.empty();
    }
    if (amount < 0) {
      return Optional.of(new Space.Unlimited());
    }
    return Optional.ofNullable(used).map(bytes -> Space.Limited.of(amount, bytes));
  }

  private void delete(StoredObject object, Destination destination) throws ConnectorException {
    requireOpen();
    try {
      api.delete(requireId(object));
    } catch (ConnectorException e) {
      if (e.failure().kind() != Kind.OBJECT_MISSING) {
        throw e;
      }
      // Already gone, which is what was wanted.
    }
  }

  private static String requireId(StoredObject object) throws ConnectorException {
    if (!Place.isId(object.id())) {
      throw ConnectorException.misconfigured("the object has no id of Box");
    }
    return object.id();
  }
}
