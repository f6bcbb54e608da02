package io.onshore.connector.residency;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * One thing that a provider said.
 *
 * @param aspect what it is about
 * @param places ISO 3166-1 alpha-2 codes, or ISO 3166-2 subdivisions; all of them, where the
 *     provider's label means several; empty if the label names no place we know
 * @param field where the provider says it, such as {@code siteCollection.dataLocationCode}
 * @param rawLabel the provider's own word, unchanged
 */
public record Observation(
    Aspect aspect, Set<String> places, Strength strength, String field, String rawLabel) {
  private static final Pattern PLACE = Pattern.compile("[A-Z]{2}(-[A-Z0-9]{1,3})?");

  /**
   * @throws IllegalArgumentException if a place is not an ISO code or the field is not named
   */
  public Observation {
    places = Set.copyOf(places);
    for (String place : places) {
      if (!PLACE.matcher(place).matches()) {
        throw new IllegalArgumentException("a place is an ISO 3166 code");
      }
    }
    if (field.isBlank()) {
      throw new IllegalArgumentException("an observation names its source");
    }
  }
}
