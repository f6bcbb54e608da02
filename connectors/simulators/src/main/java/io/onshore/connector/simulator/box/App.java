package io.onshore.connector.simulator.box;

import java.security.PublicKey;
import java.util.Optional;
import java.util.Set;

/**
 * A program that an admin has approved, or that people may consent to.
 *
 * @param services its service accounts, one in each enterprise whose admin approved it; none if it
 *     only acts for people
 * @param readsZones whether it may manage the enterprise's users, and so see their zones
 * @param keyId of the key that it signs with
 * @param key what its signatures are checked with; empty if it has a secret only
 */
public record App(
    String clientId,
    String clientSecret,
    Set<String> services,
    boolean readsZones,
    String keyId,
    Optional<PublicKey> key) {
  public App {
    services = Set.copyOf(services);
  }

  /** One with a secret. */
  public static App withSecret(
      String clientId, String clientSecret, Set<String> services, boolean readsZones) {
    return new App(clientId, clientSecret, services, readsZones, "", Optional.empty());
  }

  /** The same, signing with a key as well. */
  public App signing(String id, PublicKey publicKey) {
    return new App(clientId, clientSecret, services, readsZones, id, Optional.of(publicKey));
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "App[" + clientId + "]";
  }
}
