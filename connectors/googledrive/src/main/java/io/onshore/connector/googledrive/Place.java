package io.onshore.connector.googledrive;

import io.onshore.connector.ConnectorException;
import io.onshore.connector.Destination;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A destination as ids of Drive.
 *
 * @param sharedDrive empty for My Drive
 * @param folder the folder's id; the shared drive's own id, or {@code root}, for the topmost one
 */
record Place(Optional<String> sharedDrive, String folder) {
  private static final String MY_DRIVE = "root";

  /** What ids are made of, so that they can stand in an address and in a query as they are. */
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,128}");

  Place {
    if (!ID.matcher(folder).matches()
        || sharedDrive.filter(id -> !ID.matcher(id).matches()).isPresent()) {
      throw new IllegalArgumentException("not an id of Drive");
    }
  }

  /**
   * @throws ConnectorException kind MISCONFIGURED if there can be no such folder
   */
  static Place of(GoogleDriveSettings settings, Destination destination) throws ConnectorException {
    Optional<String> sharedDrive =
        destination.space().filter(space -> !space.isBlank()).or(settings::sharedDriveId);
    if (sharedDrive.isEmpty() && settings.ownsNoStorage()) {
      throw ConnectorException.misconfigured(
          "setting `"
              + GoogleDriveSettings.SHARED_DRIVE_ID.name()
              + "` or the destination has to name a shared drive, because a service account has no"
              + " storage of its own");
    }
    String folder = destination.folder().strip();
    try {
      return new Place(sharedDrive, folder.isEmpty() ? sharedDrive.orElse(MY_DRIVE) : folder);
    } catch (IllegalArgumentException notAnId) {
      throw ConnectorException.misconfigured(
          "the destination's folder or shared drive is not an id as it stands in its address in"
              + " Drive");
    }
  }

  /** Whether it is the topmost folder of My Drive, which is always there. */
  boolean myDriveItself() {
    return sharedDrive.isEmpty() && folder.equals(MY_DRIVE);
  }
}
