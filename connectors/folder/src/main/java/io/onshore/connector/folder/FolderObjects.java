package io.onshore.connector.folder;

import io.onshore.connector.ConnectorException;
import io.onshore.connector.Destination;
import io.onshore.connector.Digests;
import io.onshore.connector.Discard;
import io.onshore.connector.Failure.Kind;
import io.onshore.connector.ObjectName;
import io.onshore.connector.ReadBack;
import io.onshore.connector.StoredObject;
import io.onshore.connector.toolkit.digest.RunningDigests;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/** The stored objects: finding, reading and deleting them. Safe for several threads. */
final class FolderObjects implements ReadBack, Discard {
  private static final int BLOCK = 256 << 10;

  private final FolderApi api;
  private final FolderPlace place;
  private final FolderCalls calls;

  FolderObjects(FolderApi api, FolderPlace place, FolderCalls calls) {
    this.api = api;
    this.place = place;
    this.calls = calls;
  }

  /** The object of a name, with the digest of the bytes as they are on the disk now. */
  Optional<StoredObject> find(ObjectName name, Destination destination) throws ConnectorException {
    return calls.call(
        Kind.DESTINATION_MISSING,
        0,
        steps -> {
          Path file = place.object(name, destination);
          Optional<BasicFileAttributes> attributes = attributes(file, destination);
          return attributes.isPresent() && attributes.get().isRegularFile()
              ? Optional.of(describe(file, name, attributes.get(), digests(file, steps)))
              : Optional.empty();
        });
  }

  /** Whether anything has a name: a file, a folder. */
  boolean taken(ObjectName name, Destination destination) throws IOException, ConnectorException {
    return attributes(place.object(name, destination), destination).isPresent();
  }

  @Override
  public InputStream open(StoredObject object, Destination destination) throws ConnectorException {
    return calls.call(
        Kind.OBJECT_MISSING,
        0,
        steps -> {
          Path file = place.object(object.name(), destination);
          if (!id(api.attributes(file), file).equals(object.id())) {
            throw FolderFailures.plain(Kind.OBJECT_MISSING);
          }
          return api.openToRead(file);
        });
  }

  @Override
  public void discard(StoredObject object, Destination destination) throws ConnectorException {
    boolean ignored =
        calls.call(
            Kind.DESTINATION_MISSING,
            0,
            steps -> {
              Path file = place.object(object.name(), destination);
              try {
                if (id(api.attributes(file), file).equals(object.id())) {
                  api.delete(file);
                  return true;
                }
              } catch (NoSuchFileException gone) {
                // What was to be reached.
              }
              return false;
            });
  }

  private Optional<BasicFileAttributes> attributes(Path file, Destination destination)
      throws IOException, ConnectorException {
    try {
      return Optional.of(api.attributes(file));
    } catch (NoSuchFileException nothing) {
      // Nothing is there only if the folder still is; a disk that has just gone is no answer.
      Path ignored = place.folder(destination);
      return Optional.empty();
    }
  }

  /** The digests of a file's bytes, read from the disk. */
  Digests digests(Path file, FolderCalls.Steps steps) throws IOException {
    RunningDigests running = new RunningDigests(FolderConnectorFactory.LIMITS.digests());
    byte[] block = new byte[BLOCK];
    try (InputStream in = api.openToRead(file)) {
      for (int read = in.read(block); read >= 0; read = in.read(block)) {
        running.update(block, 0, read);
        steps.next();
      }
    }
    return running.finish();
  }

  /** An object as its file is. */
  static StoredObject describe(
      Path file, ObjectName name, BasicFileAttributes attributes, Digests digests) {
    return new StoredObject(
        id(attributes, file),
        name,
        attributes.size(),
        digests,
        Optional.of(attributes.lastModifiedTime().toInstant().toString()));
  }

  /**
   * The disk's own number of the file, so that another file of the same name is another object; the
   * name, where a disk has no numbers.
   */
  private static String id(BasicFileAttributes attributes, Path file) {
    return Optional.ofNullable(attributes.fileKey())
        .map(Object::toString)
        .orElseGet(() -> file.getFileName().toString());
  }
}
