package io.onshore.connector.onedrive;

import com.microsoft.graph.models.odataerrors.InnerError;
import com.microsoft.graph.models.odataerrors.MainError;
import com.microsoft.graph.models.odataerrors.ODataError;
import com.microsoft.kiota.serialization.KiotaJsonSerialization;
import com.microsoft.kiota.serialization.UntypedObject;
import com.microsoft.kiota.serialization.UntypedString;
import io.onshore.connector.ConnectorException;
import io.onshore.connector.Failure;
import io.onshore.connector.Failure.Effect;
import io.onshore.connector.Failure.Kind;
import io.onshore.connector.Failure.Retry;
import io.onshore.connector.toolkit.http.Headers;
import io.onshore.connector.toolkit.http.HttpAnswer;
import io.onshore.connector.toolkit.http.RetryAfter;
import io.onshore.connector.toolkit.redaction.ForeignCause;
import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What Microsoft's refusals mean. The only class that sees the SDK's exceptions and Graph's error
 * bodies. Codes decide, never the text. See
 * https://learn.microsoft.com/en-us/onedrive/developer/rest-api/concepts/errors.
 */
final class OneDriveFailures {
  private static final Pattern CODE = Pattern.compile("[A-Za-z][A-Za-z0-9_.]{0,63}");
  private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9|._-]{1,80}");
  private static final int DEEPEST = 6;

  /** Somebody edits or has checked out; it passes, and nothing was done. */
  private static final int LOCKED = 423;

  private static final Set<String> LOCKS = Set.of("lockMismatch", "resourceLocked");

  private final Clock clock;

  OneDriveFailures(Clock clock) {
    this.clock = clock;
  }

  /** What the refused request was about, where the same answer means different things. */
  enum About {
    /** A drive or folder. */
    DESTINATION(false, false),
    /** One object. */
    OBJECT(false, false),
    /** Storing a whole object. */
    STORING(false, true),
    /** The address of an upload, which carries its own permission. */
    UPLOAD(true, false),
    /** The fragment that completes an upload. */
    COMPLETING(true, true);

    private final boolean uploadAddress;
    private final boolean mayStore;

    About(boolean uploadAddress, boolean mayStore) {
      this.uploadAddress = uploadAddress;
      this.mayStore = mayStore;
    }

    /** Whether the request could have made an object visible. */
    boolean mayStore() {
      return mayStore;
    }
  }

  /** The refusal as the SPI's exception. */
  ConnectorException of(HttpAnswer answer, About about) {
    Problem problem = Problem.read(answer);
    Kind kind = byCode(problem.codes(), about).orElseGet(() -> byStatus(answer.status(), about));
    boolean locked = answer.status() == LOCKED || problem.says(LOCKS);
    Failure failure =
        new Failure(kind, retry(kind, answer), effect(kind, locked, about), problem.id());
    String text =
        "Microsoft answered "
            + answer.status()
            + problem.codes().stream().findFirst().map(code -> " `" + code + "`").orElse("");
    return new ConnectorException(failure, text, ForeignCause.of(problem.cause()));
  }

  /** An answer that says yes but cannot be understood. */
  static ConnectorException unreadable(About about, Throwable cause) {
    return new ConnectorException(
        Failure.permanent(Kind.UNCLASSIFIED)
            .withEffect(about.mayStore() ? Effect.UNKNOWN : Effect.NONE),
        "Microsoft's answer cannot be read",
        ForeignCause.of(cause));
  }

  /** Codes that mean the same whatever status they come with. */
  private static Optional<Kind> byCode(Set<String> codes, About about) {
    return codes.stream().flatMap(code -> byCode(code, about).stream()).findFirst();
  }

  private static Optional<Kind> byCode(String code, About about) {
    return switch (code) {
      case "activityLimitReached", "throttledRequest" -> Optional.of(Kind.THROTTLED);
      case "lockMismatch", "resourceLocked", "serviceReadOnly" -> Optional.of(Kind.UNAVAILABLE);
      case "invalidName", "invalidPath", "pathIsTooLong", "pathTooDeep" ->
          Optional.of(Kind.NAME_REFUSED);
      case "maxFileSizeExceeded", "maxStreamSizeExceeded" -> Optional.of(Kind.TOO_LARGE);
      case "nameAlreadyExists" -> Optional.of(Kind.NAME_TAKEN);
      case "quotaLimitReached" -> Optional.of(Kind.QUOTA_EXHAUSTED);
      case "expiredToken", "uploadSessionNotFound" -> atUpload(Kind.SESSION_LOST, about);
      case "fragmentLengthMismatch", "fragmentOutOfOrder", "fragmentOverlap" ->
          atUpload(Kind.OFFSET_MISMATCH, about);
      case "uploadSessionIncomplete" -> atUpload(Kind.INCOMPLETE, about);
      default -> Optional.empty();
    };
  }

  private static Optional<Kind> atUpload(Kind kind, About about) {
    return about.uploadAddress ? Optional.of(kind) : Optional.empty();
  }

  private static Kind byStatus(int status, About about) {
    return switch (status) {
      case 401 -> about.uploadAddress ? Kind.SESSION_LOST : Kind.REAUTHORISE;
      case 403 -> Kind.FORBIDDEN;
      case 404, 410 -> missing(about);
      case 413 -> Kind.TOO_LARGE;
      case 416 -> about.uploadAddress ? Kind.OFFSET_MISMATCH : Kind.UNCLASSIFIED;
      case 429, 509 -> Kind.THROTTLED;
      case 408, LOCKED, 500, 502, 503, 504 -> Kind.UNAVAILABLE;
      case 507 -> Kind.QUOTA_EXHAUSTED;
      default -> Kind.UNCLASSIFIED;
    };
  }

  private static Kind missing(About about) {
    return switch (about) {
      case DESTINATION, STORING -> Kind.DESTINATION_MISSING;
      case OBJECT -> Kind.OBJECT_MISSING;
      case UPLOAD, COMPLETING -> Kind.SESSION_LOST;
    };
  }

  private Retry retry(Kind kind, HttpAnswer answer) {
    return kind == Kind.THROTTLED || kind == Kind.UNAVAILABLE
        ? RetryAfter.of(answer.headers(), clock)
            .<Retry>map(Retry.After::new)
            .orElseGet(Retry.Backoff::new)
        : new Retry.Never();
  }

  /** After a breakdown at the wrong moment the object may be stored all the same. */
  private static Effect effect(Kind kind, boolean locked, About about) {
    boolean unsure = (kind == Kind.UNAVAILABLE && !locked) || kind == Kind.UNCLASSIFIED;
    return about.mayStore && unsure ? Effect.UNKNOWN : Effect.NONE;
  }

  /**
   * What an error body says.
   *
   * @param codes the outermost first
   */
  private record Problem(Set<String> codes, Optional<String> id, Throwable cause) {
    static Problem read(HttpAnswer answer) {
      Optional<String> header = requestId(answer.headers());
      try {
        ODataError error =
            KiotaJsonSerialization.deserialize(
                new ByteArrayInputStream(answer.body()), ODataError::createFromDiscriminatorValue);
        MainError main = error.getError();
        Set<String> codes = new LinkedHashSet<>();
        Optional<String> id = header;
        if (main != null) {
          add(codes, main.getCode());
          InnerError inner = main.getInnerError();
          if (inner != null) {
            collect(codes, inner.getAdditionalData(), DEEPEST);
            id = header.or(() -> proper(inner.getRequestId()));
          }
          // Microsoft spells it both ways, and the SDK knows one.
          collect(
              codes,
              Map.of("innererror", orEmpty(main.getAdditionalData().get("innererror"))),
              DEEPEST);
        }
        return new Problem(codes, id, error);
      } catch (RuntimeException notGraph) {
        return new Problem(Set.of(), header, notGraph);
      }
    }

    boolean says(Set<String> anyOf) {
      return !Collections.disjoint(codes, anyOf);
    }

    private static Object orEmpty(@Nullable Object value) {
      return value == null ? "" : value;
    }

    private static Optional<String> requestId(Headers headers) {
      return headers.first("request-id").flatMap(Problem::proper);
    }

    private static Optional<String> proper(@Nullable String id) {
      return Optional.ofNullable(id).filter(text -> REQUEST_ID.matcher(text).matches());
    }

    private static void add(Set<String> codes, @Nullable Object code) {
      if (code instanceof String text && CODE.matcher(text).matches()) {
        codes.add(text);
      }
    }

    /** Inner errors nest; each may have a code. */
    private static void collect(Set<String> codes, Map<String, ?> members, int depth) {
      Object code = members.get("code");
      add(codes, code instanceof UntypedString text ? text.getValue() : code);
      for (String name : Set.of("innererror", "innerError")) {
        if (depth > 0 && members.get(name) instanceof UntypedObject deeper) {
          collect(codes, deeper.getValue(), depth - 1);
        }
      }
    }
  }
}
