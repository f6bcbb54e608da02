package io.onshore.gateway.setup;

import io.onshore.gateway.destination.DestinationId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a practice set up by itself, beside what the set-up file declares for it. */
public record PracticeSetUp(List<MadeConnection> connections, List<MadeDestination> destinations) {
  /** Nothing. */
  public static final PracticeSetUp EMPTY = new PracticeSetUp(List.of(), List.of());

  /**
   * @throws IllegalArgumentException if an id stands twice
   */
  public PracticeSetUp {
    connections = List.copyOf(connections);
    destinations = List.copyOf(destinations);
    if (connections.stream().map(MadeConnection::id).distinct().count() < connections.size()
        || destinations.stream().map(MadeDestination::id).distinct().count()
            < destinations.size()) {
      throw new IllegalArgumentException("an id stands twice");
    }
  }

  /** The connection of this id. */
  public Optional<MadeConnection> connection(String id) {
    return connections.stream().filter(each -> each.id().equals(id)).findFirst();
  }

  /** The destination of this id. */
  public Optional<MadeDestination> destination(DestinationId id) {
    return destinations.stream().filter(each -> each.id().equals(id)).findFirst();
  }

  /** With a connection, in place of the one of its id or at the end. */
  PracticeSetUp with(MadeConnection made) {
    return new PracticeSetUp(
        connection(made.id()).isPresent()
            ? connections.stream().map(each -> each.id().equals(made.id()) ? made : each).toList()
            : Stream.concat(connections.stream(), Stream.of(made)).toList(),
        destinations);
  }

  /** With a destination, in place of the one of its id or at the end. */
  PracticeSetUp with(MadeDestination made) {
    return new PracticeSetUp(
        connections,
        destination(made.id()).isPresent()
            ? destinations.stream().map(each -> each.id().equals(made.id()) ? made : each).toList()
            : Stream.concat(destinations.stream(), Stream.of(made)).toList());
  }

  /** Without a connection. */
  PracticeSetUp without(String connection) {
    return new PracticeSetUp(
        connections.stream().filter(each -> !each.id().equals(connection)).toList(), destinations);
  }

  /** Without a destination. */
  PracticeSetUp without(DestinationId destination) {
    return new PracticeSetUp(
        connections, destinations.stream().filter(each -> !each.id().equals(destination)).toList());
  }
}
