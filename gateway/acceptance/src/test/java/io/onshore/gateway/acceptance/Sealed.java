package io.onshore.gateway.acceptance;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * Sealed files to send: the bundled sample, and larger ones with its header and as long as age
 * makes them.
 */
final class Sealed {
  private static final int CHUNK = 64 * 1024 + 16;
  private static final int NONCE = 16;

  /** The recipient's line of the sample, which the larger files have as well. */
  private static final int MARK_FROM = 32;

  private static final int MARK = 40;

  private Sealed() {}

  /** The bundled photo, really encrypted. */
  static byte[] sample() {
    try {
      byte[] sample =
          Files.readAllBytes(Path.of(System.getProperty("onshore.demo"), "sample-photo.age"));
      Planted.secret("the inside of a file", new String(sample, MARK_FROM, MARK, US_ASCII));
      return sample;
    } catch (IOException missing) {
      throw new IllegalStateException(missing);
    }
  }

  /**
   * A file of about this many bytes: the sample's header, and a random payload of a possible
   * length.
   */
  static Path large(Path file, long about, long seed) {
    byte[] sample = sample();
    String text = new String(sample, StandardCharsets.ISO_8859_1);
    int header = text.indexOf('\n', text.indexOf("\n---") + 1) + 1;
    Random random = new Random(seed);
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(sample, 0, header);
      byte[] nonce = new byte[NONCE];
      random.nextBytes(nonce);
      out.write(nonce);
      byte[] chunk = new byte[CHUNK];
      for (long written = 0; written < about; written += CHUNK) {
        random.nextBytes(chunk);
        out.write(chunk);
      }
      return file;
    } catch (IOException unusable) {
      throw new IllegalStateException(unusable);
    }
  }
}
