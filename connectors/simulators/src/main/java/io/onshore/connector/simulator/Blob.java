package io.onshore.connector.simulator;

import io.onshore.connector.Digest;
import io.onshore.connector.DigestAlgorithm;
import io.onshore.connector.Digests;
import io.onshore.connector.toolkit.digest.RunningDigests;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;

/**
 * Stored bytes: a file that grows at its end, with its digests computed on the way. Guarded by
 * whoever owns it.
 */
public final class Blob {
  private final Path file;
  private final RunningDigests running;
  private Optional<Digests> finished = Optional.empty();
  private long size;

  /** An empty one in this folder. */
  public Blob(Path folder, Set<DigestAlgorithm> algorithms) {
    try {
      this.file = Files.createTempFile(folder, "blob-", ".bin");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.running = new RunningDigests(algorithms);
  }

  /** Puts bytes at the end. */
  public void append(byte[] bytes) {
    try {
      Files.write(file, bytes, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    running.update(bytes, 0, bytes.length);
    size += bytes.length;
  }

  /** How many bytes there are. */
  public long size() {
    return size;
  }

  /** Where the bytes are. */
  public Path file() {
    return file;
  }

  /** The digests of all bytes; nothing can be put at the end any more. */
  public Digests digests() {
    if (finished.isEmpty()) {
      finished = Optional.of(running.finish());
    }
    return finished.orElseThrow();
  }

  /** One digest. */
  public Digest digest(DigestAlgorithm algorithm) {
    return digests().by(algorithm).orElseThrow();
  }

  /**
   * Flips one bit of a byte where it rests; the digests stay as they were, as with a failing disk.
   */
  public void corrupt(long offset) {
    try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
      access.seek(offset);
      int value = access.read();
      access.seek(offset);
      access.write(value ^ 1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deletes the bytes. */
  public void delete() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
