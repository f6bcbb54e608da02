package io.onshore.connector.simulator.onedrive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onshore.connector.DigestAlgorithm;
import io.onshore.connector.simulator.Answer;
import io.onshore.connector.simulator.Blob;
import io.onshore.connector.simulator.Call;
import io.onshore.connector.simulator.Disturbance;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What people and tests ask the double about itself, below {@code /__admin-onshore}: the stored
 * files, the faults to come, the requests so far. No login.
 */
final class AdminEndpoints {
  private static final String BASE = "/__admin-onshore";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final OneDriveSimulator simulator;
  private final Clock clock;

  AdminEndpoints(OneDriveSimulator simulator, Clock clock) {
    this.simulator = simulator;
    this.clock = clock;
  }

  static boolean owns(Call call) {
    return call.path().equals("/") || call.path().startsWith(BASE);
  }

  Answer handle(Call call) {
    String path = call.path().startsWith(BASE) ? call.path().substring(BASE.length()) : call.path();
    try {
      return switch (call.method() + " " + path) {
        case "GET ", "GET /" -> Answer.text(200, "text/html; charset=utf-8", page());
        case "GET /tenants" -> json(tenants());
        case "GET /objects" -> json(objects());
        case "GET /requests" -> json(requests());
        case "DELETE /requests" -> {
          simulator.log().clear();
          yield Answer.empty(204);
        }
        case "POST /faults" -> {
          addFault(JSON.readTree(call.body()));
          yield Answer.empty(204);
        }
        case "DELETE /faults" -> {
          simulator.faults().clear();
          simulator.hideHashes(false);
          yield Answer.empty(204);
        }
        default -> byName(call.method(), path);
      };
    } catch (IOException | IllegalArgumentException | IllegalStateException e) {
      return refuse(400, String.valueOf(e.getMessage()));
    }
  }

  private Answer byName(String method, String path) {
    if (method.equals("GET") && path.startsWith("/objects/") && path.endsWith("/content")) {
      String id = path.substring("/objects/".length(), path.length() - "/content".length());
      return content(id).orElseGet(() -> refuse(404, "no such object"));
    }
    return refuse(404, "no such address");
  }

  /** An object is named by tenant and item id, as {@code au-clinic~01ITEM0000000001}. */
  private Optional<Answer> content(String id) {
    String[] parts = id.split("~", 2);
    if (parts.length < 2) {
      return Optional.empty();
    }
    return simulator.drives().stream()
        .filter(drive -> drive.tenant().id().equals(parts[0]))
        .flatMap(drive -> drive.item(parts[1]).stream())
        .flatMap(item -> item.content().stream())
        .map(blob -> Answer.stored(blob.file(), blob.size(), Long.MAX_VALUE))
        .findFirst();
  }

  private ObjectNode tenants() {
    ObjectNode root = JSON.createObjectNode();
    ArrayNode list = root.putArray("tenants");
    for (Tenant tenant : simulator.tenants()) {
      list.addObject()
          .put("id", tenant.id())
          .put("driveType", tenant.driveType().word())
          .put("driveId", tenant.driveId())
          .put("dataLocationCode", tenant.dataLocationCode());
    }
    return root;
  }

  private ObjectNode objects() {
    ObjectNode root = JSON.createObjectNode();
    ArrayNode list = root.putArray("objects");
    for (Drive drive : simulator.drives()) {
      for (Item item : drive.files()) {
        Blob blob = item.content().orElseThrow();
        list.addObject()
            .put("id", drive.tenant().id() + "~" + item.id())
            .put("tenant", drive.tenant().id())
            .put("driveId", drive.tenant().driveId())
            .put("itemId", item.id())
            .put("path", drive.path(item))
            .put("name", item.name())
            .put("size", blob.size())
            .put("quickXorHash", quickXor(blob))
            .put("sha256", blob.digest(DigestAlgorithm.SHA256).hex())
            .put("createdAt", item.createdAt().toString());
      }
    }
    return root.put("openSessions", simulator.openSessions());
  }

  private static String quickXor(Blob blob) {
    return Base64.getEncoder().encodeToString(blob.digest(DigestAlgorithm.QUICKXOR).bytes());
  }

  private ObjectNode requests() {
    ObjectNode root = JSON.createObjectNode();
    ObjectNode counts = root.putObject("counts");
    new TreeMap<>(simulator.log().counts())
        .forEach((operation, count) -> counts.put(operation.name(), count));
    ArrayNode list = root.putArray("latest");
    simulator
        .log()
        .latest()
        .forEach(
            seen ->
                list.addObject()
                    .put("operation", seen.operation())
                    .put("method", seen.method())
                    .put("bodySize", seen.bodySize())
                    .put("authorised", seen.headers().containsKey("authorization")));
    return root;
  }

