package io.onshore.connector.simulator.box;

import io.onshore.connector.simulator.Blob;
import java.time.Instant;
import java.util.Optional;

/**
 * A file or folder.
 *
 * @param parentId empty text for the root of a user
 * @param ownerId the user to whom the folder belongs, and whose zone it rests in
 * @param content empty for a folder
 * @param versionId of the content
 */
record BoxItem(
    String id,
    String parentId,
    String name,
    String ownerId,
    Optional<Blob> content,
    String versionId,
    Instant createdAt) {
  /** The same as another user's, in another folder. */
  BoxItem ownedBy(String owner, String parent) {
    return new BoxItem(id, parent, name, owner, content, versionId, createdAt);
  }

  boolean isFolder() {
    return content.isEmpty();
  }

  String type() {
    return isFolder() ? "folder" : "file";
  }
}
