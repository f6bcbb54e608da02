package io.onshore.connector.dropbox;

import com.dropbox.core.v2.files.FileMetadata;
import io.onshore.connector.Digest;
import io.onshore.connector.DigestAlgorithm;
import io.onshore.connector.Digests;
import io.onshore.connector.ObjectName;
import io.onshore.connector.StoredObject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Dropbox's files as stored objects. */
final class StoredFiles {
  private StoredFiles() {}

  /**
   * @param name as we asked for it; Dropbox compares names without regard to case
   */
  static StoredObject of(FileMetadata file, ObjectName name) {
    return new StoredObject(
        file.getId(), name, file.getSize(), digests(file), Optional.of(file.getRev()));
  }

  /** The published description allows a file without a hash. */
  private static Digests digests(FileMetadata file) {
    @Nullable String hash = file.getContentHash();
    return hash == null
        ? Digests.NONE
        : Digests.of(new Digest(DigestAlgorithm.DROPBOX_CONTENT_HASH, hash));
  }
}
