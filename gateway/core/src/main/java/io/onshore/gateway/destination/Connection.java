package io.onshore.gateway.destination;

import io.onshore.connector.Destination;
import io.onshore.connector.ProviderId;
import io.onshore.connector.Settings;
import io.onshore.gateway.practice.PracticeId;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A practice's account at a provider.
 *
 * @param id unique within the practice
 * @param settings hold secrets; their {@code toString} shows none
 * @param secretsExpireOn the last day on which its secrets work at the provider, if somebody noted
 *     it
 * @param allowedFolders the folders that its destinations may be in; empty if in any
 */
public record Connection(
    String id,
    PracticeId practice,
    ProviderId provider,
    Settings settings,
    Optional<LocalDate> secretsExpireOn,
    List<AllowedFolder> allowedFolders) {
  public Connection {
    allowedFolders = List.copyOf(allowedFolders);
  }

  /** To any folder, with secrets of which nobody noted an end. */
  public Connection(String id, PracticeId practice, ProviderId provider, Settings settings) {
    this(id, practice, provider, settings, Optional.empty(), List.of());
  }

  /** Whether its destinations may be there. */
  public boolean allows(Destination location) {
    return allowedFolders.isEmpty()
        || allowedFolders.stream().anyMatch(folder -> folder.location().equals(location));
  }
}
