package io.onshore.connector.simulator.dropbox;

import io.onshore.connector.simulator.Blob;
import java.time.Instant;
import java.util.Optional;

/**
 * A file or folder.
 *
 * @param path from the namespace's root, cased for display
 * @param content empty for a folder
 * @param rev changes with each change
 */
record Entry(String id, String path, Optional<Blob> content, String rev, Instant modifiedAt) {
  boolean isFolder() {
    return content.isEmpty();
  }

  String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
