package io.onshore.connector.box;

import com.box.sdkgen.schemas.file.File;
import io.onshore.connector.Digest;
import io.onshore.connector.DigestAlgorithm;
import io.onshore.connector.Digests;
import io.onshore.connector.ObjectName;
import io.onshore.connector.StoredObject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Box's files as stored objects. */
final class StoredFiles {
  private StoredFiles() {}

  /**
   * @param name as we asked for it; Box compares names without regard to case
   * @return empty if Box did not describe it
   */
  static Optional<StoredObject> of(File file, ObjectName name) {
    @Nullable String id = file.getId();
    @Nullable Long size = file.getSize();
    if (id == null || size == null || !Place.isId(id)) {
      return Optional.empty();
    }
    return Optional.of(
        new StoredObject(
            id, name, size, sha1(file.getSha1()), Optional.ofNullable(file.getEtag())));
  }

  /** What is no digest is as good as none: whoever verifies reads the object back instead. */
  static Digests sha1(@Nullable String hex) {
    try {
      return hex == null ? Digests.NONE : Digests.of(new Digest(DigestAlgorithm.SHA1, hex));
    } catch (IllegalArgumentException notADigest) {
      return Digests.NONE;
    }
  }
}
