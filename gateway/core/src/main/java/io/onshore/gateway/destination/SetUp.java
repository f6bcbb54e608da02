package io.onshore.gateway.destination;

import io.onshore.gateway.practice.Practice;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.practice.Role;
import io.onshore.gateway.refusal.RefusalCode;
import io.onshore.gateway.refusal.RequestRefused;
import io.onshore.policy.JurisdictionId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Everything that admins set up. Immutable; every look-up is scoped to a practice.
 *
 * @param practices by id
 * @param connections in the order they were declared
 * @param destinations in the order they were declared
 * @param members who belongs to which practice where the identity provider's claims do not say
 */
public record SetUp(
    Map<PracticeId, Practice> practices,
    List<Connection> connections,
    List<StorageDestination> destinations,
    List<Member> members) {
  public SetUp {
    practices = Map.copyOf(practices);
    connections = List.copyOf(connections);
    destinations = List.copyOf(destinations);
    members = List.copyOf(members);
  }

  /** With the connections that the destinations use, and no other. */
  public SetUp(
      Map<PracticeId, Practice> practices,
      List<StorageDestination> destinations,
      List<Member> members) {
    this(
        practices,
        destinations.stream().map(StorageDestination::connection).distinct().toList(),
        destinations,
        members);
  }

  /** The practice, if it is set up. */
  public Optional<Practice> practice(PracticeId id) {
    return Optional.ofNullable(practices.get(id));
  }

  /** A practice's connections, in the order they were declared. */
  public List<Connection> connections(PracticeId practice) {
    return connections.stream().filter(each -> each.practice().equals(practice)).toList();
  }

  /** A practice's connection; another practice's is not found. */
  public Optional<Connection> connection(PracticeId practice, String id) {
    return connections(practice).stream().filter(each -> each.id().equals(id)).findFirst();
  }

  /** The destinations that a connection reaches. */
  public Set<DestinationId> destinations(Connection connection) {
    return destinations.stream()
        .filter(each -> each.connection().equals(connection))
        .map(StorageDestination::id)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** A practice's destinations, in the order they were declared. */
  public List<StorageDestination> destinations(PracticeId practice) {
    return destinations.stream().filter(each -> each.practice().equals(practice)).toList();
  }

  /** A practice's destination; another practice's is not found. */
  public Optional<StorageDestination> destination(PracticeId practice, DestinationId id) {
    return destinations(practice).stream().filter(each -> each.id().equals(id)).findFirst();
  }

  /**
   * The same, for a caller who named it.
   *
   * @throws RequestRefused DESTINATION_UNKNOWN if the practice has none of that id
   */
  public StorageDestination require(PracticeId practice, DestinationId id) {
    return destination(practice, id)
        .orElseThrow(
            () ->
                new RequestRefused(
                    RefusalCode.DESTINATION_UNKNOWN,
                    "there is no such destination",
                    "choose one that the list of destinations shows"));
  }

  /** The practices somebody acts for, by the name the identity provider knows them by. */
  public List<Member> memberships(String login) {
    return members.stream().filter(each -> each.login().equals(login)).toList();
  }

  /**
   * A person or program that acts for a practice.
   *
   * @param login the identity provider's name for them
   * @param roles what they may do for it, beside what the identity provider's own claims say
   * @param jurisdiction where they are, if they are elsewhere or it was told
   */
  public record Member(
      String login, PracticeId practice, Set<Role> roles, Optional<JurisdictionId> jurisdiction) {
    public Member {
      roles = Set.copyOf(roles);
    }

    /** Somebody of whom nobody told where they are. */
    public Member(String login, PracticeId practice, Set<Role> roles) {
      this(login, practice, roles, Optional.empty());
    }
  }
}
