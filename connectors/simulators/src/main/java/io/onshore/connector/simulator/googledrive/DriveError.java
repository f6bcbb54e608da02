package io.onshore.connector.simulator.googledrive;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onshore.connector.simulator.Answer;
import io.onshore.connector.simulator.Refusal;
import java.time.Clock;

/** A refusal in Google's shape. */
final class DriveError extends Refusal {
  private static final long serialVersionUID = 1L;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final int status;
  private final String reason;
  private final String detail;

  /**
   * @param detail the reason as newer answers give it beside the old one; empty text for none
   */
  private DriveError(int status, String reason, String detail, String message) {
    super(message);
    this.status = status;
    this.reason = reason;
    this.detail = detail;
  }

  DriveError(int status, String reason, String message) {
    this(status, reason, "", message);
  }

  static DriveError notFound(String id) {
    return new DriveError(404, "notFound", "File not found: " + id + ".");
  }

  static DriveError invalid(String message) {
    return new DriveError(400, "invalid", message);
  }

  static DriveError unauthenticated() {
    return new DriveError(401, "authError", "Invalid Credentials");
  }

  static DriveError scopeMissing() {
    return new DriveError(
        403,
        "insufficientPermissions",
        "ACCESS_TOKEN_SCOPE_INSUFFICIENT",
        "Request had insufficient authentication scopes.");
  }

  @Override
  public Answer answer(Clock clock) {
    return answer(status, reason, detail, String.valueOf(getMessage()));
  }

  /** The body that Google sends with an error. */
  static Answer answer(int status, String reason, String detail, String message) {
    ObjectNode root = JSON.createObjectNode();
    ObjectNode error = root.putObject("error").put("code", status).put("message", message);
    if (!reason.isEmpty()) {
      error
          .putArray("errors")
          .addObject()
          .put("message", message)
          .put("domain", reason.contains("LimitExceeded") ? "usageLimits" : "global")
          .put("reason", reason);
    }
    if (!detail.isEmpty()) {
      error.put("status", status == 403 ? "PERMISSION_DENIED" : "RESOURCE_EXHAUSTED");
      error
          .putArray("details")
          .addObject()
          .put("@type", "type.googleapis.com/google.rpc.ErrorInfo")
          .put("reason", detail)
          .put("domain", "googleapis.com");
    }
    return Answer.json(status, root.toString());
  }
}
