package io.onshore.connector.simulator.dropbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The audit logs of teams, as far as they tell where data rests. Safe for several threads. */
final class AuditLog {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CHANGED = "data_placement_restriction_change_policy";
  private static final String SATISFIED = "data_placement_restriction_satisfy_policy";

  /** Dropbox may hand out fewer than asked for, and does not say why. */
  private static final int PAGE = 2;

  private final List<Event> events = new ArrayList<>();
  private final Map<String, String> restrictions = new HashMap<>();

  private record Event(String team, String type, Instant at, ObjectNode details) {}

  synchronized void change(String team, String restriction, Instant at) {
    ObjectNode details = details(CHANGED);
    details.set("previous_value", DropboxError.union(restrictions.getOrDefault(team, "none")));
    details.set("new_value", DropboxError.union(restriction));
    restrictions.put(team, restriction);
    events.addFirst(new Event(team, CHANGED, at, details));
  }

  synchronized void satisfy(String team, Instant at) {
    ObjectNode details = details(SATISFIED);
    details.set(
        "placement_restriction", DropboxError.union(restrictions.getOrDefault(team, "none")));
    events.add(new Event(team, SATISFIED, at, details));
  }

  /** What the team asked for last; for people to read. */
  synchronized Optional<String> restriction(String team) {
    return Optional.ofNullable(restrictions.get(team));
  }

  synchronized void forget(String team) {
    events.removeIf(event -> event.team().equals(team));
    restrictions.remove(team);
  }

  private static ObjectNode details(String type) {
    return JSON.createObjectNode().put(".tag", type + "_details");
  }

  /** One page of a team's events. */
  synchronized ObjectNode page(String team, String type, int from) {
    List<Event> found =
        events.stream()
            .filter(event -> event.team().equals(team))
            .filter(event -> type.isEmpty() || event.type().equals(type))
            .toList();
    int to = Math.min(found.size(), from + PAGE);
    ObjectNode page = JSON.createObjectNode();
    ArrayNode list = page.putArray("events");
    found.subList(Math.min(from, to), to).forEach(event -> list.add(json(event)));
    return page.put("cursor", type + " " + to).put("has_more", to < found.size());
  }

  private static ObjectNode json(Event event) {
    ObjectNode json =
        JSON.createObjectNode()
            .put("timestamp", event.at().truncatedTo(ChronoUnit.SECONDS).toString());
    json.putObject("event_category").put(".tag", "team_policies");
    json.putObject("event_type")
        .put(".tag", event.type())
        .put(
            "description",
            event.type().equals(CHANGED)
                ? "Set restrictions on data center locations where team data resides"
                : "Completed restrictions on data center locations where team data resides");
    json.set("details", event.details());
    return json;
  }
}
