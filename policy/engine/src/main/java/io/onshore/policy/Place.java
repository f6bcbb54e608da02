package io.onshore.policy;

import java.util.regex.Pattern;

/**
 * A place where data can be: a country or a part of one.
 *
 * @param code ISO 3166-1 alpha-2 such as {@code AU}, or ISO 3166-2 such as {@code AU-NSW}; {@code
 *     ZZ} if nobody committed to a place
 */
public record Place(String code) implements Comparable<Place> {
  private static final Pattern GRAMMAR = Pattern.compile("[A-Z]{2}(-[A-Z0-9]{1,3})?");

  /** A place that nobody committed to. It is in no group and equals no home. */
  public static final Place UNKNOWN = new Place("ZZ");

  /**
   * @throws IllegalArgumentException if the code is not of that form
   */
  public Place {
    if (!GRAMMAR.matcher(code).matches()) {
      throw new IllegalArgumentException(
          "`" + code + "` is not a place; write a country such as `AU` or a part of one, `AU-NSW`");
    }
  }

  /** The country, without the part. */
  public String country() {
    return code.substring(0, 2);
  }

  /** Whether somebody committed to the place. */
  public boolean known() {
    return !country().equals("ZZ");
  }

  @Override
  public int compareTo(Place other) {
    return code.compareTo(other.code);
  }

  @Override
  public String toString() {
    return code;
  }
}
