package io.onshore.policy.claim;

import java.time.LocalDate;
import java.util.Optional;

/**
 * Where a claim was read.
 *
 * @param publisher who published the text; not always who first said it
 * @param title of the page, document or article
 * @param url where to read it, or words that say where it was read
 * @param published the text's own day; empty if it has none, or only a month or a year
 * @param reading what was read there, in words of our own
 * @param quote a short quotation, word for word
 * @param quoteSha256 SHA-256 of a quotation's UTF-8 text, in lower-case hexadecimal; also of one
 *     that is too long to keep, so that whoever has the page can tell whether it still says so
 */
public record Origin(
    String publisher,
    String title,
    String url,
    Optional<LocalDate> published,
    String reading,
    Optional<String> quote,
    Optional<String> quoteSha256) {
  /**
   * @throws IllegalArgumentException if the hash is not that of the quotation
   */
  public Origin {
    if (quote.isPresent() && !quote.map(Origin::hashOf).equals(quoteSha256)) {
      throw new IllegalArgumentException("the hash is not that of the quotation");
    }
  }

  /** SHA-256 of a quotation's UTF-8 text, in lower-case hexadecimal. */
  public static String hashOf(String quote) {
    return Sha256.of(quote);
  }
}
