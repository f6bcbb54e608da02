package io.onshore.connector.simulator.dropbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onshore.connector.simulator.Call;
import io.onshore.connector.simulator.dropbox.Stone.Route;
import io.onshore.connector.simulator.signin.SignInService.Grant;
import java.util.Optional;

/**
 * A request that its published description allows.
 *
 * @param argument as the description has it
 * @param files where its paths lead; those of a team's app lead nowhere
 */
@SuppressWarnings("ArrayRecordComponent") // a value to read once; never compared
record Asked(Route route, Account account, App app, JsonNode argument, Files files, byte[] body) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Where paths lead.
   *
   * @param prefix what is put before each path
   */
  record Files(Namespace namespace, String prefix) {}

  /** Whose upload sessions it may go on with. */
  String owner() {
    return account.id() + " " + app.key();
  }

  /** Refuses what the route's attributes do not allow. */
  static void requireAllowed(Route route, App app, Grant grant, boolean onContentHost)
      throws DropboxError {
    boolean content = route.attribute("host", "api").equals("content");
    if (content != onContentHost) {
      throw new DropboxError(404, JSON.createObjectNode(), "Not Found");
    }
    boolean team = route.attribute("auth", "user").equals("team");
    if (team != (app.access() == App.Access.TEAM)) {
      throw DropboxError.badRequest("This API function operates on another kind of token.");
    }
    boolean everywhere = route.attribute("allow_app_folder_app", "false").equals("true");
    if (app.access() == App.Access.APP_FOLDER && !everywhere) {
      throw DropboxError.badRequest("This app is not allowed to call this function.");
    }
    String scope = route.attribute("scope", "");
    if (!scope.isEmpty() && !grant.scopes().contains(scope)) {
      throw new DropboxError(
          401, DropboxError.union("missing_scope").put("required_scope", scope), "missing_scope");
    }
  }

  /** Reads the argument from where the route's style puts it. */
  static JsonNode argument(Route route, Call call) throws DropboxError {
    boolean inHeader = !route.attribute("style", "rpc").equals("rpc");
    String type = call.header("content-type").orElse("");
    if (route.attribute("style", "rpc").equals("upload")
        && !type.equals("application/octet-stream")) {
      throw DropboxError.badRequest("Bad HTTP \"Content-Type\" header.");
    }
    if (!inHeader && !type.startsWith("application/json")) {
      throw DropboxError.badRequest("Bad HTTP \"Content-Type\" header.");
    }
    String text = inHeader ? call.header("dropbox-api-arg").orElse("") : call.text();
    JsonNode argument;
    try {
      argument = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw wrong(route, "could not decode input as JSON");
    }
    Optional<String> problem = Published.DESCRIPTION.wrongArgument(route.path(), argument);
    if (problem.isPresent()) {
      throw wrong(route, problem.get());
    }
    return argument;
  }

  private static DropboxError wrong(Route route, String problem) {
    return DropboxError.badRequest(
        "Error in call to API function \"" + route.path() + "\": " + problem);
  }
}
