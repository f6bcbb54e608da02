package io.onshore.connector.onedrive;

import io.onshore.connector.ConnectorCard.ActsAs;
import io.onshore.connector.ConnectorException;
import io.onshore.connector.Destination;
import io.onshore.connector.ObjectName;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A destination as addresses of Graph.
 *
 * @param drive the address of the drive
 * @param folder the address of the folder
 * @param root whether the folder is the drive's root
 * @param pathLength the folder's path in characters, 0 where only its id is known
 */
record Place(String drive, String folder, boolean root, int pathLength) {
  private static final String BY_ID = "id:";

  /** The longest path, file name included, that OneDrive and SharePoint take. */
  private static final int MAX_PATH = 400;

  /**
   * @throws ConnectorException kind MISCONFIGURED if no such folder can exist
   */
  static Place of(OneDriveSettings settings, Destination destination) throws ConnectorException {
    String drive = drive(settings, destination);
    String folder = destination.folder().strip();
    if (folder.startsWith(BY_ID)) {
      return new Place(drive, itemById(drive, folder.substring(BY_ID.length())), false, 0);
    }
    List<String> segments =
        Arrays.stream(folder.split("/", -1)).filter(segment -> !segment.isEmpty()).toList();
    if (segments.isEmpty()) {
      return new Place(drive, drive + "/root", true, 0);
    }
    for (String segment : segments) {
      if (segment.equals("..") || segment.equals(".") || !segment.matches("[^\"*:<>?\\\\|]+")) {
        throw ConnectorException.misconfigured("the destination's folder is not a path");
      }
    }
    String path = segments.stream().map(Place::encode).collect(Collectors.joining("/"));
    int length = segments.stream().mapToInt(String::length).sum() + segments.size() - 1;
    return new Place(drive, drive + "/root:/" + path, false, length);
  }

  private static String drive(OneDriveSettings settings, Destination destination)
      throws ConnectorException {
    String id =
        destination.space().filter(space -> !space.isBlank()).or(settings::driveId).orElse("");
    if (!id.isEmpty()) {
      return settings.graphBase() + "/drives/" + encode(id);
    }
    if (settings.actsAs() == ActsAs.APPLICATION) {
      throw ConnectorException.misconfigured(
          "setting `"
              + OneDriveSettings.DRIVE_ID.name()
              + "` or the destination has to name a drive, because no user has signed in");
    }
    return settings.graphBase() + "/me/drive";
  }

  /** The address of an item by its id. */
  static String itemById(String drive, String id) {
    return drive + "/items/" + encode(id);
  }

  /** The address of a child of an item that is known by its id. */
  static String childOf(String drive, String parentId, ObjectName name) {
    return itemById(drive, parentId) + ":/" + encode(name.value());
  }

  /** The address of an object in the folder. */
  String child(ObjectName name) {
    return folder + (folder.contains("/root:/") ? "/" : ":/") + encode(name.value());
  }

  /** Whether the path to such an object would be too long. */
  boolean tooLong(ObjectName name) {
    return pathLength + 1 + name.value().length() > MAX_PATH;
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
