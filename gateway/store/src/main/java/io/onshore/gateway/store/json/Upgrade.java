package io.onshore.gateway.store.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onshore.connector.residency.ResidencyEvidence;
import io.onshore.gateway.residency.DecisionRecord;
import io.onshore.gateway.transfer.Transfer;
import java.util.Map;
import java.util.Set;

/**
 * Completes values that an older version stored, with what was true then: nobody looked yet.
 *
 * <p>INVARIANT: only an object that has none of the fields which came together is of the older
 * form. One that has some of them is damaged, and is left for the reader to refuse.
 */
final class Upgrade {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final Set<Class<?>> GREW =
      Set.of(DecisionRecord.class, ResidencyEvidence.class, Transfer.Seal.class);

  private Upgrade() {}

  /** Whether values of this type were stored in another form before. */
  static boolean concerns(Class<?> type) {
    return GREW.contains(type);
  }

  /** Brings a stored tree to the form of today, in place. */
  static void complete(JsonNode stored, Class<?> type) {
    if (type == DecisionRecord.class) {
      completeDecision(stored);
    } else if (type == ResidencyEvidence.class) {
      add(
          stored,
          Map.of(
              "identity",
              NODES
                  .objectNode()
                  .put("account", "UNKNOWN")
                  .putNull("organisation")
                  .putNull("place")
                  .putNull("owner"),
              "answers",
              NODES.arrayNode()));
    } else if (type == Transfer.Seal.class) {
      add(stored, Map.of("keyServers", NODES.arrayNode()));
    }
  }

  private static void completeDecision(JsonNode stored) {
    JsonNode base = stored.path("decision").path("rulebookDigest");
    boolean old =
        add(
            stored,
            Map.of(
                "others", NODES.arrayNode(),
                "tried", NODES.arrayNode(),
                "base", base.isMissingNode() ? NODES.nullNode() : base,
                "rulesVersion", NODES.nullNode()));
    if (!old) {
      return;
    }
    for (JsonNode line : stored.path("evidence")) {
      add(line, Map.of("validUntil", NODES.nullNode(), "superseded", NODES.booleanNode(false)));
    }
    JsonNode situation = stored.path("decision").path("situation");
    add(
        situation,
        Map.of("account", NODES.textNode("UNKNOWN"), "identity", NODES.textNode("UNKNOWN")));
    add(
        situation.path("evidence"),
        Map.of(
            "validUntil", NODES.nullNode(),
            "stale", NODES.arrayNode(),
            "conflicting", NODES.arrayNode(),
            "contested", NODES.arrayNode()));
  }

  /**
   * Adds the fields which came together.
   *
   * @return false, and nothing is added, if it is no object or has one of them
   */
  private static boolean add(JsonNode node, Map<String, JsonNode> fields) {
    if (!(node instanceof ObjectNode object) || fields.keySet().stream().anyMatch(object::has)) {
      return false;
    }
    fields.forEach(object::set);
    return true;
  }
}
