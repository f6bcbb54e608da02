package io.onshore.gateway.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RandomnessTest {
  private static boolean objects(byte[] bytes) {
    Randomness randomness = new Randomness();
    for (int at = 0; at < bytes.length; at += 1000) {
      randomness.accept(bytes, at, Math.min(1000, bytes.length - at));
    }
    return randomness.objection().isPresent();
  }

  @Test
  void letsTrueCiphertextPassAtEverySize() {
    byte[] stream = Writers.ciphertext(6_000_000, 42);
    int at = 0;
    for (int round = 0; at < 5_900_000; round++) {
      int length = 16 + round % 600;
      assertThat(objects(Arrays.copyOfRange(stream, at, at + length)))
          .as("%d bytes at %d", length, at)
          .isFalse();
      at += length;
    }
  }

  @Test
  void letsLongCiphertextPass() {
    for (int seed = 0; seed < 40; seed++) {
      assertThat(objects(Writers.ciphertext(1_000_000 + seed, seed))).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 40, 100, 255, 300, 1000, 5000, 100_000})
  void objectsToTextInManyForms(int length) {
    byte[] text = Writers.text(length);
    assertThat(objects(text)).as("ASCII").isTrue();
    assertThat(objects(Base64.getEncoder().encode(Writers.ciphertext(length, 1))))
        .as("base64 of ciphertext")
        .isTrue();
    assertThat(
            objects(
                new String(text, StandardCharsets.US_ASCII).getBytes(StandardCharsets.UTF_16LE)))
        .as("UTF-16")
        .isTrue();
    if (length >= 32) {
      byte[] shifted = text.clone();
      for (int i = 0; i < length; i++) {
        shifted[i] ^= (byte) 0x80;
      }
      assertThat(objects(shifted)).as("text with its high bits set").isTrue();
    }
  }

  @Test
  void objectsToAShortTextAnywhereInCiphertext() {
    byte[] text =
        "Jane Citizen, 1 January 1970, allergic to penicillin".getBytes(StandardCharsets.US_ASCII);
    for (int at : new int[] {0, 5, 70_000, 131_072, 500_000 - text.length}) {
      byte[] bytes = Writers.ciphertext(500_000, 3);
      System.arraycopy(text, 0, bytes, at, text.length);
      assertThat(objects(bytes)).as("at %d", at).isTrue();
    }
  }

  @Test
  void objectsToZerosAnywhereInCiphertext() {
    byte[] bytes = Writers.ciphertext(500_000, 3);
    Arrays.fill(bytes, 400_000, 400_020, (byte) 0);
    assertThat(objects(bytes)).isTrue();
  }

  @Test
  void objectsToDeflatedContentWithoutASignature() throws IOException {
    for (int level : new int[] {1, 6, 9}) {
      for (boolean raw : new boolean[] {true, false}) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(level, raw);
        try (DeflaterOutputStream deflate = new DeflaterOutputStream(out, deflater)) {
          byte[] noise = Writers.noise(60_000, level);
          for (int i = 0; i < noise.length; i++) {
            deflate.write(noise[i] & 0x3f);
          }
        } finally {
          deflater.end();
        }
        assertThat(objects(out.toByteArray())).as("level %d, raw %s", level, raw).isTrue();
      }
    }
  }

  @Test
  void saysNothingOfVeryFewBytes() {
    assertThat(objects("fifteen letters".getBytes(StandardCharsets.US_ASCII))).isFalse();
  }
}
