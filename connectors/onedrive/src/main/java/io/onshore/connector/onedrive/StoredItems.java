package io.onshore.connector.onedrive;

import com.microsoft.graph.models.DriveItem;
import com.microsoft.graph.models.File;
import com.microsoft.graph.models.Hashes;
import com.microsoft.graph.models.ItemReference;
import io.onshore.connector.Digest;
import io.onshore.connector.DigestAlgorithm;
import io.onshore.connector.Digests;
import io.onshore.connector.ObjectName;
import io.onshore.connector.StoredObject;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Graph's items as stored objects. */
final class StoredItems {
  private static final int HEX_LENGTH = 2 * DigestAlgorithm.QUICKXOR.bytes();

  private StoredItems() {}

  /**
   * @param name as we asked for it; OneDrive compares names without regard to case
   * @return empty if the item is a folder or Graph did not describe it
   */
  static Optional<StoredObject> of(DriveItem item, ObjectName name) {
    @Nullable File file = item.getFile();
    @Nullable String id = item.getId();
    @Nullable Long size = item.getSize();
    if (file == null || id == null || size == null) {
      return Optional.empty();
    }
    return Optional.of(
        new StoredObject(id, name, size, digests(file), Optional.ofNullable(item.getETag())));
  }

  /** Whether an item lies in a SharePoint library or in OneDrive for work, which is one too. */
  static boolean inSharePoint(DriveItem item) {
    @Nullable ItemReference parent = item.getParentReference();
    @Nullable String type = parent == null ? null : parent.getDriveType();
    return "documentLibrary".equals(type) || "business".equals(type);
  }

  /** The hash may be missing for a moment after storing. */
  private static Digests digests(File file) {
    @Nullable Hashes hashes = file.getHashes();
    @Nullable String quickXor = hashes == null ? null : hashes.getQuickXorHash();
    return quickXor == null ? Digests.NONE : quickXor(quickXor);
  }

  /** Microsoft spells it in base64; personal drives have been seen to spell it in hexadecimal. */
  private static Digests quickXor(String text) {
    try {
      byte[] value =
          text.length() == HEX_LENGTH
              ? HexFormat.of().parseHex(text)
              : Base64.getDecoder().decode(text);
      return Digests.of(Digest.of(DigestAlgorithm.QUICKXOR, value));
    } catch (IllegalArgumentException notADigest) {
      // As good as none: whoever verifies reads the object back instead.
      return Digests.NONE;
    }
  }
}
