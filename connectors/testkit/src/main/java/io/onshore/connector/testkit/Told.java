package io.onshore.connector.testkit;

import io.onshore.connector.residency.Aspect;
import java.util.Map;
import java.util.Set;

/**
 * What the provider tells in a {@link Scenario}, by which the evidence is judged.
 *
 * @param places for each aspect that the provider says something about, all ISO 3166 places its
 *     label means; an empty set is a label that names no place we know. An aspect that is not a key
 *     is not told, so evidence holds no observation on it
 */
public record Told(Map<Aspect, Set<String>> places) {
  /** The provider tells nothing. */
  public static final Told NOTHING = new Told(Map.of());

  public Told {
    places = Map.copyOf(places);
  }
}
