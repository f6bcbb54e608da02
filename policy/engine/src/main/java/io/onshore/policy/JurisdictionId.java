package io.onshore.policy;

import java.util.regex.Pattern;

/**
 * Whose law it is.
 *
 * @param value a country ({@code AU}), a part of one ({@code AU-NSW}), a union of countries ({@code
 *     EU}), or {@code *} for everybody's
 */
public record JurisdictionId(String value) implements Comparable<JurisdictionId> {
  private static final Pattern GRAMMAR = Pattern.compile("\\*|[A-Z]{2}(-[A-Z0-9]{1,3})?");

  /** Rules under this id apply to everybody. */
  public static final JurisdictionId EVERYWHERE = new JurisdictionId("*");

  /**
   * @throws IllegalArgumentException if the value is not of that form
   */
  public JurisdictionId {
    if (!GRAMMAR.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "`"
              + value
              + "` is not a jurisdiction; write a country such as `AU` or a part of one, `AU-NSW`");
    }
  }

  /** The country, without the part. */
  public String country() {
    return value.equals("*") ? value : value.substring(0, 2);
  }

  /** Whether this is a part of a country. */
  public boolean isPart() {
    return value.length() > 2;
  }

  @Override
  public int compareTo(JurisdictionId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
