package io.onshore.connector.folder;

import io.onshore.connector.ConnectorException;
import io.onshore.connector.Destination;
import io.onshore.connector.Failure.Kind;
import io.onshore.connector.ObjectName;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Where things stand below the root, and nowhere else. Immutable. */
final class FolderPlace {
  /** Visible folders, with slashes between them; no climbing, no drive letters, no hidden names. */
  private static final Pattern FOLDER =
      Pattern.compile(
          "|[^./\\\\:\\p{Cntrl}][^/\\\\:\\p{Cntrl}]*(/[^./\\\\:\\p{Cntrl}][^/\\\\:\\p{Cntrl}]*)*");

  private final FolderApi api;
  private final Path root;

  FolderPlace(FolderApi api, Path root) {
    this.api = api;
    this.root = root;
  }

  /** Where the connector keeps uploads under way, each in a folder named by its id. */
  Path upload(String id) {
    return uploads().resolve(id);
  }

  /** Where the folders of uploads stand. */
  Path uploads() {
    return root.resolve(".onshore").resolve("uploads");
  }

  /**
   * The real folder of a destination.
   *
   * @throws ConnectorException {@link Kind#MISCONFIGURED} if it is not below the root, be it by a
   *     link; {@link Kind#DESTINATION_MISSING} if it is no folder
   */
  Path folder(Destination destination) throws IOException, ConnectorException {
    requireSane(destination);
    Path folder = root.resolve(destination.folder());
    try {
      Path real = api.realPath(folder);
      if (!real.startsWith(api.realPath(root))) {
        throw escapes();
      }
      if (!api.attributes(real).isDirectory()) {
        throw FolderFailures.plain(Kind.DESTINATION_MISSING);
      }
      return real;
    } catch (NoSuchFileException missing) {
      throw FolderFailures.exception(
          FolderFailures.failure(missing, Kind.DESTINATION_MISSING, 0, () -> api.health(root)),
          missing);
    }
  }

  /** The file of an object. */
  Path object(ObjectName name, Destination destination) throws IOException, ConnectorException {
    return folder(destination).resolve(name.value());
  }

  /**
   * Looks at the destination only, not at the disk.
   *
   * @throws ConnectorException {@link Kind#MISCONFIGURED}
   */
  static void requireSane(Destination destination) throws ConnectorException {
    if (destination.space().isPresent()) {
      throw ConnectorException.misconfigured("a disk has no space to name, only folders");
    }
    if (!FOLDER.matcher(destination.folder()).matches()) {
      throw escapes();
    }
  }

  private static ConnectorException escapes() {
    return ConnectorException.misconfigured(
        "the folder has to be a relative path of visible folders below the root, with slashes");
  }
}
