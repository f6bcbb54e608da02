package io.onshore.gateway.setup;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One difference between two set-ups of a practice.
 *
 * @param fields what differs where something is changed; names only, because values may be secret
 */
public record SetUpChange(Kind kind, What what, String id, List<String> fields) {
  /** What became of it. */
  public enum Kind {
    ADDED,
    CHANGED,
    REMOVED
  }

  /** What it is. */
  public enum What {
    CONNECTION,
    DESTINATION
  }

  public SetUpChange {
    fields = List.copyOf(fields);
  }

  /** All differences, connections first, by id. */
  static List<SetUpChange> between(PracticeSetUp before, PracticeSetUp after) {
    List<SetUpChange> changes = new ArrayList<>();
    compare(
        What.CONNECTION,
        byId(before.connections(), MadeConnection::id),
        byId(after.connections(), MadeConnection::id),
        SetUpChange::fields,
        changes);
    compare(
        What.DESTINATION,
        byId(before.destinations(), each -> each.id().value()),
        byId(after.destinations(), each -> each.id().value()),
        SetUpChange::fields,
        changes);
    return List.copyOf(changes);
  }

  private static <T> Map<String, T> byId(List<T> all, Function<T, String> id) {
    return all.stream()
        .collect(Collectors.toMap(id, each -> each, (one, other) -> other, TreeMap::new));
  }

  private static <T> void compare(
      What what,
      Map<String, T> before,
      Map<String, T> after,
      Function<T, Map<String, Object>> fields,
      List<SetUpChange> changes) {
    TreeSet<String> ids = new TreeSet<>(before.keySet());
    ids.addAll(after.keySet());
    for (String id : ids) {
      Optional<T> old = Optional.ofNullable(before.get(id));
      Optional<T> now = Optional.ofNullable(after.get(id));
      if (old.isEmpty()) {
        changes.add(new SetUpChange(Kind.ADDED, what, id, List.of()));
      } else if (now.isEmpty()) {
        changes.add(new SetUpChange(Kind.REMOVED, what, id, List.of()));
      } else if (!old.equals(now)) {
        changes.add(
            new SetUpChange(
                Kind.CHANGED,
                what,
                id,
                differing(fields.apply(old.get()), fields.apply(now.get()))));
      }
    }
  }

  private static List<String> differing(Map<String, Object> before, Map<String, Object> after) {
    TreeSet<String> names = new TreeSet<>(before.keySet());
    names.addAll(after.keySet());
    return names.stream()
        .filter(name -> !Objects.equals(before.get(name), after.get(name)))
        .toList();
  }

  private static Map<String, Object> fields(MadeConnection connection) {
    Map<String, Object> fields = new TreeMap<>();
    fields.put("provider", connection.provider());
    fields.put("secrets-expire-on", connection.secretsExpireOn());
    fields.put("allowed-folders", connection.allowedFolders());
    connection.settings().forEach((name, value) -> fields.put("settings." + name, value));
    return fields;
  }

  private static Map<String, Object> fields(MadeDestination destination) {
    return Map.of(
        "name", destination.name(),
        "connection", destination.connection(),
        "space", destination.location().space(),
        "folder", destination.location().folder(),
        "plan", destination.plan(),
        "offer", destination.offer(),
        "claims", destination.claims(),
        "papers", destination.papers(),
        "use", destination.use());
  }
}
