package io.onshore.connector.simulator.onedrive;

import io.onshore.connector.simulator.Blob;
import java.time.Instant;
import java.util.Optional;

/**
 * A file or folder.
 *
 * @param parentId empty text for the root
 * @param content empty for a folder
 * @param version counts changes
 */
record Item(
    String id,
    String parentId,
    String name,
    Optional<Blob> content,
    Instant createdAt,
    Instant fileCreatedAt,
    int version) {
  long size() {
    return content.map(Blob::size).orElse(0L);
  }

  /** The next version. */
  Item changedTo(Optional<Blob> changed) {
    return new Item(id, parentId, name, changed, createdAt, fileCreatedAt, version + 1);
  }

  boolean isFolder() {
    return content.isEmpty();
  }
}
