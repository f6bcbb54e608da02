package io.onshore.connector.toolkit.digest;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onshore.connector.Digest;
import io.onshore.connector.DigestAlgorithm;
import io.onshore.connector.Digests;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunningDigestsTest {
  private static final Set<DigestAlgorithm> ALL = EnumSet.allOf(DigestAlgorithm.class);
  private static final int MIB = 1024 * 1024;
  private static final int BLOCK = 4 * MIB;

  /** FIPS 180-4 and RFC 1321 examples. */
  @ParameterizedTest
  @CsvSource({
    "SHA256,'',e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "SHA256,abc,ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    "SHA1,'',da39a3ee5e6b4b0d3255bfef95601890afd80709",
    "SHA1,abc,a9993e364706816aba3e25717850c26c9cd0d89d",
    "MD5,'',d41d8cd98f00b204e9800998ecf8427e",
    "MD5,abc,900150983cd24fb0d6963f7d28e17f72",
    "DROPBOX_CONTENT_HASH,'',e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
  })
  void matchesPublishedExamples(DigestAlgorithm algorithm, String text, String hex) {
    assertThat(digest(algorithm, text.getBytes(US_ASCII)).hex()).isEqualTo(hex);
  }

  /** Vectors that rclone publishes for its OneDrive back end. */
  @ParameterizedTest
  @CsvSource({
    "'',AAAAAAAAAAAAAAAAAAAAAAAAAAA=",
    "Sg==,SgAAAAAAAAAAAAAAAQAAAAAAAAA=",
    "tbQ=,taAFAAAAAAAAAAAAAgAAAAAAAAA=",
    "0pZP,0rDEEwAAAAAAAAAAAwAAAAAAAAA=",
    "n6Neh7p6fFgm,nxiFFw6hCz3wAQsmCQAAAAAAAAA=",
    "i+UZyUGJKh+ISbk=,iyhHBpIRhESo4AOIQ0IuAAAAAAA=",
    "vPgoDjOfO6fm71RxLw==,vMAHChwwg0/s4BTmdQcV4vACAAA=",
    "gQaybEqS/4UlDc8e4IJm,gDCALNigBEn8oxAlZ8AzPAAOQZg=",
    "T6LYJIfDh81JrAK309H2JMJTXis=,zBTHrspn3mEcohlJdIUAbjGNaNg=",
    "PwXNnutoLLmxD8TTog52k8cQkukmT87TTnDipKLHQw==,PTaGs7yV3FUyBy/SfU6xJRlCJlI=",
    "YnF4smoy9hox2jBlJ3VUa4qyCRhOZbWcmFGIiszTT4zAdYHsqJazyg==,arkIn+ELddmE8N34J9ydyFKW+9w=",
    "Mb7EGva2rEE5fENDL85P+BsapHEEjv2/siVhKjvAQe02feExVOQSkfmuYzU/kTF1MaKjPmKF/w+cbvwfdWL8aQ==,n1anP5NfvD4XDYWIeRPW3ZkPv1Y=",
    "qwGf2ESubE5jOUHHyc94ORczFYYbc2OmEzo+hBIyzJiNwAzC8PvJqtTzwkWkSslgHFGWQZR2BV5+uYTrYT7HVwRM40vqfj0dBgeDENyTenIOL1LHkjtDKoXEnQ0mXAHoJ8PjbNC93zi5TovVRXTNzfGEs5dpWVqxUzb5lc7dwkyvOluBw482mQ4xrzYyIY1t+//OrNi1ObGXuUw2jBQOFfJVj2Y6BOyYmfB1y36eBxi3zxeG5d5NYjm2GSh6e08QMAwu3zrINcqIzLOuNIiGXBtl7DjKt7b5wqi4oFiRpZsCyx2smhSrdrtK/CkdU6nDN+34vSR/M8rZpWQdBE7a8g==,WYT9JY3JIo/pEBp+tIM6Gt2nyTM="
  })
  void quickXorMatchesPublishedVectors(String in, String out) {
    byte[] bytes = Base64.getDecoder().decode(in);

    assertThat(Base64.getEncoder().encodeToString(quickXor(bytes))).isEqualTo(out);
    assertThat(Base64.getEncoder().encodeToString(NaiveQuickXor.of(bytes))).isEqualTo(out);
  }

  @ParameterizedTest
  @ValueSource(ints = {159, 160, 161, 5119, 5120, 5121, 10_240, 100_003, 2 * MIB + 7})
  void fastQuickXorEqualsTheNaiveOne(int length) {
    byte[] bytes = random(length, length);

    assertThat(quickXor(bytes)).isEqualTo(NaiveQuickXor.of(bytes));
  }

  /** The example on Dropbox's page gives block digests; the picture itself is not needed. */
  @Test
  void dropboxBlocksAreJoinedAsInThePublishedExample() throws Exception {
    byte[] joined =
        joinBlocks(
            List.of(
                "2a846fa617c3361fc117e1c5c1e1838c336b6a5cef982c1a2d9bdf68f2f1992a",
                "c68469027410ea393eba6551b9fa1e26db775f00eae70a0c3c129a0011a39cf9",
                "7376192de020925ce6c5ef5a8a0405e931b0a9a8c75517aacd9ca24a8a56818b"));

    assertThat(HexFormat.of().formatHex(joined))
        .isEqualTo("485291fa0ee50c016982abbfa943957bcd231aae0492ccbaa22c58e3997b35e0");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK, 2 * BLOCK + 5})
  void dropboxHashFollowsTheBlocks(int length) throws Exception {
    byte[] bytes = random(length, length);
    List<String> blocks = new ArrayList<>();
    for (int from = 0; from < length; from += BLOCK) {
      byte[] block = Arrays.copyOfRange(bytes, from, Math.min(length, from + BLOCK));
      blocks.add(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(block)));
    }

    assertThat(digest(DigestAlgorithm.DROPBOX_CONTENT_HASH, bytes).bytes())
        .isEqualTo(joinBlocks(blocks));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void itDoesNotMatterHowTheBytesAreSplit(long seed) throws Exception {
    Random random = new Random(seed);
    byte[] bytes = random(random.nextInt(BLOCK + MIB), seed);
    RunningDigests split = new RunningDigests(ALL);
    int from = 0;
    while (from < bytes.length) {
      int taken = Math.min(bytes.length - from, random.nextInt(1 << random.nextInt(1, 20)));
      switch (random.nextInt(3)) {
        case 0 -> split.update(bytes, from, taken);
        case 1 -> split.update(ByteBuffer.wrap(bytes, from, taken));
        default -> split.update(ByteBuffer.allocateDirect(taken).put(bytes, from, taken).flip());
      }
      from += taken;
    }

    assertThat(split.count()).isEqualTo(bytes.length);
    assertThat(Set.copyOf(split.finish().values()))
        .isEqualTo(
            Set.copyOf(RunningDigests.of(ALL, () -> new ByteArrayInputStream(bytes)).values()))
        .hasSize(ALL.size());
  }

  /** Why QuickXor never stands alone: see the fact sheet of the OneDrive connector. */
  @Test
  void sha256OfWholeBytesIsAsInThePublishedExample() {
    assertThat(RunningDigests.sha256("abc".getBytes(StandardCharsets.US_ASCII)).hex())
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  @Test
  void quickXorDoesNotSeeExchangedBlocksButSha256Does() {
    int block = 320 * 1024;
    byte[] bytes = random(2 * block, 1);
    byte[] exchanged = new byte[2 * block];
    System.arraycopy(bytes, 0, exchanged, block, block);
    System.arraycopy(bytes, block, exchanged, 0, block);

    assertThat(exchanged).isNotEqualTo(bytes);
    assertThat(quickXor(exchanged)).isEqualTo(quickXor(bytes));
    assertThat(digest(DigestAlgorithm.SHA256, exchanged))
        .isNotEqualTo(digest(DigestAlgorithm.SHA256, bytes));
  }

  @Test
  void quickXorDoesNotSeeTheSameBitFlipped160BytesApart() {
    byte[] bytes = random(1000, 2);
    byte[] flipped = bytes.clone();
    flipped[17] ^= 4;
    assertThat(quickXor(flipped)).isNotEqualTo(quickXor(bytes));

    flipped[17 + 160] ^= 4;

    assertThat(quickXor(flipped)).isEqualTo(quickXor(bytes));
  }

  @Test
  void quickXorDoesNotTellADoubledBlockFromZeros() {
    int block = 320 * 1024;
    byte[] doubled = new byte[2 * block];
    System.arraycopy(random(block, 3), 0, doubled, 0, block);
    System.arraycopy(doubled, 0, doubled, block, block);

    assertThat(quickXor(doubled)).isEqualTo(quickXor(new byte[2 * block]));
  }

  @Test
  void anyRangeOfAnArrayCounts() {
    RunningDigests digests = new RunningDigests(Set.of(DigestAlgorithm.MD5));
    digests.update("xxabcxx".getBytes(US_ASCII), 2, 3);

    assertThat(digests.count()).isEqualTo(3);
    assertThat(digests.finish().values().getFirst().hex())
        .isEqualTo("900150983cd24fb0d6963f7d28e17f72");
  }

  @Test
  void finishedDigestsTakeNothingMore() {
    RunningDigests digests = new RunningDigests(ALL);
    digests.finish();

    assertThatThrownBy(digests::finish).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> digests.update(new byte[1], 0, 1))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void noAlgorithmGivesNoDigest() throws IOException {
    assertThat(RunningDigests.of(Set.of(), new ByteArrayInputStream(new byte[9])))
        .isEqualTo(Digests.NONE);
  }

  private static byte[] quickXor(byte[] bytes) {
    return digest(DigestAlgorithm.QUICKXOR, bytes).bytes();
  }

  private static Digest digest(DigestAlgorithm algorithm, byte[] bytes) {
    RunningDigests digests = new RunningDigests(Set.of(algorithm));
    digests.update(bytes, 0, bytes.length);
    return digests.finish().by(algorithm).orElseThrow();
  }

  private static byte[] joinBlocks(List<String> blocks) throws Exception {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (String block : blocks) {
      joined.write(HexFormat.of().parseHex(block));
    }
    return MessageDigest.getInstance("SHA-256").digest(joined.toByteArray());
  }

  private static byte[] random(int length, long seed) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }
}
