package io.onshore.gateway.app.security;

import io.onshore.gateway.practice.Caller;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.practice.Role;
import io.onshore.policy.JurisdictionId;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Somebody who signed in, before it is known for which practice they ask.
 *
 * @param login the identity provider's name for them, by which the set-up knows its members
 * @param practices the practices they act for, by id, with what they may do for each
 * @param told those of them that the identity provider itself names; of the others only the set-up
 *     says that they belong to them
 * @param operator whether they run the platform; that opens no practice
 */
public record SignedIn(
    String subject,
    String name,
    String login,
    Optional<JurisdictionId> jurisdiction,
    Map<String, Set<Role>> practices,
    Set<String> told,
    boolean operator) {
  public SignedIn {
    practices = Collections.unmodifiableMap(new TreeMap<>(practices));
    told = Set.copyOf(told);
  }

  /** Whether they act for a practice. */
  public boolean actsFor(String practice) {
    return practices.containsKey(practice);
  }

  /** By which login the set-up alone makes them a member of a practice, if it does. */
  Optional<String> memberOf(PracticeId practice) {
    return told.contains(practice.value()) ? Optional.empty() : Optional.of(login);
  }

  /** As the caller for one of their practices. */
  Caller callerFor(String practice) {
    return new Caller(
        subject,
        name,
        new PracticeId(practice),
        practices.getOrDefault(practice, Set.of()),
        jurisdiction);
  }
}
