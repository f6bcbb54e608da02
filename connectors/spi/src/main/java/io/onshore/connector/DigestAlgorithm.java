package io.onshore.connector;

/**
 * The digests that providers compute over stored objects, and the one we compute over everything.
 */
public enum DigestAlgorithm {
  /** FIPS 180-4; ours for every object, Google Drive's where present. 32 bytes. */
  SHA256("sha-256", 32),
  /** FIPS 180-4; Box's. 20 bytes. A transfer check only, not a security check. */
  SHA1("sha-1", 20),
  /** RFC 1321; Google Drive's. 16 bytes. A transfer check only. */
  MD5("md5", 16),
  /** Dropbox's content hash: SHA-256 over the SHA-256 of each 4 MiB block. 32 bytes. */
  DROPBOX_CONTENT_HASH("dropbox-content-hash", 32),
  /**
   * Microsoft's QuickXorHash. 20 bytes. Blind to exchanged 320 KiB blocks and to some pairs of
   * flipped bits, so it proves a transfer only together with the size and the sealed envelope.
   */
  QUICKXOR("quickxor", 20);

  private final String id;
  private final int bytes;

  DigestAlgorithm(String id, int bytes) {
    this.id = id;
    this.bytes = bytes;
  }

  /** The stable name in stored data and in the API. */
  public String id() {
    return id;
  }

  /** The digest's length in bytes. */
  public int bytes() {
    return bytes;
  }

  /**
   * @throws IllegalArgumentException if no algorithm has this id
   */
  public static DigestAlgorithm ofId(String id) {
    for (DigestAlgorithm algorithm : values()) {
      if (algorithm.id.equals(id)) {
        return algorithm;
      }
    }
    throw new IllegalArgumentException("unknown digest algorithm `" + id + "`");
  }
}
