package io.onshore.connector.box;

import com.box.sdkgen.serialization.json.JsonManager;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.onshore.connector.ConnectorException;
import io.onshore.connector.Failure;
import io.onshore.connector.Failure.Effect;
import io.onshore.connector.Failure.Kind;
import io.onshore.connector.Failure.Retry;
import io.onshore.connector.toolkit.http.HttpAnswer;
import io.onshore.connector.toolkit.http.RetryAfter;
import io.onshore.connector.toolkit.redaction.ForeignCause;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What Box's refusals mean. The only class that sees the SDK's exceptions and Box's error bodies.
 * Codes decide, never the text. See
 * https://developer.box.com/guides/api-calls/permissions-and-errors/common-errors.
 */
final class BoxFailures {
  private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9_]{0,63}");
  private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9._-]{1,80}");

  /** What says that a grant is gone, which is what ending it wants. */
  private static final Set<String> GRANT_GONE = Set.of("invalid_token", "invalid_grant");

  private final Clock clock;

  BoxFailures(Clock clock) {
    this.clock = clock;
  }

  /** What the refused request was about, where the same answer means different things. */
  enum About {
    /** A folder, or what may be put there. */
    DESTINATION,
    /** One object, or a zone. */
    OBJECT,
    /** Storing a whole object in one request. */
    STORING,
    /** An upload session. */
    UPLOAD,
    /** The commit that makes an object of an upload. */
    COMPLETING;

    /** Whether the request could have made an object visible. */
    boolean mayStore() {
      return switch (this) {
        case DESTINATION, OBJECT, UPLOAD -> false;
        case STORING, COMPLETING -> true;
      };
    }

    private Kind missing() {
      return switch (this) {
        case DESTINATION, STORING -> Kind.DESTINATION_MISSING;
        case OBJECT -> Kind.OBJECT_MISSING;
        case UPLOAD, COMPLETING -> Kind.SESSION_LOST;
      };
    }
  }

  /** The refusal as the SPI's exception. */
  ConnectorException of(HttpAnswer answer, About about) {
    Problem problem = Problem.read(answer);
    Kind kind = kind(answer.status(), problem.code(), about);
    Failure failure =
        new Failure(
            kind, retry(kind, answer), effect(kind, problem.code(), about), problem.requestId());
    String code = problem.code().isEmpty() ? "" : " `" + problem.code() + "`";
    return new ConnectorException(
        failure, "Box answered " + answer.status() + code, problem.cause());
  }

  /** Box has taken the request and is not done. */
  ConnectorException notReady(HttpAnswer answer, About about) {
    return new ConnectorException(
        new Failure(
            Kind.UNAVAILABLE,
            retry(Kind.UNAVAILABLE, answer),
            about.mayStore() ? Effect.UNKNOWN : Effect.NONE,
            Optional.empty()),
        "Box is not done yet and asks to be asked again");
  }

  /** An answer that says yes but cannot be understood. */
  static ConnectorException unreadable(About about, @Nullable Throwable cause) {
    return new ConnectorException(
        Failure.permanent(Kind.UNCLASSIFIED)
            .withEffect(about.mayStore() ? Effect.UNKNOWN : Effect.NONE),
        "Box's answer cannot be read",
        cause == null ? null : ForeignCause.of(cause));
  }

  /** The refusal to end a grant; empty if it is gone already. */
  Optional<ConnectorException> ofRevocation(HttpAnswer answer) {
    return GRANT_GONE.contains(Problem.read(answer).code())
        ? Optional.empty()
        : Optional.of(of(answer, About.OBJECT));
  }

  /**
   * The file that has the name; empty if the refusal is another one, or a folder has it.
   *
   * <p>Box describes a list of conflicts, and its guide shows a single one without a list.
   */
  static Optional<String> fileInTheWay(HttpAnswer answer) {
    Problem problem = Problem.read(answer);
    if (answer.status() != 409 || !problem.code().equals("item_name_in_use")) {
      return Optional.empty();
    }
    JsonNode conflicts = problem.context().path("conflicts");
    JsonNode conflict = conflicts.isArray() ? conflicts.path(0) : conflicts;
    return Optional.of(conflict.path("id").asText(""))
        .filter(id -> conflict.path("type").asText("file").equals("file"))
        .filter(Place::isId);
  }

  /**
   * The session that an earlier request has opened for the same name. Undocumented; Box's own
   * uploader goes on with it:
   * https://github.com/box/box-ui-elements/blob/master/src/api/uploads/MultiputUpload.js.
   */
  static Optional<JsonNode> sessionInTheWay(HttpAnswer answer) {
    Problem problem = Problem.read(answer);
    return Optional.of(problem.context().path("session"))
        .filter(JsonNode::isObject)
        .filter(ignored -> answer.status() == 409 && problem.code().equals("session_conflict"));
  }

  private static Kind kind(int status, String code, About about) {
    return switch (code) {
      case "storage_limit_exceeded" -> Kind.QUOTA_EXHAUSTED;
      case "file_size_limit_exceeded" -> Kind.TOO_LARGE;
      case "item_name_invalid", "item_name_too_long" -> Kind.NAME_REFUSED;
      // A second session for the name is under way, and it is not ours to go on with.
      case "item_name_in_use", "session_conflict" -> Kind.NAME_TAKEN;
      case "name_temporarily_reserved", "operation_blocked_temporary", "parts_mismatch" ->
          Kind.UNAVAILABLE;
      case "bad_digest" -> Kind.DIGEST_MISMATCH;
      case "range_overlaps_existing_part" -> Kind.OFFSET_MISMATCH;
      case "session_expired", "upload_failed" -> Kind.SESSION_LOST;
      case "invalid_folder_id", "missing_destination" -> Kind.DESTINATION_MISSING;
      // A person has to do something at Box first.
      case "terms_of_service_required", "password_reset_required" -> Kind.FORBIDDEN;
      case String other -> kind(status, about);
    };
  }

  private static Kind kind(int status, About about) {
    return switch (status) {
      case 401 -> Kind.REAUTHORISE;
      case 403 -> Kind.FORBIDDEN;
      case 404 -> about.missing();
      case 410 -> about == About.OBJECT ? Kind.OBJECT_MISSING : Kind.SESSION_LOST;
      // Of a part: its digest is the one precondition that is sent.
      case 412 -> about == About.UPLOAD ? Kind.DIGEST_MISMATCH : Kind.UNCLASSIFIED;
      case 413 -> Kind.TOO_LARGE;
      case 416 -> about == About.UPLOAD ? Kind.OFFSET_MISMATCH : Kind.UNCLASSIFIED;
      case 429 -> Kind.THROTTLED;
      case 408, 500, 502, 503, 504 -> Kind.UNAVAILABLE;
      default -> Kind.UNCLASSIFIED;
    };
  }

  private Retry retry(Kind kind, HttpAnswer answer) {
    return kind == Kind.THROTTLED || kind == Kind.UNAVAILABLE
        ? RetryAfter.of(answer.headers(), clock)
            .<Retry>map(Retry.After::new)
            .orElseGet(Retry.Backoff::new)
        : new Retry.Never();
  }

  /**
   * After a breakdown at the wrong moment the object may be stored all the same, and a reserved
   * name says that somebody's request, perhaps an earlier one of ours, is still under way.
   */
  private static Effect effect(Kind kind, String code, About about) {
    boolean surelyNot = code.equals("parts_mismatch") || code.equals("operation_blocked_temporary");
    boolean unsure = (kind == Kind.UNAVAILABLE && !surelyNot) || kind == Kind.UNCLASSIFIED;
    return about.mayStore() && unsure ? Effect.UNKNOWN : Effect.NONE;
  }

  /**
   * What an error body says.
   *
   * @param code empty text if there is none
   * @param context what the refusal is about
   */
  private record Problem(
      String code, Optional<String> requestId, JsonNode context, @Nullable Throwable cause) {
    static Problem read(HttpAnswer answer) {
      Optional<String> header = answer.headers().first("box-request-id").filter(Problem::isId);
      try {
        JsonNode body = JsonManager.jsonToSerializedData(answer.text());
        // The token addresses say `error` where all others say `code`.
        String code = body.path("code").asText(body.path("error").asText(""));
        return new Problem(
            CODE.matcher(code).matches() ? code : "",
            Optional.of(body.path("request_id").asText("")).filter(Problem::isId).or(() -> header),
            body.path("context_info"),
            null);
      } catch (RuntimeException notOfBox) {
        return new Problem("", header, MissingNode.getInstance(), ForeignCause.of(notOfBox));
      }
    }

    private static boolean isId(String text) {
      return REQUEST_ID.matcher(text).matches();
    }
  }
}
