package io.onshore.connector.simulator.dropbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onshore.connector.simulator.Answer;
import io.onshore.connector.simulator.Refusal;
import java.time.Clock;
import java.util.UUID;

/** A refusal in Dropbox's shape. */
final class DropboxError extends Refusal {
  static final String REQUEST_ID = "X-Dropbox-Request-Id";

  private static final long serialVersionUID = 1L;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final int status;
  private final transient ObjectNode error;

  /**
   * @param error the union, or an empty object for a text
   */
  DropboxError(int status, ObjectNode error, String text) {
    super(text);
    this.status = status;
    this.error = error;
  }

  /** A refusal of the route's own. */
  static DropboxError endpoint(ObjectNode error) {
    return new DropboxError(409, error, summary(error));
  }

  /** A request that the published description does not allow; told in words. */
  static DropboxError badRequest(String text) {
    return new DropboxError(400, JSON.createObjectNode(), text);
  }

  /** A union by its tags, the outermost first, such as {@code path/conflict/file}. */
  static ObjectNode union(String tags) {
    int slash = tags.indexOf('/');
    String tag = slash < 0 ? tags : tags.substring(0, slash);
    ObjectNode union = JSON.createObjectNode().put(".tag", tag);
    if (slash >= 0) {
      union.set(tag, union(tags.substring(slash + 1)));
    }
    return union;
  }

  /** The refusal of an offset, which tells the right one. */
  static ObjectNode incorrectOffset(long correct) {
    return union("incorrect_offset").put("correct_offset", correct);
  }

  /** A union around another one. */
  static ObjectNode within(String tag, ObjectNode inner) {
    ObjectNode union = union(tag);
    union.set(tag, inner);
    return union;
  }

  ObjectNode error() {
    return error;
  }

  @Override
  public Answer answer(Clock clock) {
    return answer(status, error, String.valueOf(getMessage()));
  }

  /** The body that Dropbox sends with an error, and its request id. */
  static Answer answer(int status, ObjectNode error, String text) {
    Answer answer =
        error.isEmpty()
            ? Answer.text(status, "text/plain; charset=utf-8", text)
            : Answer.json(status, body(error).toString());
    return answer.with(REQUEST_ID, UUID.randomUUID().toString().replace("-", ""));
  }

  private static ObjectNode body(ObjectNode error) {
    ObjectNode body = JSON.createObjectNode().put("error_summary", summary(error) + "/...");
    body.set("error", error);
    return body;
  }

  private static String summary(ObjectNode error) {
    String tag = error.path(".tag").asText("");
    return error.path(tag) instanceof ObjectNode inner && inner.has(".tag")
        ? tag + "/" + summary(inner)
        : tag;
  }
}
