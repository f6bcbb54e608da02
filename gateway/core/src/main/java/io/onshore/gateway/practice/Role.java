package io.onshore.gateway.practice;

import java.util.Locale;
import java.util.Optional;

/** What a person or program may do for a practice. */
public enum Role {
  CLINICIAN,
  PRACTICE_ADMIN,
  COMPLIANCE,
  /** Reads everything, changes nothing. */
  AUDITOR,
  /** A program that sends on behalf of the practice. */
  SERVICE,
  /** Runs the platform; sees no practice's data. */
  OPERATOR;

  /** The name in claims and set-up files, such as {@code practice-admin}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The role of this name, if there is one. */
  public static Optional<Role> ofId(String id) {
    for (Role role : values()) {
      if (role.id().equals(id)) {
        return Optional.of(role);
      }
    }
    return Optional.empty();
  }
}
