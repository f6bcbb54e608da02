package io.onshore.gateway.store.secret;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * The file that holds the keys of a {@link SecretBox}: one key of 32 bytes in base64 a line, the
 * newest first. To change keys, put a new line in front; an old line may go once no open transfer
 * needs it.
 */
public final class KeyFile {
  private KeyFile() {}

  /**
   * Reads the keys.
   *
   * @throws SealingException as {@link #keys}
   */
  public static SecretBox open(Path file) {
    return new SecretBox(keys(file));
  }

  /**
   * The keys as they stand there.
   *
   * @throws SealingException if the file is not there, cannot be read, or holds something else; the
   *     text names the file and the line, never what stands there
   */
  public static List<byte[]> keys(Path file) {
    return keys("the key file " + file, lines(file));
  }

  /**
   * Keys from a text such as an environment variable's: as the file has them, but with commas or
   * blanks between.
   *
   * @param name what the text is called, for people to read
   * @throws SealingException if the text holds something else; what it says never repeats it
   */
  public static List<byte[]> keys(String name, String text) {
    return keys(name, List.of(text.split("[\\s,]+", -1)));
  }

  private static List<byte[]> keys(String name, List<String> lines) {
    List<byte[]> keys = new ArrayList<>();
    int number = 0;
    for (String line : lines) {
      number++;
      if (!line.isBlank()) {
        keys.add(key(name, number, line.strip()));
      }
    }
    if (keys.isEmpty()) {
      throw new SealingException(name + " holds no key");
    }
    return keys;
  }

  /**
   * Reads the keys, after writing a file with a fresh one if there is none. For trying out and for
   * a single machine: the file is readable by its owner only, and whoever loses it loses the
   * uploads under way.
   *
   * @throws SealingException as {@link #open}, or if the file cannot be written
   */
  public static SecretBox openOrCreate(Path file) {
    if (!Files.exists(file)) {
      create(file);
    }
    return open(file);
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file, StandardCharsets.US_ASCII);
    } catch (IOException unreadable) {
      throw new SealingException("the key file " + file + " cannot be read", unreadable);
    }
  }

  /** The decoder's complaint quotes the text, so it is not kept as a cause. */
  private static byte[] key(String name, int number, String line) {
    byte[] key;
    try {
      key = Base64.getDecoder().decode(line);
    } catch (IllegalArgumentException ignored) {
      key = new byte[0];
    }
    if (key.length != SecretBox.KEY_BYTES) {
      throw new SealingException(
          "line %d of %s is not a key of %d bytes in base64"
              .formatted(number, name, SecretBox.KEY_BYTES));
    }
    return key;
  }

  private static void create(Path file) {
    byte[] key = new byte[SecretBox.KEY_BYTES];
    new SecureRandom().nextBytes(key);
    byte[] line =
        (Base64.getEncoder().encodeToString(key) + "\n").getBytes(StandardCharsets.US_ASCII);
    try {
      Path folder = file.toAbsolutePath().resolveSibling("");
      Files.createDirectories(folder);
      Path fresh = Files.createTempFile(folder, ".key", "", ownerOnly(folder));
      try {
        try (RandomAccessFile out = new RandomAccessFile(fresh.toFile(), "rw")) {
          out.write(line);
          out.getFD().sync();
        }
        // A link rather than a move: of two processes that start together, one key wins.
        Files.createLink(file, fresh);
      } catch (FileAlreadyExistsException ignored) {
        // The other process was first; its key counts.
      } finally {
        Files.delete(fresh);
      }
    } catch (IOException failure) {
      throw new SealingException("the key file " + file + " cannot be written", failure);
    }
  }

  private static FileAttribute<?>[] ownerOnly(Path folder) {
    boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
