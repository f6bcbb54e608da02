package io.onshore.gateway.directory;

import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.practice.Role;
import java.util.List;
import java.util.Optional;

/** Keeps who was seen acting for a practice. Safe for several threads and replicas. */
public interface People {
  /**
   * Keeps how a person was seen, in place of what was kept of them before. A name that was told
   * stays where this one is {@link Person#nameless()}, and so does all of what was seen on a later
   * day.
   */
  void keep(Person seen);

  /**
   * A practice's people in the order of their subjects; never another practice's.
   *
   * @param role only those who had it when they were last seen
   * @param after only those whose subject comes after this one
   * @param limit the most to give
   */
  List<Person> list(PracticeId practice, Optional<Role> role, Optional<String> after, int limit);
}
