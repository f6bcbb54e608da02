package io.onshore.connector.folder;

import io.onshore.connector.Connector;
import io.onshore.connector.ConnectorException;
import io.onshore.connector.Destination;
import io.onshore.connector.Discard;
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
import io.onshore.connector.residency.ResidencyEvidence;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** A connection to the folders below one root. Safe for several threads. */
final class FolderConnector implements Connector {
  private final FolderApi api;
  private final FolderPlace place;
  private final FolderCalls calls;
  private final FolderObjects objects;
  private final FolderResidency residency;

  FolderConnector(FolderApi api, Path root, FolderResidency residency, Duration callTimeout) {
    this.api = api;
    this.place = new FolderPlace(api, root);
    this.calls = new FolderCalls(api, root, callTimeout);
    this.objects = new FolderObjects(api, place, calls);
    this.residency = residency;
  }

  @Override
  public ProviderId provider() {
    return FolderConnectorFactory.PROVIDER;
  }

  @Override
  public Limits limits() {
    return FolderConnectorFactory.LIMITS;
  }

  @Override
  public void check(Destination destination) throws ConnectorException {
    boolean writable =
        calls.call(Kind.DESTINATION_MISSING, 0, steps -> api.writable(place.folder(destination)));
    if (!writable) {
      throw FolderFailures.plain(Kind.FORBIDDEN);
    }
  }

  @Override
  public UploadSession begin(UploadRequest request) throws ConnectorException {
    calls.requireOpen();
    FolderPlace.requireSane(request.destination());
    if (request.size() > limits().maxBytes()) {
      throw FolderFailures.plain(Kind.TOO_LARGE);
    }
    if (request.name().value().length() > limits().maxNameLength()) {
      throw FolderFailures.plain(Kind.NAME_REFUSED);
    }
    FolderUploadSession session = session(new FolderToken(newId(), request));
    return calls.call(
        Kind.DESTINATION_MISSING,
        0,
        steps -> {
          if (objects.taken(request.name(), request.destination())) {
            throw FolderFailures.plain(Kind.NAME_TAKEN);
          }
          session.create();
          return session;
        });
  }

  @Override
  public UploadSession resume(ResumeToken token) throws ConnectorException {
    calls.requireOpen();
    return session(FolderToken.of(token));
  }

  @Override
  public Optional<StoredObject> find(ObjectName name, Destination destination)
      throws ConnectorException {
    return objects.find(name, destination);
  }

  @Override
  public ResidencyEvidence probeResidency(Destination destination) throws ConnectorException {
    return residency.evidence(
        calls.call(Kind.DESTINATION_MISSING, 0, steps -> place.folder(destination)));
  }

  @Override
  public Optional<ReadBack> readBack() {
    return Optional.of(objects);
  }

  @Override
  public Optional<Discard> discard() {
    return Optional.of(objects);
  }

  @Override
  public Optional<Quota> quota() {
    return Optional.of(this::space);
  }

  @Override
  public void close() {
    calls.close();
  }

  /** What this process may still write to the folder's disk, which others write to as well. */
  private Optional<Space> space(Destination destination) throws ConnectorException {
    FolderApi.Health health =
        calls.call(Kind.DESTINATION_MISSING, 0, steps -> api.health(place.folder(destination)));
    return health.there()
        ? Optional.of(
            new Space.Limited(health.readOnly() ? 0 : health.usableBytes(), OptionalLong.empty()))
        : Optional.empty();
  }

  private FolderUploadSession session(FolderToken token) {
    return new FolderUploadSession(api, place, calls, objects, token);
  }

  private static String newId() {
    return UUID.randomUUID().toString().replace("-", "");
  }
}
