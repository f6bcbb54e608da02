package io.onshore.gateway.practice;

import java.util.Set;

/**
 * Who is asking, and for which practice.
 *
 * @param subject the identity provider's stable id of the person or program
 * @param name for people to read
 */
public record Caller(String subject, String name, PracticeId practice, Set<Role> roles) {
  public Caller {
    roles = Set.copyOf(roles);
  }
}
