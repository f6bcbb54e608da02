package io.onshore.connector.dropbox;

import io.onshore.connector.ConnectorException;
import io.onshore.connector.Destination;
import io.onshore.connector.ObjectName;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A destination as Dropbox addresses it.
 *
 * @param space the namespace that the path starts from; empty for the app's folder or, with full
 *     access, the account's root
 * @param folder a path such as {@code /Onshore/Photos}; empty text for where paths start
 */
record Place(Optional<String> space, String folder) {
  /** The longest name in a path; found by other clients, documented nowhere. */
  private static final int MAX_SEGMENT = 255;

  /**
   * @throws ConnectorException kind MISCONFIGURED if no such folder can exist
   */
  static Place of(DropboxSettings settings, Destination destination) throws ConnectorException {
    Optional<String> space = destination.space().filter(id -> !id.isBlank());
    if (space.isPresent() && settings.access() == DropboxSettings.Access.APP_FOLDER) {
      throw ConnectorException.misconfigured(
          "the destination names a space, which needs setting `"
              + DropboxSettings.ACCESS.name()
              + "` to be `full`");
    }
    if (space.isPresent() && !space.get().matches("[-_0-9a-zA-Z:]{1,100}")) {
      throw ConnectorException.misconfigured("the destination's space is not a namespace id");
    }
    List<String> segments =
        Arrays.stream(destination.folder().strip().split("/", -1))
            .filter(segment -> !segment.isEmpty())
            .toList();
    for (String segment : segments) {
      boolean name =
          !segment.equals(".")
              && !segment.equals("..")
              && segment.length() <= MAX_SEGMENT
              && segment.strip().equals(segment)
              && segment.chars().noneMatch(c -> c == '\\' || c < ' ' || c == 0x7f);
      if (!name) {
        throw ConnectorException.misconfigured("the destination's folder is not a path");
      }
    }
    return new Place(space, segments.isEmpty() ? "" : "/" + String.join("/", segments));
  }

  /** Whether the folder is where paths start, which Dropbox describes to nobody. */
  boolean root() {
    return folder.isEmpty();
  }

  /** The path of an object in the folder. */
  String child(ObjectName name) {
    return folder + "/" + name.value();
  }
}
