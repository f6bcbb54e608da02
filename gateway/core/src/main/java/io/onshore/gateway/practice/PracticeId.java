package io.onshore.gateway.practice;

import java.util.regex.Pattern;

/** The stable id of a practice: 1 to 64 lower-case letters, digits and hyphens. */
public record PracticeId(String value) {
  private static final Pattern GRAMMAR = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

  /**
   * @throws IllegalArgumentException if the id breaks the grammar
   */
  public PracticeId {
    if (!GRAMMAR.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "a practice id is 1 to 64 lower-case letters, digits or hyphens");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