  private void addFault(JsonNode wish) {
    String kind = wish.path("fault").asText("");
    String tenant = wish.path("tenant").asText("");
    int times = wish.path("times").asInt(1);
    Optional<Disturbance> disturbance =
        switch (kind) {
          case "throttle" ->
              Optional.of(OneDriveSimulator.throttled(wish.path("retryAfter").asText("5")));
          case "refuse" ->
              Optional.of(
                  new Disturbance.Refuse(
                      wish.path("status").asInt(503),
                      wish.path("code").asText("serviceNotAvailable"),
                      wish.path("innerCode").asText(""),
                      Map.of()));
          case "quota" -> Optional.of(OneDriveSimulator.refuse(507, "quotaLimitReached"));
          case "cut" -> Optional.of(new Disturbance.CutBefore());
          case "loseAnswer" -> Optional.of(new Disturbance.LoseAnswer());
          case "slow" ->
              Optional.of(
                  new Disturbance.Wait(Duration.ofMillis(wish.path("millis").asLong(1000))));
          case "flipBit" -> Optional.of(new Disturbance.FlipBit());
          case "garble" -> Optional.of(new Disturbance.Garble());
          case "cutAnswer" ->
              Optional.of(new Disturbance.CutAnswerAfter(wish.path("bytes").asLong(0)));
          case "expireSessions",
              "expireAccessTokens",
              "revoke",
              "corruptStoredByte",
              "hideHashes",
              "takeName" ->
              Optional.empty();
          default -> throw new IllegalArgumentException("unknown fault");
        };
    if (disturbance.isPresent()) {
      simulator.faults().next(operations(wish, kind), disturbance.get(), times);
      return;
    }
    switch (kind) {
      case "expireSessions" -> simulator.expireSessions();
      case "expireAccessTokens" -> simulator.expireAccessTokens();
      case "revoke" -> simulator.revoke(tenant);
      case "corruptStoredByte" -> simulator.corruptStoredByte(tenant);
      case "takeName" ->
          simulator.putFile(
              tenant, wish.path("folder").asText(""), wish.path("name").asText(), new byte[] {42});
      default -> simulator.hideHashes(true);
    }
  }

  private static Set<GraphOperation> operations(JsonNode wish, String kind) {
    String asked = wish.path("operation").asText("");
    if (!asked.isEmpty()) {
      return EnumSet.of(GraphOperation.valueOf(asked.toUpperCase(Locale.ROOT)));
    }
    return switch (kind) {
      case "flipBit", "quota" -> GraphOperation.carryingBytes();
      case "cutAnswer" -> EnumSet.of(GraphOperation.DOWNLOAD);
      default -> GraphOperation.allButSignIn();
    };
  }

  private String page() {
    StringBuilder html = new StringBuilder(4096);
    html.append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">")
        .append("<title>OneDrive double</title><style>")
        .append("body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:70rem;")
        .append("padding:0 1rem;color:#1d2733}table{border-collapse:collapse;width:100%}")
        .append("th,td{text-align:left;padding:.4rem .6rem;border-bottom:1px solid #d5dbe1}")
        .append("td.hash{font:13px ui-monospace,monospace;word-break:break-all}")
        .append("caption{text-align:left;font-weight:600;padding:.4rem 0}</style></head><body>")
        .append("<h1>What the OneDrive double holds</h1>")
        .append("<p>This is not Microsoft: it is a stand-in on this machine, for trying things")
        .append(" out. Seen at ")
        .append(clock.instant())
        .append(". Uploads under way: ")
        .append(simulator.openSessions())
        .append(".</p>");
    for (Drive drive : simulator.drives()) {
      table(html, drive);
    }
    return html.append("</body></html>").toString();
  }

  private static void table(StringBuilder html, Drive drive) {
    Tenant tenant = drive.tenant();
    html.append("<table><caption>Tenant ")
        .append(escape(tenant.id()))
        .append(" (")
        .append(tenant.driveType().word())
        .append(", drive ")
        .append(escape(tenant.driveId()))
        .append(", location code ")
        .append(tenant.dataLocationCode().isEmpty() ? "none" : escape(tenant.dataLocationCode()))
        .append(")</caption><thead><tr><th>Path<th>Bytes<th>QuickXor<th>SHA-256<th>Stored at</tr>")
        .append("</thead><tbody>");
    for (Item item : drive.files()) {
      Blob blob = item.content().orElseThrow();
      html.append("<tr><td><a href=\"" + BASE + "/objects/")
          .append(escape(tenant.id() + "~" + item.id()))
          .append("/content\">")
          .append(escape(drive.path(item)))
          .append("</a><td>")
          .append(blob.size())
          .append("<td class=\"hash\">")
          .append(quickXor(blob))
          .append("<td class=\"hash\">")
          .append(blob.digest(DigestAlgorithm.SHA256).hex())
          .append("<td>")
          .append(item.createdAt())
          .append("</tr>");
    }
    html.append("</tbody></table>");
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private static Answer json(ObjectNode node) {
    return Answer.json(200, node.toPrettyString());
  }

  private static Answer refuse(int status, String why) {
    return Answer.json(status, JSON.createObjectNode().put("error", why).toString());
  }
}
