package io.onshore.gateway.directory;

import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.practice.Role;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/**
 * A person or program as a practice last saw them. Personal data of staff: for the practice's own
 * screens, never for the audit trail, an export or a log.
 *
 * @param subject the identity provider's stable id, by which everything else names them
 * @param name for people to read; the subject where nobody told one
 * @param roles what they might do for this practice then
 * @param login by which the set-up alone makes them a member; empty where the identity provider
 *     itself says that they belong to the practice
 * @param lastSeen the day, in UTC
 */
public record Person(
    PracticeId practice,
    String subject,
    String name,
    Set<Role> roles,
    Optional<String> login,
    LocalDate lastSeen) {
  public Person {
    roles = Set.copyOf(roles);
  }

  Person named(String other) {
    return new Person(practice, subject, other, roles, login, lastSeen);
  }

  /** Whether nobody told a name. */
  public boolean nameless() {
    return name.equals(subject);
  }

  /** Says who it is to nobody: it may end in a log. */
  @Override
  public String toString() {
    return "a person of " + practice;
  }
}
