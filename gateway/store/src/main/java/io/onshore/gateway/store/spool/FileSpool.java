package io.onshore.gateway.store.spool;

import io.onshore.connector.Source;
import io.onshore.connector.toolkit.parts.FileSlices;
import io.onshore.gateway.transfer.Spool;
import io.onshore.gateway.transfer.TransferId;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * The spool as a folder that only its owner may enter, one file a transfer, named by its id. It
 * holds at most so many bytes, counting what open appenders still expect. Safe for several threads
 * of one process; two processes must not share a folder.
 *
 * <p>Shredding is best effort: an SSD, a journal, a snapshot or a copy-on-write file system may
 * keep what was overwritten. What rests here is sealed already, and the key is nowhere near.
 */
public final class FileSpool implements Spool {
  private static final int ZEROS = 64 * 1024;

  private final Path folder;
  private final long maxBytes;
  private final boolean posix;
  private final Set<FileAppender> open = new HashSet<>();

  /**
   * @param folder is created if it is not there
   * @param maxBytes how much the folder may hold
   * @throws IOException if the folder cannot be made, or made its owner's only
   */
  public FileSpool(Path folder, long maxBytes) throws IOException {
    this.folder = folder.toAbsolutePath();
    this.maxBytes = maxBytes;
    this.posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    Files.createDirectories(this.folder, attributes("rwx------"));
    if (posix) {
      Files.setPosixFilePermissions(this.folder, permissions("rwx------"));
    }
  }

  private static Set<PosixFilePermission> permissions(String text) {
    return PosixFilePermissions.fromString(text);
  }

  private FileAttribute<?>[] attributes(String text) {
    return posix
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions(text))}
        : new FileAttribute<?>[0];
  }

  private Path file(TransferId id) {
    return folder.resolve(id.value());
  }

  @Override
  public Appender append(TransferId id, long offset, long expected) throws IOException {
    if (offset < 0 || expected < 0) {
      throw new IllegalArgumentException("offset and expected bytes must not be negative");
    }
    Path path = file(id);
    synchronized (open) {
      requireRoom(path, offset, expected);
      if (offset == 0 && !Files.exists(path)) {
        Files.createFile(path, attributes("rw-------"));
        syncFolder();
      }
      FileAppender appender = FileAppender.open(this, path, offset, offset + expected);
      open.add(appender);
      return appender;
    }
  }

  /** Counts what is there, and what open appenders and this one may still bring. */
  private void requireRoom(Path path, long offset, long expected) throws IOException {
    // In this order a byte that is written meanwhile counts twice rather than never.
    long coming = expected;
    for (FileAppender appender : open) {
      coming += appender.remaining();
    }
    long held = 0;
    try (Stream<Path> files = Files.list(folder)) {
      for (Path each : (Iterable<Path>) files::iterator) {
        held += each.equals(path) ? offset : size(each);
      }
    }
    if (held + coming > maxBytes || Files.getFileStore(folder).getUsableSpace() < coming) {
      throw new SpoolFullException();
    }
  }

  private static long size(Path file) throws IOException {
    try {
      return Files.size(file);
    } catch (NoSuchFileException shredded) {
      return 0;
    }
  }

  private void closed(FileAppender appender) {
    synchronized (open) {
      open.remove(appender);
    }
  }

  /** Makes a new or a deleted name durable, where folders can be opened like files. */
  private void syncFolder() throws IOException {
    if (posix) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  @Override
  public Source slice(TransferId id, long offset, long length) {
    return FileSlices.source(file(id), offset, length);
  }

  @Override
  public SeekableByteChannel open(TransferId id) throws IOException {
    return Files.newByteChannel(file(id), StandardOpenOption.READ);
  }

  @Override
  public boolean holds(TransferId id) {
    return Files.exists(file(id));
  }

  /** The transfers whose files are here. Files of other names are left alone. */
  public List<TransferId> held() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(TransferId::isValid)
          .map(TransferId::new)
          .toList();
    }
  }

  @Override
  public void shred(TransferId id) throws IOException {
    Path path = file(id);
    if (!Files.exists(path)) {
      return;
    }
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      byte[] zeros = new byte[ZEROS];
      long length = file.length();
      for (long at = 0; at < length; at += zeros.length) {
        file.write(zeros, 0, (int) Math.min(zeros.length, length - at));
      }
      file.getFD().sync();
    }
    Files.deleteIfExists(path);
    syncFolder();
  }

  /**
   * Writes with a {@link RandomAccessFile}: an interrupt of the thread would close a channel, and
   * lose what the file system had not taken yet.
   */
  private static final class FileAppender implements Appender {
    private final FileSpool spool;
    private final RandomAccessFile file;
    private final long promised;
    private final AtomicLong position;

    private FileAppender(FileSpool spool, RandomAccessFile file, long offset, long promised) {
      this.spool = spool;
      this.file = file;
      this.position = new AtomicLong(offset);
      this.promised = promised;
    }

    static FileAppender open(FileSpool spool, Path path, long offset, long promised)
        throws IOException {
      if (!Files.exists(path)) {
        throw new IOException("the spool holds no bytes where " + offset + " should be");
      }
      RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
      try {
        long length = file.length();
        if (length < offset) {
          throw new IOException(
              "the spool holds " + length + " bytes where " + offset + " should be");
        }
        if (length > offset) {
          file.setLength(offset);
        }
        file.seek(offset);
        return new FileAppender(spool, file, offset, promised);
      } catch (IOException failure) {
        file.close();
        throw failure;
      }
    }

    long remaining() {
      return Math.max(0, promised - position.get());
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      file.write(bytes, offset, length);
      position.addAndGet(length);
    }

    @Override
    public void force() throws IOException {
      file.getFD().sync();
    }

    @Override
    public void close() throws IOException {
      spool.closed(this);
      file.close();
    }
  }
}
