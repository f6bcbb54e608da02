package io.onshore.gateway.doubles;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;

/** Files to send: sealed ones, and ones that must not go. */
public final class SampleFiles {
  private static final int TAG = 16;

  private SampleFiles() {}

  /** Noise as a good cipher gives it, the same for the same seed. */
  public static byte[] noise(int length, long seed) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  /** An age file whose plaintext has so many bytes, at least one. */
  public static byte[] age(int plaintext) {
    Base64.Encoder encoder = Base64.getEncoder().withoutPadding();
    String header =
        "age-encryption.org/v1\n-> X25519 %s\n%s\n--- %s\n"
            .formatted(
                encoder.encodeToString(noise(32, 1)),
                encoder.encodeToString(noise(32, 2)),
                encoder.encodeToString(noise(32, 3)));
    int chunks = (plaintext - 1) / (64 * 1024) + 1;
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(header.getBytes(StandardCharsets.US_ASCII));
    file.writeBytes(noise(TAG + plaintext + chunks * TAG, 4));
    return file.toByteArray();
  }

  /** An age file of exactly so many bytes. */
  public static byte[] ageOfSize(int bytes) {
    for (int plaintext = Math.max(1, bytes - 4_096); plaintext <= bytes; plaintext++) {
      byte[] file = age(plaintext);
      if (file.length == bytes) {
        return file;
      }
    }
    throw new IllegalArgumentException("no age file has " + bytes + " bytes");
  }

  /** An age file that lost its last bytes, so that its last chunk has no room for its tag. */
  public static byte[] cutAge() {
    byte[] whole = age(64 * 1024 + 100);
    return Arrays.copyOf(whole, whole.length - 110);
  }

  /** What begins as a JPEG photo does. */
  public static byte[] jpeg(int length) {
    byte[] photo = noise(length, 5);
    byte[] begin = {
      (byte) 0xff,
      (byte) 0xd8,
      (byte) 0xff,
      (byte) 0xe0,
      0,
      16,
      'J',
      'F',
      'I',
      'F',
      0,
      1,
      1,
      0,
      0,
      1,
      0,
      1,
      0,
      0
    };
    System.arraycopy(begin, 0, photo, 0, begin.length);
    return photo;
  }
}
