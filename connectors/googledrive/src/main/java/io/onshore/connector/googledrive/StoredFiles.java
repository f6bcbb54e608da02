package io.onshore.connector.googledrive;

import com.google.api.services.drive.model.File;
import io.onshore.connector.Digest;
import io.onshore.connector.DigestAlgorithm;
import io.onshore.connector.Digests;
import io.onshore.connector.ObjectName;
import io.onshore.connector.StoredObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Drive's files as stored objects. */
final class StoredFiles {
  /** What is asked of every file; Drive tells next to nothing by itself. */
  static final String FIELDS =
      "id,name,size,md5Checksum,sha256Checksum,headRevisionId,trashed,appProperties";

  /** Marks what this app stored; other apps neither see it nor can write it. */
  private static final String MARK = "onshore";

  private StoredFiles() {}

  /** What a file is to be. */
  static File describe(UploadState state) {
    return new File()
        .setId(state.id())
        .setName(state.name().value())
        .setParents(List.of(state.place().folder()))
        .setMimeType("application/octet-stream")
        .setAppProperties(Map.of(MARK, "1"));
  }

  /** Whether it was stored by a connection like this one. */
  static boolean ours(File file) {
    @Nullable Map<String, String> properties = file.getAppProperties();
    return properties != null && properties.containsKey(MARK);
  }

  /**
   * @param name as we asked for it
   * @return empty if Drive did not describe the file, or if it has no bytes of its own, as folders
   *     and Google's documents have not
   */
  static Optional<StoredObject> of(File file, ObjectName name) {
    @Nullable String id = file.getId();
    @Nullable Long size = file.getSize();
    if (id == null || size == null) {
      return Optional.empty();
    }
    return Optional.of(
        new StoredObject(
            id, name, size, digests(file), Optional.ofNullable(file.getHeadRevisionId())));
  }

  /** Drive promises MD5; SHA-256 may be missing. */
  private static Digests digests(File file) {
    return Digests.of(
        Stream.of(
                digest(DigestAlgorithm.SHA256, file.getSha256Checksum()),
                digest(DigestAlgorithm.MD5, file.getMd5Checksum()))
            .flatMap(Optional::stream)
            .toList());
  }

  private static Optional<Digest> digest(DigestAlgorithm algorithm, @Nullable String hex) {
    try {
      return Optional.ofNullable(hex).map(text -> new Digest(algorithm, text));
    } catch (IllegalArgumentException notADigest) {
      // As good as none: whoever verifies reads the object back instead.
      return Optional.empty();
    }
  }
}
