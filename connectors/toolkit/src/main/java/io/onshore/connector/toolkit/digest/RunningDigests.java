package io.onshore.connector.toolkit.digest;

import io.onshore.connector.Digest;
import io.onshore.connector.DigestAlgorithm;
import io.onshore.connector.Digests;
import io.onshore.connector.Source;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Several digests over one pass: each byte is read once however many digests are wanted. Holds a
 * few KiB whatever the object's size. Used by one thread at a time and finished once.
 */
public final class RunningDigests {
  private static final int BUFFER = 64 * 1024;

  private final Map<DigestAlgorithm, RunningDigest> running = new EnumMap<>(DigestAlgorithm.class);
  private long count;
  private boolean finished;

  /** Digests by these algorithms; none at all is allowed and then only counts. */
  public RunningDigests(Set<DigestAlgorithm> algorithms) {
    for (DigestAlgorithm algorithm : algorithms) {
      running.put(algorithm, start(algorithm));
    }
  }

  /**
   * The digests of everything a source gives.
   *
   * @throws IOException if the source fails
   */
  public static Digests of(Set<DigestAlgorithm> algorithms, Source source) throws IOException {
    try (InputStream in = source.open()) {
      return of(algorithms, in);
    }
  }

  /**
   * The digests of the rest of a stream, which is read to its end and left open.
   *
   * @throws IOException if the stream fails
   */
  public static Digests of(Set<DigestAlgorithm> algorithms, InputStream in) throws IOException {
    RunningDigests digests = new RunningDigests(algorithms);
    byte[] buffer = new byte[BUFFER];
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      digests.update(buffer, 0, read);
    }
    return digests.finish();
  }

  /** The SHA-256 of bytes that are at hand whole. */
  public static Digest sha256(byte[] bytes) {
    RunningDigests digests = new RunningDigests(EnumSet.of(DigestAlgorithm.SHA256));
    digests.update(bytes, 0, bytes.length);
    return digests.finish().by(DigestAlgorithm.SHA256).orElseThrow();
  }

  /**
   * Takes the next bytes.
   *
   * @throws IllegalStateException after {@link #finish}
   */
  public void update(byte[] bytes, int offset, int length) {
    requireRunning();
    for (RunningDigest digest : running.values()) {
      digest.update(bytes, offset, length);
    }
    count += length;
  }

  /**
   * Takes the remaining bytes of a buffer, whose position moves to its limit.
   *
   * @throws IllegalStateException after {@link #finish}
   */
  public void update(ByteBuffer bytes) {
    if (bytes.hasArray()) {
      update(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
      bytes.position(bytes.limit());
      return;
    }
    byte[] copy = new byte[Math.min(BUFFER, bytes.remaining())];
    while (bytes.hasRemaining()) {
      int taken = Math.min(copy.length, bytes.remaining());
      bytes.get(copy, 0, taken);
      update(copy, 0, taken);
    }
  }

  /** How many bytes were taken so far. */
  public long count() {
    return count;
  }

  /**
   * The digests of all bytes taken.
   *
   * @throws IllegalStateException if called twice
   */
  public Digests finish() {
    requireRunning();
    finished = true;
    return Digests.of(
        running.entrySet().stream()
            .map(entry -> Digest.of(entry.getKey(), entry.getValue().finish()))
            .toList());
  }

  private void requireRunning() {
    if (finished) {
      throw new IllegalStateException("the digests are finished");
    }
  }

  private static RunningDigest start(DigestAlgorithm algorithm) {
    return switch (algorithm) {
      case SHA256 -> PlatformDigest.of("SHA-256");
      case SHA1 -> PlatformDigest.of("SHA-1");
      case MD5 -> PlatformDigest.of("MD5");
      case DROPBOX_CONTENT_HASH -> new DropboxContentHash();
      case QUICKXOR -> new QuickXor();
    };
  }
}
