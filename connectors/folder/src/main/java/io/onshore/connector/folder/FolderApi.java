package io.onshore.connector.folder;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * The operations on a disk that a folder connector needs, and no others: a thin seam, so that a
 * test can put a failing disk in its place. Safe for several threads.
 */
interface FolderApi {
  /** The real disk. */
  static FolderApi onDisk() {
    return new OnDisk();
  }

  /** What stands at a path; a link is followed. */
  BasicFileAttributes attributes(Path path) throws IOException;

  /** The path without links. */
  Path realPath(Path path) throws IOException;

  /** Whether this process may put files into a folder. */
  boolean writable(Path folder) throws IOException;

  /** Makes a folder and those above it; harmless if it is there. */
  void createFolders(Path folder) throws IOException;

  /** Makes an empty file, or fails if the name is taken. */
  void createFile(Path file) throws IOException;

  /** Opens an existing file for writing anywhere in it. */
  SeekableByteChannel openToWrite(Path file) throws IOException;

  /** Adds text to the end of an existing file in one piece, durably. */
  void append(Path file, String text) throws IOException;

  /** Opens a file for reading from its first byte. */
  InputStream openToRead(Path file) throws IOException;

  /** A small file's text. */
  String readText(Path file) throws IOException;

  /** Returns when everything written to a file, or every name in a folder, is on the disk. */
  void sync(Path fileOrFolder) throws IOException;

  /** Gives a file a second name, atomically, or fails if that name is taken. */
  void link(Path file, Path secondName) throws IOException;

  /** Whether two names mean one and the same file. */
  boolean same(Path one, Path other) throws IOException;

  /** Removes a file or an empty folder; harmless if nothing is there. */
  void delete(Path path) throws IOException;

  /** How the disk is, asked after a failure to find out its reason; never fails. */
  Health health(Path root);

  /**
   * How a disk is.
   *
   * @param there whether the root folder can be seen
   * @param readOnly whether nothing can be written at all
   * @param usableBytes how many bytes may still be written
   */
  record Health(boolean there, boolean readOnly, long usableBytes) {}

  /** The real disk, by {@link Files}. */
  final class OnDisk implements FolderApi {
    private OnDisk() {}

    @Override
    public BasicFileAttributes attributes(Path path) throws IOException {
      return Files.readAttributes(path, BasicFileAttributes.class);
    }

    @Override
    public Path realPath(Path path) throws IOException {
      return path.toRealPath();
    }

    @Override
    public boolean writable(Path folder) {
      return Files.isWritable(folder);
    }

    @Override
    public void createFolders(Path folder) throws IOException {
      Files.createDirectories(folder);
    }

    @Override
    public void createFile(Path file) throws IOException {
      Files.createFile(file);
    }

    @Override
    public SeekableByteChannel openToWrite(Path file) throws IOException {
      return FileChannel.open(file, StandardOpenOption.WRITE);
    }

    @Override
    public void append(Path file, String text) throws IOException {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
      try (FileChannel channel =
          FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
    }

    @Override
    public InputStream openToRead(Path file) throws IOException {
      return Files.newInputStream(file);
    }

    @Override
    public String readText(Path file) throws IOException {
      return Files.readString(file, StandardCharsets.US_ASCII);
    }

    @Override
    public void sync(Path fileOrFolder) throws IOException {
      try (FileChannel channel = FileChannel.open(fileOrFolder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }

    @Override
    public void link(Path file, Path secondName) throws IOException {
      Files.createLink(secondName, file);
    }

    @Override
    public boolean same(Path one, Path other) throws IOException {
      return Files.isSameFile(one, other);
    }

    @Override
    public void delete(Path path) throws IOException {
      Files.deleteIfExists(path);
    }

    @Override
    public Health health(Path root) {
      try {
        FileStore store = Files.getFileStore(root);
        return new Health(true, store.isReadOnly(), store.getUsableSpace());
      } catch (IOException gone) {
        return new Health(false, false, 0);
      }
    }
  }
}
