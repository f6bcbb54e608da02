package io.onshore.gateway.setup;

import io.onshore.connector.ProviderId;
import io.onshore.connector.Settings;
import io.onshore.gateway.destination.AllowedFolder;
import io.onshore.gateway.destination.Connection;
import io.onshore.gateway.practice.PracticeId;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A connection as an admin made it. Holds secrets, so {@link #toString} names settings but shows no
 * value.
 *
 * @param settings what the admin filled in, without what the operator gives to all
 */
public record MadeConnection(
    String id,
    ProviderId provider,
    Map<String, String> settings,
    Optional<LocalDate> secretsExpireOn,
    List<AllowedFolder> allowedFolders) {
  private static final Pattern GRAMMAR = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

  /**
   * @throws IllegalArgumentException if the id breaks the grammar
   */
  public MadeConnection {
    if (!GRAMMAR.matcher(id).matches()) {
      throw new IllegalArgumentException(
          "a connection id is 1 to 64 lower-case letters, digits or hyphens");
    }
    settings = Map.copyOf(new TreeMap<>(settings));
    allowedFolders = List.copyOf(allowedFolders);
  }

  /** With other settings. */
  MadeConnection with(Map<String, String> changed) {
    return new MadeConnection(id, provider, changed, secretsExpireOn, allowedFolders);
  }

  /** With other folders. */
  MadeConnection with(List<AllowedFolder> folders) {
    return new MadeConnection(id, provider, settings, secretsExpireOn, folders);
  }

  /**
   * Ready to be used.
   *
   * @param given what the operator gives to all connections of the provider; it counts where the
   *     admin filled nothing in
   */
  Connection of(PracticeId practice, Map<String, String> given) {
    Map<String, String> all = new HashMap<>(given);
    all.putAll(settings);
    return new Connection(
        id, practice, provider, new Settings(all), secretsExpireOn, allowedFolders);
  }

  @Override
  public String toString() {
    return "MadeConnection[%s, %s, %s]".formatted(id, provider, new TreeSet<>(settings.keySet()));
  }
}
