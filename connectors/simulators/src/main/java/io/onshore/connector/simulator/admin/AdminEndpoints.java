package io.onshore.connector.simulator.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onshore.connector.DigestAlgorithm;
import io.onshore.connector.simulator.Answer;
import io.onshore.connector.simulator.Call;
import io.onshore.connector.simulator.Disturbance;
import io.onshore.connector.simulator.Stage;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The addresses below {@code /__admin-onshore}, the same for every double: the stored files, the
 * faults to come, the requests so far. No login.
 *
 * @param <O> the double's operations
 */
public final class AdminEndpoints<O extends Enum<O>> {
  private static final String BASE = "/__admin-onshore";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Shown<O> shown;
  private final Stage<O> stage;
  private final Class<O> operations;
  private final Clock clock;

  public AdminEndpoints(Shown<O> shown, Stage<O> stage, Class<O> operations, Clock clock) {
    this.shown = shown;
    this.stage = stage;
    this.operations = operations;
    this.clock = clock;
  }

  /** Whether a request is for these addresses. */
  public static boolean owns(Call call) {
    return call.path().equals("/") || call.path().startsWith(BASE);
  }

  /** Answers it. */
  public Answer handle(Call call) {
    String path = call.path().startsWith(BASE) ? call.path().substring(BASE.length()) : call.path();
    try {
      return switch (call.method() + " " + path) {
        case "GET ", "GET /" -> Answer.text(200, "text/html; charset=utf-8", page());
        case "GET /accounts" -> json(accounts());
        case "GET /objects" -> json(objects());
        case "GET /requests" -> json(requests());
        case "DELETE /requests" -> {
          stage.log().clear();
          yield Answer.empty(204);
        }
        case "POST /faults" -> {
          addFault(JSON.readTree(call.body()));
          yield Answer.empty(204);
        }
        case "DELETE /faults" -> {
          stage.faults().clear();
          shown.heal();
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
      return shown.files().stream()
          .filter(file -> file.id().equals(id))
          .map(file -> Answer.stored(file.blob().file(), file.blob().size(), Long.MAX_VALUE))
          .findFirst()
          .orElseGet(() -> refuse(404, "no such object"));
    }
    return refuse(404, "no such address");
  }

  private ObjectNode accounts() {
    ObjectNode root = JSON.createObjectNode();
    ObjectNode accounts = root.putObject("accounts");
    new TreeMap<>(shown.accounts()).forEach(accounts::put);
    return root;
  }

  private ObjectNode objects() {
    ObjectNode root = JSON.createObjectNode();
    ArrayNode list = root.putArray("objects");
    for (ShownFile file : shown.files()) {
      ObjectNode object =
          list.addObject()
              .put("id", file.id())
              .put("account", file.account())
              .put("path", file.path())
              .put("name", file.name())
              .put("size", file.blob().size())
              .put("createdAt", file.storedAt().toString());
      new TreeMap<>(file.digests()).forEach(object::put);
      object.put("sha256", sha256(file));
    }
    return root.put("openSessions", shown.openSessions());
  }

  private static String sha256(ShownFile file) {
    return file.blob().digest(DigestAlgorithm.SHA256).hex();
  }

  private ObjectNode requests() {
    ObjectNode root = JSON.createObjectNode();
    ObjectNode counts = root.putObject("counts");
    new TreeMap<>(stage.log().counts())
        .forEach((operation, count) -> counts.put(operation.name(), count));
    ArrayNode list = root.putArray("latest");
    stage
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
    Optional<Disturbance> disturbance =
        switch (kind) {
          case "throttle" -> Optional.of(shown.throttled(wish.path("retryAfter").asText("5")));
          case "refuse" ->
              Optional.of(
                  new Disturbance.Refuse(
                      wish.path("status").asInt(503),
                      wish.path("code").asText(""),
                      wish.path("innerCode").asText(""),
                      Map.of()));
          case "quota" -> Optional.of(shown.full());
          case "cut" -> Optional.of(new Disturbance.CutBefore());
          case "loseAnswer" -> Optional.of(new Disturbance.LoseAnswer());
          case "slow" ->
              Optional.of(
                  new Disturbance.Wait(Duration.ofMillis(wish.path("millis").asLong(1000))));
          case "flipBit" -> Optional.of(new Disturbance.FlipBit());
          case "garble" -> Optional.of(new Disturbance.Garble());
          case "cutAnswer" ->
              Optional.of(new Disturbance.CutAnswerAfter(wish.path("bytes").asLong(0)));
          default -> shown.own(kind, wish);
        };
    disturbance.ifPresent(
        each -> stage.faults().next(operations(wish, kind), each, wish.path("times").asInt(1)));
  }

  private Set<O> operations(JsonNode wish, String kind) {
    String asked = wish.path("operation").asText("");
    if (!asked.isEmpty()) {
      return EnumSet.of(Enum.valueOf(operations, asked.toUpperCase(Locale.ROOT)));
    }
    return switch (kind) {
      case "flipBit", "quota" -> shown.carryingBytes();
      case "cutAnswer" -> shown.downloading();
      default -> shown.allButSignIn();
    };
  }

  private String page() {
    StringBuilder html = new StringBuilder(4096);
    html.append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">")
        .append("<meta name=\"viewport\" content=\"width=device-width\">")
        .append("<title>")
        .append(escape(shown.title()))
        .append(" double</title><style>")
        .append("body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:70rem;")
        .append("padding:0 1rem;color:#1d2733}table{border-collapse:collapse;width:100%;")
        .append("margin-bottom:2rem}")
        .append("th,td{text-align:left;padding:.4rem .6rem;border-bottom:1px solid #d5dbe1}")
        .append("td.hash{font:13px ui-monospace,monospace;word-break:break-all}")
        .append("caption{text-align:left;font-weight:600;padding:.4rem 0}</style></head><body>")
        .append("<h1>What the ")
        .append(escape(shown.title()))
        .append(" double holds</h1>")
        .append("<p>This is not the provider: it is a stand-in on this machine, for trying things")
        .append(" out. Seen at ")
        .append(clock.instant())
        .append(". Uploads under way: ")
        .append(shown.openSessions())
        .append(".</p>");
    List<ShownFile> files = shown.files();
    new TreeMap<>(shown.accounts())
        .forEach(
            (account, says) ->
                table(
                    html,
                    account,
                    says,
                    files.stream().filter(file -> file.account().equals(account)).toList()));
    return html.append("</body></html>").toString();
  }

  private static void table(
      StringBuilder html, String account, String says, List<ShownFile> files) {
    html.append("<table><caption>")
        .append(escape(account))
        .append(" (")
        .append(escape(says))
        .append(")</caption><thead><tr><th>Path<th>Bytes<th>Digests<th>Stored at</tr>")
        .append("</thead><tbody>");
    for (ShownFile file : files) {
      html.append("<tr><td><a href=\"" + BASE + "/objects/")
          .append(escape(file.id()))
          .append("/content\">")
          .append(escape(file.path()))
          .append("</a><td>")
          .append(file.blob().size())
          .append("<td class=\"hash\">")
          .append(
              String.join(
                  "<br>",
                  Stream.concat(
                          new TreeMap<>(file.digests())
                              .entrySet().stream()
                                  .map(each -> escape(each.getKey() + " " + each.getValue())),
                          Stream.of("sha256 " + sha256(file)))
                      .distinct()
                      .toList()))
          .append("<td>")
          .append(file.storedAt())
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
