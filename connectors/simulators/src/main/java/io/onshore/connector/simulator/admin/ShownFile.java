package io.onshore.connector.simulator.admin;

import io.onshore.connector.simulator.Blob;
import java.time.Instant;
import java.util.Map;

/**
 * A stored file as the admin page shows it.
 *
 * @param id unique in the double, as {@code account~provider's id}
 * @param account whose it is
 * @param path with the name
 * @param digests by the name under which the provider reports them, in its own spelling
 */
public record ShownFile(
    String id,
    String account,
    String path,
    String name,
    Map<String, String> digests,
    Instant storedAt,
    Blob blob) {
  public ShownFile {
    digests = Map.copyOf(digests);
  }
}
