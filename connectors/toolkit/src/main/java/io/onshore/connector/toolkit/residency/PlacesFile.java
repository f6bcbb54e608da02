package io.onshore.connector.toolkit.residency;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/**
 * A provider's words for places, as data with a date: a properties file whose keys are the words
 * and whose values are all the places that each may mean, ISO 3166 codes with blanks between them.
 */
public final class PlacesFile {
  private PlacesFile() {}

  /**
   * Reads a file that lies beside a class.
   *
   * @throws IllegalStateException if it is missing
   */
  public static Map<String, Set<String>> read(Class<?> neighbour, String name) {
    Properties properties = new Properties();
    try (InputStream in = neighbour.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the list of places `" + name + "` is missing");
      }
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, Set<String>> places = new HashMap<>();
    properties
        .stringPropertyNames()
        .forEach(word -> places.put(word, Set.of(properties.getProperty(word).split(" "))));
    return Map.copyOf(places);
  }
}
