package io.onshore.gateway.consent;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Takes what may tell who a patient is out of the words that people write as a reason: addresses,
 * dates, and numbers of six digits or more. Names cannot be recognised; the form asks for none.
 */
public final class Identifiers {
  /** What stands in place of what was taken out. */
  public static final String REMOVED = "[removed]";

  private static final List<Pattern> PATTERNS =
      List.of(
          Pattern.compile("[\\p{L}\\p{N}._%+'-]{1,64}@[\\p{L}\\p{N}.-]{1,255}"),
          Pattern.compile("\\b\\p{Nd}{1,4}[./-]\\p{Nd}{1,2}[./-]\\p{Nd}{1,4}\\b"),
          Pattern.compile("\\p{Nd}(?:[ -]?\\p{Nd}){5,}"));

  private Identifiers() {}

  /** The words without them. */
  public static String scrubbed(String words) {
    String clean = words;
    for (Pattern pattern : PATTERNS) {
      clean = pattern.matcher(clean).replaceAll(REMOVED);
    }
    return clean;
  }
}
