package io.onshore.gateway.practice;

import io.onshore.policy.JurisdictionId;
import java.util.Optional;
import java.util.Set;

/**
 * Who is asking, and for which practice.
 *
 * @param subject the identity provider's stable id of the person or program
 * @param name for people to read
 * @param roles what they may do for this practice; for another one of theirs it may be something
 *     else
 * @param jurisdiction where the person is, if that was told; the law of that place may see an
 *     export in what they do, so it goes on record with each of their acts
 */
public record Caller(
    String subject,
    String name,
    PracticeId practice,
    Set<Role> roles,
    Optional<JurisdictionId> jurisdiction) {
  public Caller {
    roles = Set.copyOf(roles);
  }

  /** Somebody of whom nobody told where they are. */
  public Caller(String subject, String name, PracticeId practice, Set<Role> roles) {
    this(subject, name, practice, roles, Optional.empty());
  }
}
