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
 * @param practices the practices they act for, by id, with what they may do for each
 * @param operator whether they run the platform; that opens no practice
 */
public record SignedIn(
    String subject,
    String name,
    Optional<JurisdictionId> jurisdiction,
    Map<String, Set<Role>> practices,
    boolean operator) {
  public SignedIn {
    practices = Collections.unmodifiableMap(new TreeMap<>(practices));
  }

  /** Whether they act for a practice. */
  public boolean actsFor(String practice) {
    return practices.containsKey(practice);
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
