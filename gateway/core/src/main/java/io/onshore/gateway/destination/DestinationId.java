package io.onshore.gateway.destination;

import java.util.regex.Pattern;

/** The stable id of a destination: 1 to 64 lower-case letters, digits and hyphens. */
public record DestinationId(String value) {
  private static final Pattern GRAMMAR = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

  /**
   * @throws IllegalArgumentException if the id breaks the grammar
   */
  public DestinationId {
    if (!GRAMMAR.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "a destination id is 1 to 64 lower-case letters, digits or hyphens");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
