package io.onshore.gateway.destination;

import io.onshore.gateway.practice.Caller;
import io.onshore.gateway.practice.Role;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/**
 * Who may use a destination, and until when nobody has to look at it again.
 *
 * @param roles whose holders may; with no role and no person named, everybody of the practice may
 * @param persons who may whatever their roles, by the identity provider's stable id of them
 * @param reviewOn the day on which an admin looks at it again
 */
public record UseLimits(Set<Role> roles, Set<String> persons, Optional<LocalDate> reviewOn) {
  private static final Set<Role> OVERSEERS =
      Set.of(Role.PRACTICE_ADMIN, Role.COMPLIANCE, Role.AUDITOR);

  /** Everybody may, and no review is planned. */
  public static final UseLimits NONE = new UseLimits(Set.of(), Set.of(), Optional.empty());

  public UseLimits {
    roles = Set.copyOf(roles);
    persons = Set.copyOf(persons);
  }

  /** Whether somebody may use it. */
  public boolean allow(Caller caller) {
    return (roles.isEmpty() && persons.isEmpty())
        || persons.contains(caller.subject())
        || caller.roles().stream().anyMatch(roles::contains);
  }

  /** Whether somebody sees it: who may use it, and who looks after all that the practice has. */
  public boolean show(Caller caller) {
    return allow(caller) || caller.roles().stream().anyMatch(OVERSEERS::contains);
  }
}
