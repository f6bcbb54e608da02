package io.onshore.connector;

import io.onshore.connector.residency.Aspect;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a provider can do, as data for people and programs to read before they connect.
 *
 * @param title the provider's name as people know it, such as {@code OneDrive and SharePoint}
 * @param limits the most that any account of the provider accepts
 * @param partRule how uploads are cut
 * @param sessionLife how long an unfinished upload can be resumed; empty if for ever
 * @param evidence the aspects of residency that the provider's API can report, with the right plan
 *     and scopes
 * @param powers the optional powers its connectors may have
 * @param scopes the permissions that a connection needs
 */
public record ConnectorCard(
    ProviderId provider,
    String title,
    Limits limits,
    PartRule partRule,
    Optional<Duration> sessionLife,
    Set<Aspect> evidence,
    Set<Power> powers,
    List<Scope> scopes) {
  public ConnectorCard {
    evidence = Set.copyOf(evidence);
    powers = Set.copyOf(powers);
    scopes = List.copyOf(scopes);
  }

  /** An optional power of a connector. */
  public enum Power {
    READ_BACK,
    DISCARD,
    QUOTA
  }

  /**
   * A permission to ask the provider's admin for.
   *
   * @param actsAs which kind of connection it is for
   * @param required whether storing works only with it; the others make more known or provable
   * @param reason what it is needed for, one sentence
   */
  public record Scope(String name, ActsAs actsAs, boolean required, String reason) {}

  /** In whose name a connection acts. */
  public enum ActsAs {
    /** A person who consented on the provider's page. */
    PERSON,
    /** The application itself, or a service account. */
    APPLICATION
  }
}
