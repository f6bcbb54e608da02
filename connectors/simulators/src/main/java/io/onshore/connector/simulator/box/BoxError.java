package io.onshore.connector.simulator.box;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onshore.connector.simulator.Answer;
import io.onshore.connector.simulator.Refusal;
import java.time.Clock;
import java.util.UUID;

/** A refusal in Box's shape. */
final class BoxError extends Refusal {
  static final String REQUEST_ID = "box-request-id";

  private static final long serialVersionUID = 1L;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final int status;
  private final String code;
  private final transient ObjectNode context;

  /**
   * @param context what the refusal is about; empty for nothing
   */
  BoxError(int status, String code, String message, ObjectNode context) {
    super(message);
    this.status = status;
    this.code = code;
    this.context = context;
  }

  BoxError(int status, String code, String message) {
    this(status, code, message, JSON.createObjectNode());
  }

  static BoxError notFound() {
    return new BoxError(404, "not_found", "Not Found");
  }

  static BoxError forbidden() {
    return new BoxError(
        403, "access_denied_insufficient_permissions", "Access denied - insufficient permission");
  }

  static BoxError invalid(String message) {
    return new BoxError(400, "bad_request", message);
  }

  @Override
  public Answer answer(Clock clock) {
    return answer(status, code, String.valueOf(getMessage()), context);
  }

  /** The body that Box sends with an error, and its request id. */
  static Answer answer(int status, String code, String message, ObjectNode context) {
    String requestId = UUID.randomUUID().toString().replace("-", "").substring(0, 16);
    ObjectNode root =
        JSON.createObjectNode()
            .put("type", "error")
            .put("status", status)
            .put("code", code)
            .put("message", message)
            .put("help_url", "http://developers.box.com/docs/#errors")
            .put("request_id", requestId);
    root.set("context_info", context);
    Answer answer = Answer.json(status, root.toString()).with(REQUEST_ID, requestId);
    return status == 401
        ? answer.with("WWW-Authenticate", "Bearer realm=\"Service\", error=\"invalid_token\"")
        : answer;
  }
}
