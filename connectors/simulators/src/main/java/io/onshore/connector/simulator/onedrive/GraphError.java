package io.onshore.connector.simulator.onedrive;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onshore.connector.simulator.Answer;
import io.onshore.connector.simulator.Refusal;
import java.time.Clock;
import java.util.UUID;

/** A refusal in Graph's shape. */
final class GraphError extends Refusal {
  private static final long serialVersionUID = 1L;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final int status;
  private final String code;
  private final String innerCode;

  /**
   * @param innerCode empty text for none
   */
  GraphError(int status, String code, String innerCode, String message) {
    super(message);
    this.status = status;
    this.code = code;
    this.innerCode = innerCode;
  }

  GraphError(int status, String code, String message) {
    this(status, code, "", message);
  }

  static GraphError notFound() {
    return new GraphError(404, "itemNotFound", "The resource could not be found.");
  }

  static GraphError forbidden() {
    return new GraphError(403, "accessDenied", "Access denied");
  }

  static GraphError invalid(String innerCode, String message) {
    return new GraphError(400, "invalidRequest", innerCode, message);
  }

  static GraphError nameTaken() {
    return new GraphError(409, "nameAlreadyExists", "The specified item name already exists.");
  }

  @Override
  public Answer answer(Clock clock) {
    return answer(status, code, innerCode, String.valueOf(getMessage()), clock);
  }

  /** The body that Graph sends with an error, and its request id. */
  static Answer answer(int status, String code, String innerCode, String message, Clock clock) {
    String requestId = UUID.randomUUID().toString();
    ObjectNode root = JSON.createObjectNode();
    ObjectNode error = root.putObject("error").put("code", code).put("message", message);
    ObjectNode inner = error.putObject("innerError");
    if (!innerCode.isEmpty()) {
      inner.put("code", innerCode);
    }
    inner.put("date", clock.instant().toString().substring(0, 19));
    inner.put("request-id", requestId);
    inner.put("client-request-id", requestId);
    Answer answer =
        Answer.json(status, root.toString())
            .with("request-id", requestId)
            .with("client-request-id", requestId);
    return status == 401
        ? answer.with("WWW-Authenticate", "Bearer realm=\"\", error=\"invalid_token\"")
        : answer;
  }
}
