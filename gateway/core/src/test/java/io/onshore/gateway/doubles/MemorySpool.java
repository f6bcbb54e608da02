package io.onshore.gateway.doubles;

import io.onshore.connector.Source;
import io.onshore.gateway.transfer.Spool;
import io.onshore.gateway.transfer.TransferId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The spool as byte arrays that outlive the process. Bytes that were written but not forced stay as
 * what a crash may leave behind. Safe for several threads.
 */
public final class MemorySpool implements Spool {
  private final Power power;
  private final Map<TransferId, byte[]> files = new ConcurrentHashMap<>();
  private volatile boolean full;
  private volatile boolean stuck;

  public MemorySpool(Power power) {
    this.power = power;
  }

  /** Whether there is no room from now on. */
  public void full(boolean now) {
    full = now;
  }

  /** Whether nothing can be shredded from now on. */
  public void stuck(boolean now) {
    stuck = now;
  }

  public void put(TransferId id, byte[] bytes) {
    files.put(id, bytes.clone());
  }

  /** What is there; empty if nothing is. */
  public byte[] content(TransferId id) {
    return files.getOrDefault(id, new byte[0]).clone();
  }

  /** Damages the file, as a broken disk does. */
  public void lose(TransferId id) {
    files.remove(id);
  }

  @Override
  public Appender append(TransferId id, long offset, long expected) throws IOException {
    power.pass("spool append");
    if (full) {
      throw new SpoolFullException();
    }
    byte[] there = files.getOrDefault(id, new byte[0]);
    if (there.length < offset) {
      throw new IOException("the spool holds fewer bytes than it should");
    }
    files.put(id, Arrays.copyOf(there, (int) offset));
    return new Appender() {
      @Override
      public void write(byte[] bytes, int from, int length) {
        power.pass("spool write");
        files.compute(
            id,
            (same, before) -> {
              byte[] old = before == null ? new byte[0] : before;
              byte[] longer = Arrays.copyOf(old, old.length + length);
              System.arraycopy(bytes, from, longer, old.length, length);
              return longer;
            });
      }

      @Override
      public void force() {
        power.pass("spool force");
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public Source slice(TransferId id, long offset, long length) {
    return () -> {
      byte[] bytes = files.get(id);
      if (bytes == null || bytes.length < offset + length) {
        throw new IOException("the spool holds fewer bytes than it should");
      }
      return new ByteArrayInputStream(bytes, (int) offset, (int) length);
    };
  }

  @Override
  public SeekableByteChannel open(TransferId id) throws IOException {
    byte[] bytes = files.get(id);
    if (bytes == null) {
      throw new IOException("the spool holds no such file");
    }
    return new Bytes(bytes.clone());
  }

  @Override
  public boolean holds(TransferId id) {
    return files.containsKey(id);
  }

  @Override
  public void shred(TransferId id) throws IOException {
    power.pass("spool shred");
    if (stuck) {
      throw new IOException("the disk is stuck");
    }
    files.remove(id);
    power.pass("spool shredded");
  }

  private static final class Bytes implements SeekableByteChannel {
    private final byte[] bytes;
    private int position;
    private boolean open = true;

    Bytes(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
      if (!open) {
        throw new ClosedChannelException();
      }
      if (position >= bytes.length) {
        return -1;
      }
      int count = Math.min(into.remaining(), bytes.length - position);
      into.put(bytes, position, count);
      position += count;
      return count;
    }

    @Override
    public int write(ByteBuffer from) {
      throw new UnsupportedOperationException("opened for reading");
    }

    @Override
    public long position() {
      return position;
    }

    @Override
    public SeekableByteChannel position(long to) {
      position = (int) to;
      return this;
    }

    @Override
    public long size() {
      return bytes.length;
    }

    @Override
    public SeekableByteChannel truncate(long size) {
      throw new UnsupportedOperationException("opened for reading");
    }

    @Override
    public boolean isOpen() {
      return open;
    }

    @Override
    public void close() {
      open = false;
    }
  }
}
