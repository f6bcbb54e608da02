package io.onshore.connector;

import java.util.regex.Pattern;

/**
 * The name of an object at the provider: ASCII letters, digits, dot, hyphen and underscore,
 * starting with a letter or digit and not ending with a dot, at most 1,024 characters. A connector
 * may accept less ({@link Limits#maxNameLength}). The grammar is what every provider takes
 * unchanged, so that the name found is the name sent.
 */
public record ObjectName(String value) {
  private static final Pattern GRAMMAR =
      Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9._-]{0,1022}[A-Za-z0-9_-])?");

  /**
   * @throws IllegalArgumentException if the name breaks the grammar; the text does not repeat it
   */
  public ObjectName {
    if (!GRAMMAR.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "an object name is made of ASCII letters, digits, dots, hyphens and underscores, starts"
              + " with a letter or digit and does not end with a dot");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
