package io.onshore.gateway.envelope;

/** The envelope formats that the gateway can tell from a readable file. */
public enum EnvelopeKind {
  /** An age file, binary or armoured. */
  AGE("an age file"),
  /** An OpenPGP encrypted message, binary or armoured. */
  OPENPGP("an OpenPGP encrypted message"),
  /** CMS EnvelopedData or AuthEnvelopedData: DER, BER or PEM; also known as S/MIME or PKCS #7. */
  CMS("a CMS encrypted message"),
  /** A JSON Web Encryption object in one of its three serialisations. */
  JWE("a JWE object"),
  /** RNCryptor version 2 or 3, the payload of {@code .picsafe} files. */
  RNCRYPTOR("an RNCryptor file"),
  /** A file of a Cryptomator vault, format 7 or 8. */
  CRYPTOMATOR("a Cryptomator vault file"),
  /** A file of an rclone crypt remote. */
  RCLONE_CRYPT("an rclone crypt file"),
  /** A format without a signature that the practice registered as a {@link SealProfile}. */
  REGISTERED_PROFILE("a file of a registered format");

  private final String words;

  EnvelopeKind(String words) {
    this.words = words;
  }

  /** The kind in words for a person, with its article. */
  public String words() {
    return words;
  }
}
