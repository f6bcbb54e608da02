package io.onshore.connector.box;

import io.onshore.connector.ConnectorException;
import io.onshore.connector.Destination;
import java.util.regex.Pattern;

/** Box's ids, which are numbers, as parts of addresses. */
final class Place {
  private static final Pattern ID = Pattern.compile("[0-9]{1,20}");
  private static final String ROOT = "0";

  private Place() {}

  /**
   * The id of a destination's folder; {@code 0} is the root of whoever acts.
   *
   * @throws ConnectorException kind MISCONFIGURED if no such folder can exist
   */
  static String folder(Destination destination) throws ConnectorException {
    String folder = destination.folder().strip();
    if (folder.isEmpty()) {
      return ROOT;
    }
    if (!isId(folder) || destination.space().filter(space -> !space.isBlank()).isPresent()) {
      throw ConnectorException.misconfigured(
          "a destination at Box is the id of a folder, a number, and has no space");
    }
    return folder;
  }

  static boolean isId(String text) {
    return ID.matcher(text).matches();
  }
}
