package io.onshore.gateway.verifier;

import io.onshore.gateway.receipt.Receipt;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Checks a receipt, and a file against it. */
final class ReceiptCheck {
  private static final String WHAT = "the receipt";

  private ReceiptCheck() {}

  /**
   * Checks the signature and the version.
   *
   * @return what the receipt states
   */
  static JsonText receipt(String jws, PublishedKeys keys) throws NotValid {
    JsonText receipt =
        JsonText.read(WHAT, SignedStatement.check(WHAT, Receipt.TYPE, jws, keys).payload());
    if (receipt.number("receipt") != Receipt.VERSION) {
      throw new NotValid(
          "the receipt is of version %d, of which this command knows nothing; take a newer one"
              .formatted(receipt.number("receipt")));
    }
    return receipt;
  }

  /** Checks that a file is the one that a receipt is about, by its size and SHA-256. */
  static void file(Path file, JsonText receipt) throws NotValid, IOException {
    JsonText stated = receipt.object("file");
    long size = Files.size(file);
    if (size != stated.number("size")) {
      throw new NotValid(
          "the file is not the one of the receipt: it has %d bytes, not %d"
              .formatted(size, stated.number("size")));
    }
    String sha256 = sha256(file);
    if (!sha256.equals(stated.text("sha256"))) {
      throw new NotValid(
          "the file is not the one of the receipt: its SHA-256 is %s, not %s"
              .formatted(sha256, stated.text("sha256")));
    }
  }

  private static String sha256(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file);
        DigestInputStream digesting =
            new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
      digesting.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(digesting.getMessageDigest().digest());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("this Java has no SHA-256", impossible);
    }
  }
}
