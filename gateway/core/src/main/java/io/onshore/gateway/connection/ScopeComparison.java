package io.onshore.gateway.connection;

import io.onshore.connector.ConnectorCard.Scope;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a connection needs, beside what it was granted.
 *
 * @param needed from the connector's card, for connections of this kind
 * @param granted empty if the provider did not tell
 * @param missing required, and not granted
 * @param more granted, and not needed: more than the gateway should be able to do
 */
public record ScopeComparison(
    List<Scope> needed, Optional<List<String>> granted, List<String> missing, List<String> more) {
  /** What OpenID Connect calls staying connected. Servers do not list it, they give the token. */
  private static final String STAYING = "offline_access";

  /** Of a connection that cannot be opened. */
  static final ScopeComparison NOTHING =
      new ScopeComparison(List.of(), Optional.empty(), List.of(), List.of());

  public ScopeComparison {
    needed = List.copyOf(needed);
    granted = granted.map(List::copyOf);
    missing = List.copyOf(missing);
    more = List.copyOf(more);
  }

  /** A grant beside what is needed. A refresh token is what {@code offline_access} asks for. */
  static ScopeComparison of(List<Scope> needed, Grant grant) {
    if (grant.scopes().isEmpty()) {
      return new ScopeComparison(needed, Optional.empty(), List.of(), List.of());
    }
    List<String> told = grant.scopes().get().stream().sorted().toList();
    List<String> missing =
        needed.stream()
            .filter(Scope::required)
            .map(Scope::name)
            .filter(name -> !(grant.stays() && name.equals(STAYING)))
            .filter(name -> told.stream().noneMatch(each -> same(each, name)))
            .toList();
    List<String> more =
        told.stream()
            .filter(each -> needed.stream().noneMatch(scope -> same(each, scope.name())))
            .toList();
    return new ScopeComparison(needed, Optional.of(told), missing, more);
  }

  /** Providers answer with or without the address that a scope's name stands behind. */
  private static boolean same(String one, String other) {
    String left = one.toLowerCase(Locale.ROOT);
    String right = other.toLowerCase(Locale.ROOT);
    return left.equals(right) || left.endsWith("/" + right) || right.endsWith("/" + left);
  }
}
