package io.onshore.connector.simulator.googledrive;

import io.onshore.connector.simulator.Blob;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A file or folder.
 *
 * @param parentId empty text for the topmost folder of a drive
 * @param owner the account whose My Drive it lies in; empty text in a shared drive
 * @param sharedDrive the shared drive it lies in
 * @param app the program that made it; empty text if a person did
 * @param content empty for a folder
 */
record Item(
    String id,
    String parentId,
    String name,
    String owner,
    Optional<String> sharedDrive,
    String app,
    Optional<Blob> content,
    Map<String, String> appProperties,
    String mimeType,
    Instant createdAt) {
  static final String FOLDER = "application/vnd.google-apps.folder";

  Item {
    appProperties = Map.copyOf(appProperties);
  }

  /** The same below another folder, whose it is from then on. */
  Item below(Item parent) {
    return new Item(
        id,
        parent.id(),
        name,
        parent.owner(),
        parent.sharedDrive(),
        app,
        content,
        appProperties,
        mimeType,
        createdAt);
  }

  boolean isFolder() {
    return content.isEmpty();
  }
}
