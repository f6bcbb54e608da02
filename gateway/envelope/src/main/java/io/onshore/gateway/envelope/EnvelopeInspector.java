package io.onshore.gateway.envelope;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SeekableByteChannel;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Tells a sealed file from an open one, by structure and without any key. It has no state and may
 * be used by any number of threads. It reads hostile input: whatever the bytes are, it answers, in
 * bounded memory and in time linear in the size.
 */
public final class EnvelopeInspector {
  /** How many bytes from the beginning decide whether a file may start to travel. */
  public static final int HEAD_BYTES = 64 * 1024;

  private static final List<String> PEM_TITLES = List.of("CMS", "PKCS7", "PKCS #7");
  private static final byte CMS_BEGIN = 0x30;
  private static final String OPENSSL_ENC = "Salted__";

  /**
   * Inspects a beginning, before the rest is there. A {@link Inspection.Sealed} says only that
   * nothing seen so far speaks against it, and names the key servers seen so far: {@link
   * #inspectWhole} must agree before anything is committed, and may name others.
   *
   * @param head the first {@code min(declaredSize, HEAD_BYTES)} bytes; not changed and not kept
   * @param declaredSize the size in bytes that the client announced
   * @param profiles the raw formats that the practice registered
   * @throws IllegalArgumentException if the head is not as long as said above
   */
  public Inspection inspectHead(byte[] head, long declaredSize, Set<SealProfile> profiles) {
    if (declaredSize < 0 || head.length != Math.min(declaredSize, HEAD_BYTES)) {
      throw new IllegalArgumentException("the head must be the first bytes of the declared size");
    }
    try {
      return inspect(new Content.HeadOnly(head, declaredSize), profiles);
    } catch (IOException impossible) {
      throw new UncheckedIOException("reading from memory failed", impossible);
    }
  }

  /**
   * Inspects a complete file: everything that {@link #inspectHead} asks, and the lengths, the
   * structure up to the last byte and the end of the armour.
   *
   * @param file read from its first to its last byte wherever it stands now; its position
   *     afterwards is undefined; not closed
   * @param profiles the raw formats that the practice registered
   * @throws IOException if the file cannot be read
   */
  public Inspection inspectWhole(SeekableByteChannel file, Set<SealProfile> profiles)
      throws IOException {
    return inspect(new Content.Whole(file), profiles);
  }

  private static Inspection inspect(Content content, Set<SealProfile> profiles) throws IOException {
    if (content.size() == 0) {
      return new Inspection.Readable("an empty file");
    }
    Optional<Inspection> signed = bySignature(content);
    if (signed.isPresent()) {
      return signed.get();
    }
    Optional<String> readable = ReadableFiles.certainly(content.head());
    if (readable.isPresent()) {
      return new Inspection.Readable(readable.get());
    }
    return withoutSignature(content, profiles);
  }

  /** Formats that say what they are. */
  private static Optional<Inspection> bySignature(Content content) throws IOException {
    byte[] head = content.head();
    if (Ascii.at(head, 0, AgeReading.BINARY_BEGIN)) {
      return AgeReading.binary(content).inspection();
    }
    if (Ascii.at(head, 0, AgeReading.ARMOUR_BEGIN)) {
      return AgeReading.armoured(content).inspection();
    }
    if (Ascii.at(head, 0, OpenPgpReading.ARMOUR_BEGIN)) {
      return OpenPgpReading.armoured(content).inspection();
    }
    for (String title : PEM_TITLES) {
      if (Ascii.at(head, 0, "-----BEGIN " + title + "-----")) {
        return CmsReading.pem(content, title).inspection();
      }
    }
    if (Ascii.at(head, 0, RcloneCryptReading.MAGIC)) {
      return new RcloneCryptReading(content).inspection();
    }
    if (Ascii.at(head, 0, JweCompactReading.BEGIN)) {
      return new JweCompactReading(content).inspection();
    }
    if (Ascii.at(head, 0, "{")) {
      return new JweJsonReading(content).inspection();
    }
    if (head[0] == CMS_BEGIN) {
      return CmsReading.binary(content).inspection();
    }
    if (Ascii.at(head, 0, OPENSSL_ENC)) {
      return Optional.of(
          new Inspection.Unknown(
              "output of `openssl enc`, which has no structure that could be checked"));
    }
    if (head[0] < 0) {
      return OpenPgpReading.binary(content).inspection();
    }
    return Optional.empty();
  }

  /** Formats that do not, once everything readable has been named. */
  private static Inspection withoutSignature(Content content, Set<SealProfile> profiles)
      throws IOException {
    Optional<Inspection> rncryptor = new RncryptorReading(content).inspection();
    if (rncryptor.isPresent() && rncryptor.get() instanceof Inspection.Sealed) {
      return rncryptor.get();
    }
    for (SealProfile profile : inOrder(profiles)) {
      Optional<Inspection> fits = RawReading.of(content, profile).inspection();
      if (fits.isPresent()) {
        return fits.get();
      }
    }
    if (rncryptor.isPresent()) {
      return rncryptor.get();
    }
    Randomness randomness = new Randomness();
    randomness.accept(content.head(), 0, content.head().length);
    if (content.size() >= SealProfile.SMALLEST && randomness.objection().isEmpty()) {
      return new Inspection.Unknown(
          "random-looking bytes that fit no known envelope and no registered format");
    }
    return ReadableFiles.perhaps(content.head())
        .<Inspection>map(Inspection.Readable::new)
        .orElseGet(
            () -> new Inspection.Unknown("bytes that fit no known envelope and are not random"));
  }

  /** The most particular first, so that the answer does not depend on the order of a set. */
  private static List<SealProfile> inOrder(Set<SealProfile> profiles) {
    return profiles.stream()
        .sorted(
            Comparator.comparingInt((SealProfile profile) -> -profile.magicHex().length())
                .thenComparing(SealProfile::name)
                .thenComparing(SealProfile::toString))
        .toList();
  }
}
