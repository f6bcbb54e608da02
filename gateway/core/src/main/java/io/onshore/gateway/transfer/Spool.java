package io.onshore.gateway.transfer;

import io.onshore.connector.Source;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;

/**
 * Where received bytes wait until they are proven at the provider. Each file has one writer at a
 * time; readers may be many.
 */
public interface Spool {
  /**
   * Opens a file for appending, creating it if need be. Bytes beyond {@code offset} that an earlier
   * crash left behind are cut off.
   *
   * @param offset how many bytes are known to be durable
   * @throws SpoolFullException if there is no room for {@code expected} more bytes
   * @throws IOException if fewer bytes than {@code offset} are there
   */
  Appender append(TransferId id, long offset, long expected) throws IOException;

  /** Bytes {@code offset} to {@code offset + length} of a file. */
  Source slice(TransferId id, long offset, long length);

  /** Opens a file for reading. */
  SeekableByteChannel open(TransferId id) throws IOException;

  /** Whether there is a file. */
  boolean holds(TransferId id);

  /** Overwrites a file as far as the file system allows, and deletes it. None there is success. */
  void shred(TransferId id) throws IOException;

  /** Appends to one spooled file. Used by one thread. */
  interface Appender extends AutoCloseable {
    /** Appends bytes. */
    void write(byte[] bytes, int offset, int length) throws IOException;

    /** Returns once everything written is durable. */
    void force() throws IOException;

    @Override
    void close() throws IOException;
  }

  /** There is no room in the spool. */
  final class SpoolFullException extends IOException {
    private static final long serialVersionUID = 1L;

    public SpoolFullException() {
      super("the spool is full");
    }
  }
}
