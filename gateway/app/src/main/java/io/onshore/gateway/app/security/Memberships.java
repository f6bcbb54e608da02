package io.onshore.gateway.app.security;

import io.onshore.gateway.destination.SetUp;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.practice.Role;
import io.onshore.policy.JurisdictionId;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Tells which practices somebody acts for and as what, from what the identity provider says of them
 * and from the set-up's members. What names no practice that is set up, or no role, says nothing.
 */
final class Memberships {
  private static final Logger LOG = System.getLogger(Memberships.class.getName());

  private final SetUp setUp;
  private final Map<String, String> otherNames;

  /**
   * @param otherNames what the identity provider calls roles and groups by other names
   */
  Memberships(SetUp setUp, Map<String, String> otherNames) {
    this.setUp = setUp;
    this.otherNames = otherNames;
  }

  /**
   * What the identity provider says of somebody.
   *
   * @param practices the ids that the claims for practices hold
   * @param groups roles and groups: {@code clinician} counts for each of the person's practices,
   *     {@code harbour/clinician} for one, and makes them act for it
   */
  record Told(
      String login,
      String subject,
      String name,
      Collection<String> practices,
      Collection<String> groups,
      Optional<String> jurisdiction) {}

  SignedIn of(Told told) {
    Map<String, Set<Role>> practices = new TreeMap<>();
    Set<Role> everywhere = EnumSet.noneOf(Role.class);
    Set<String> known =
        setUp.practices().keySet().stream().map(PracticeId::value).collect(Collectors.toSet());
    told.practices().stream().filter(known::contains).forEach(id -> add(practices, id));
    for (String group : told.groups()) {
      String[] path = otherNames.getOrDefault(group, group).split("/", -1);
      Optional<Role> role = Role.ofId(path[path.length - 1]);
      if (role.isEmpty()) {
        continue;
      }
      String practice = path.length == 1 ? "" : path[path.length - 2];
      if (practice.isEmpty()) {
        everywhere.add(role.get());
      } else if (known.contains(practice)) {
        add(practices, practice).add(role.get());
      }
    }
    Set<String> byProvider = Set.copyOf(practices.keySet());
    Optional<JurisdictionId> jurisdiction = told.jurisdiction().flatMap(Memberships::jurisdiction);
    for (SetUp.Member member : setUp.memberships(told.login())) {
      add(practices, member.practice().value()).addAll(member.roles());
      jurisdiction = jurisdiction.or(member::jurisdiction);
    }
    practices.values().forEach(roles -> roles.addAll(everywhere));
    return new SignedIn(
        told.subject(),
        told.name(),
        told.login(),
        jurisdiction,
        practices,
        byProvider,
        everywhere.contains(Role.OPERATOR));
  }

  private static Set<Role> add(Map<String, Set<Role>> practices, String id) {
    return practices.computeIfAbsent(id, ignored -> EnumSet.noneOf(Role.class));
  }

  private static Optional<JurisdictionId> jurisdiction(String text) {
    try {
      return Optional.of(new JurisdictionId(text));
    } catch (IllegalArgumentException wrong) {
      LOG.log(Level.WARNING, "a token's jurisdiction is none; it counts as not told");
      return Optional.empty();
    }
  }
}
