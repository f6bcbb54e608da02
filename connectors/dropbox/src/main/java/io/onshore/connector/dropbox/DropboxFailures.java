package io.onshore.connector.dropbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onshore.connector.ConnectorException;
import io.onshore.connector.Failure;
import io.onshore.connector.Failure.Effect;
import io.onshore.connector.Failure.Kind;
import io.onshore.connector.Failure.Retry;
import io.onshore.connector.toolkit.http.HttpAnswer;
import io.onshore.connector.toolkit.http.RetryAfter;
import io.onshore.connector.toolkit.redaction.ForeignCause;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * What Dropbox's refusals mean. The only class that sees the SDK's exceptions and error bodies. The
 * tags of the published unions decide, those of a 409 the innermost first; the text of a 400 and of
 * a 429 that is no JSON is never looked at. See
 * https://www.dropbox.com/developers/documentation/http/documentation#error-handling.
 */
final class DropboxFailures {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern TAG = Pattern.compile("[a-z][a-z0-9_]{0,63}");
  private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9_-]{1,80}");
  private static final int DEEPEST = 6;

  private final Clock clock;

  DropboxFailures(Clock clock) {
    this.clock = clock;
  }

  /** What the refused request was about, where the same answer means different things. */
  enum About {
    /** A folder, an account or a team. */
    DESTINATION(false, false),
    /** One object. */
    OBJECT(false, false),
    /** Storing a whole object. */
    STORING(true, true),
    /** An upload session. */
    UPLOAD(true, false),
    /** The request that makes the object of a session visible. */
    COMPLETING(true, true);

    private final boolean dataTransport;
    private final boolean mayStore;

    About(boolean dataTransport, boolean mayStore) {
      this.dataTransport = dataTransport;
      this.mayStore = mayStore;
    }

    /** Whether the request could have made an object visible. */
    boolean mayStore() {
      return mayStore;
    }
  }

  /**
   * A refusal.
   *
   * @param exception what a caller of the connector is told
   * @param tags of the published unions, the outermost first
   * @param correctOffset where an upload session stands, if that is what is wrong
   */
  record Refusal(ConnectorException exception, List<String> tags, OptionalLong correctOffset) {
    /** Of what went wrong on our side, or on the way. */
    static Refusal ofOurs(ConnectorException exception) {
      return new Refusal(exception, List.of(), OptionalLong.empty());
    }

    boolean says(String tag) {
      return tags.contains(tag);
    }
  }

  /** The refusal, understood. */
  Refusal of(HttpAnswer answer, About about) {
    Problem problem = Problem.read(answer);
    Kind kind = kind(answer.status(), problem.tags(), about);
    Failure failure =
        new Failure(
            kind,
            retry(kind, answer, problem),
            effect(kind, answer.status(), about),
            answer
                .headers()
                .first("X-Dropbox-Request-Id")
                .filter(id -> REQUEST_ID.matcher(id).matches()));
    return new Refusal(
        new ConnectorException(failure, text(answer.status(), kind, problem), problem.cause()),
        problem.tags(),
        problem.correctOffset());
  }

  /** An answer that says yes but cannot be understood, or a request that cannot be built. */
  static ConnectorException unreadable(About about, Throwable cause) {
    return new ConnectorException(
        Failure.permanent(Kind.UNCLASSIFIED)
            .withEffect(about.mayStore() ? Effect.UNKNOWN : Effect.NONE),
        "Dropbox's answer cannot be read",
        ForeignCause.of(cause));
  }

  private static String text(int status, Kind kind, Problem problem) {
    if (status == 403 && kind == Kind.QUOTA_EXHAUSTED) {
      return "the team has used up its data transport for this month; Dropbox takes uploads from"
          + " apps again on the 1st (403 `"
          + String.join("/", problem.tags())
          + "`)";
    }
    return "Dropbox answered "
        + status
        + (problem.tags().isEmpty() ? "" : " `" + String.join("/", problem.tags()) + "`");
  }

  private static Kind kind(int status, List<String> tags, About about) {
    return switch (status) {
      case 401 -> unauthorised(tags);
      // Teams with a monthly limit are told so;
      // https://www.dropbox.com/developers/reference/data-transport-limit
      case 403 ->
          tags.contains("feature") && about.dataTransport ? Kind.QUOTA_EXHAUSTED : Kind.FORBIDDEN;
      case 409 -> byTags(tags, about);
      case 413 -> Kind.TOO_LARGE;
      case 422 -> pathRoot(tags);
      case 429 -> Kind.THROTTLED;
      case 500, 502, 503, 504 -> Kind.UNAVAILABLE;
      default -> Kind.UNCLASSIFIED;
    };
  }

  private static Kind unauthorised(List<String> tags) {
    return switch (outermost(tags)) {
      // The credentials are good: a person who reconnects gets no further.
      case "missing_scope",
          "user_suspended",
          "invalid_select_user",
          "invalid_select_admin",
          "route_access_denied" ->
          Kind.FORBIDDEN;
      case String expired -> Kind.REAUTHORISE;
    };
  }

  /** A root that is no longer the account's is read again before the next request. */
  private static Kind pathRoot(List<String> tags) {
    return switch (outermost(tags)) {
      case "invalid_root" -> Kind.UNAVAILABLE;
      case "no_permission" -> Kind.FORBIDDEN;
      case String unknown -> Kind.UNCLASSIFIED;
    };
  }

  private static String outermost(List<String> tags) {
    return tags.isEmpty() ? "" : tags.getFirst();
  }

  private static Kind byTags(List<String> tags, About about) {
    return tags.reversed().stream()
        .flatMap(tag -> meaning(tag, about).stream())
        .findFirst()
        .orElse(Kind.UNCLASSIFIED);
  }

  private static Optional<Kind> meaning(String tag, About about) {
    return switch (tag) {
      case "not_found" -> Optional.of(missing(about));
      case "not_folder", "file_ancestor" -> Optional.of(Kind.DESTINATION_MISSING);
      case "not_file" -> Optional.of(Kind.OBJECT_MISSING);
      case "malformed_path" ->
          Optional.of(about == About.DESTINATION ? Kind.DESTINATION_MISSING : Kind.NAME_REFUSED);
      case "disallowed_name" -> Optional.of(Kind.NAME_REFUSED);
      // Of a deletion: the object is there no longer as it was stored.
      case "conflict" -> Optional.of(about == About.OBJECT ? Kind.OBJECT_MISSING : Kind.NAME_TAKEN);
      case "insufficient_space" -> Optional.of(Kind.QUOTA_EXHAUSTED);
      case "no_write_permission",
          "access_restricted",
          "team_folder",
          "operation_suppressed",
          "encryption_not_supported",
          "restricted_content",
          "no_permission",
          "not_a_member",
          "unmounted" ->
          Optional.of(Kind.FORBIDDEN);
      case "too_many_write_operations" -> Optional.of(Kind.THROTTLED);
      case "locked" -> Optional.of(Kind.UNAVAILABLE);
      case "closed" -> Optional.of(Kind.SESSION_LOST);
      case "incorrect_offset",
          "concurrent_session_invalid_offset",
          "concurrent_session_invalid_data_size" ->
          Optional.of(Kind.OFFSET_MISMATCH);
      case "not_closed", "concurrent_session_not_closed", "concurrent_session_missing_data" ->
          Optional.of(Kind.INCOMPLETE);
      case "too_large", "payload_too_large" -> Optional.of(Kind.TOO_LARGE);
      case "content_hash_mismatch" -> Optional.of(Kind.DIGEST_MISMATCH);
      case String other -> Optional.empty();
    };
  }

  private static Kind missing(About about) {
    return switch (about) {
      case DESTINATION, STORING -> Kind.DESTINATION_MISSING;
      case OBJECT -> Kind.OBJECT_MISSING;
      case UPLOAD, COMPLETING -> Kind.SESSION_LOST;
    };
  }

  private Retry retry(Kind kind, HttpAnswer answer, Problem problem) {
    if (kind != Kind.THROTTLED && kind != Kind.UNAVAILABLE) {
      return new Retry.Never();
    }
    return RetryAfter.of(answer.headers(), clock)
        .or(problem::retryAfter)
        .<Retry>map(Retry.After::new)
        .orElseGet(Retry.Backoff::new);
  }

  /** After a breakdown at the wrong moment the object may be stored all the same. */
  private static Effect effect(Kind kind, int status, About about) {
    boolean unsure =
        (kind == Kind.UNAVAILABLE && status >= 500) || (kind == Kind.UNCLASSIFIED && status != 400);
    return about.mayStore && unsure ? Effect.UNKNOWN : Effect.NONE;
  }

  /**
   * What an error body says.
   *
   * @param retryAfter the published field of that name, for a 429 without the header
   */
  private record Problem(
      List<String> tags,
      OptionalLong correctOffset,
      Optional<Duration> retryAfter,
      ForeignCause cause) {
    static Problem read(HttpAnswer answer) {
      try {
        JsonNode error = JSON.readTree(answer.body()).path("error");
        List<String> tags = new ArrayList<>();
        OptionalLong offset = OptionalLong.empty();
        Optional<Duration> delay = Optional.empty();
        JsonNode at = error;
        while (at.isObject() && tags.size() < DEEPEST) {
          if (at.path("correct_offset").isIntegralNumber()) {
            offset = OptionalLong.of(at.path("correct_offset").longValue());
          }
          if (at.path("retry_after").isIntegralNumber() && at.path("retry_after").asLong() >= 0) {
            delay = Optional.of(Duration.ofSeconds(at.path("retry_after").asLong()));
          }
          at = deeper(at, tags);
        }
        return new Problem(
            List.copyOf(tags), offset, delay, ForeignCause.of(new IOException("refused")));
      } catch (IOException notJson) {
        return new Problem(
            List.of(), OptionalLong.empty(), Optional.empty(), ForeignCause.of(notJson));
      }
    }

    /**
     * Notes the tag of a union and goes to its value. A value that is a struct lies beside its tag,
     * and the union within it under a name of its own: {@code reason}.
     */
    private static JsonNode deeper(JsonNode union, List<String> tags) {
      String tag = union.path(".tag").asText("");
      if (TAG.matcher(tag).matches()) {
        tags.add(tag);
      }
      return union.has(tag) ? union.path(tag) : union.path("reason");
    }
  }
}
