package io.onshore.connector;

import java.util.regex.Pattern;

/**
 * The stable short name of a provider, such as {@code onedrive}: lower-case letters, digits and
 * hyphens, starting with a letter, 2 to 32 characters. It is stored, so it never changes.
 */
public record ProviderId(String value) {
  private static final Pattern GRAMMAR = Pattern.compile("[a-z][a-z0-9-]{1,31}");

  /**
   * @throws IllegalArgumentException if the name breaks the grammar
   */
  public ProviderId {
    if (!GRAMMAR.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "a provider id is 2 to 32 lower-case letters, digits or hyphens, starting with a letter");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
