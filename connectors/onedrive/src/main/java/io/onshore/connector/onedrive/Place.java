package io.onshore.connector.onedrive;

import io.onshore.connector.ConnectorCard.ActsAs;
import io.onshore.connector.ConnectorException;
import io.onshore.connector.Destination;
import io.onshore.connector.ObjectName;
import io.onshore.connector.onedrive.OneDriveSettings.Access;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A destination as addresses of Graph.
 *
 * @param drive the address of the drive
 * @param start the address of the item that the path starts at
 * @param path the names of the folders from there
 */
record Place(String drive, String start, List<String> path) {
  private static final String BY_ID = "id:";
  private static final String ROOT = "/root";

  /** See https://learn.microsoft.com/graph/onedrive-sharepoint-appfolder: in lower case only. */
  private static final String APP_FOLDER = "/special/approot";

  /** The longest path, file name included, that OneDrive and SharePoint take. */
  private static final int MAX_PATH = 400;

  Place {
    path = List.copyOf(path);
  }

  /**
   * @throws ConnectorException kind MISCONFIGURED if no such folder can exist
   */
  static Place of(OneDriveSettings settings, Destination destination) throws ConnectorException {
    String drive = drive(settings, destination);
    String folder = destination.folder().strip();
    if (folder.startsWith(BY_ID)) {
      return new Place(drive, itemById(drive, folder.substring(BY_ID.length())), List.of());
    }
    List<String> path =
        Arrays.stream(folder.split("/", -1)).filter(segment -> !segment.isEmpty()).toList();
    for (String segment : path) {
      if (segment.equals("..") || segment.equals(".") || !segment.matches("[^\"*:<>?\\\\|]+")) {
        throw ConnectorException.misconfigured("the destination's folder is not a path");
      }
    }
    String start =
        switch (settings.access()) {
          case DRIVE -> drive + ROOT;
          case APP_FOLDER -> drive + APP_FOLDER;
        };
    return new Place(drive, start, path);
  }

  private static String drive(OneDriveSettings settings, Destination destination)
      throws ConnectorException {
    String id =
        destination.space().filter(space -> !space.isBlank()).or(settings::driveId).orElse("");
    if (settings.access() == Access.APP_FOLDER && !id.isEmpty()) {
      throw ConnectorException.misconfigured(
          "setting `"
              + OneDriveSettings.ACCESS.name()
              + "` is `app-folder`, which lies in the person's own drive and in no other");
    }
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

  /** The address of the folder. */
  String folder() {
    return path.isEmpty() ? start : below(path.stream());
  }

  /** The address of an object in the folder. */
  String child(ObjectName name) {
    return below(Stream.concat(path.stream(), Stream.of(name.value())));
  }

  private String below(Stream<String> names) {
    return start + ":/" + names.map(Place::encode).collect(Collectors.joining("/"));
  }

  /** Whether the folder is the drive's root. */
  boolean root() {
    return path.isEmpty() && start.equals(drive + ROOT);
  }

  /** Whether the path to such an object would be too long; what leads to the start is not known. */
  boolean tooLong(ObjectName name) {
    int folders = path.stream().mapToInt(folder -> folder.length() + 1).sum();
    return folders + name.value().length() > MAX_PATH;
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
