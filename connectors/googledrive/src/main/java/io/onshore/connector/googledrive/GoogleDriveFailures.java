package io.onshore.connector.googledrive;

import com.google.api.client.googleapis.json.GoogleJsonError;
import com.google.api.client.googleapis.json.GoogleJsonErrorContainer;
import com.google.api.client.json.gson.GsonFactory;
import io.onshore.connector.ConnectorException;
import io.onshore.connector.Failure;
import io.onshore.connector.Failure.Effect;
import io.onshore.connector.Failure.Kind;
import io.onshore.connector.Failure.Retry;
import io.onshore.connector.toolkit.http.HttpAnswer;
import io.onshore.connector.toolkit.http.RetryAfter;
import io.onshore.connector.toolkit.redaction.ForeignCause;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What Google's refusals mean. The only class that sees the SDK's exceptions and Drive's error
 * bodies. Reasons decide, never the text; Google says 403 for what passes as well as for what does
 * not. See https://developers.google.com/workspace/drive/api/guides/handle-errors.
 *
 * <p>The cap of 750 GB that a user may upload in a day has no reason of its own: it looks like any
 * other {@code userRateLimitExceeded} and differs in its text only, which is not acted on.
 */
final class GoogleDriveFailures {
  private static final Pattern REASON = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,63}");

  /** Too fast: it passes. {@code RATE_LIMIT_EXCEEDED} is the newer spelling. */
  private static final Set<String> PACING =
      Set.of(
          "rateLimitExceeded",
          "userRateLimitExceeded",
          "RATE_LIMIT_EXCEEDED",
          "sharingRateLimitExceeded",
          "UrlLeaseLimitExceeded");

  /** A cap that an administrator has set; it does not pass before the next day. */
  private static final Set<String> DAILY = Set.of("dailyLimitExceeded", "dailyLimitExceededUnreg");

  private static final Set<String> STORAGE =
      Set.of("storageQuotaExceeded", "quotaExceeded", "teamDriveStorageQuotaExceeded");

  /** As many items, or levels of folders, as Google takes. */
  private static final Set<String> STRUCTURE =
      Set.of(
          "teamDriveFileLimitExceeded",
          "numChildrenInNonRootLimitExceeded",
          "activeItemCreationLimitExceeded",
          "teamDriveHierarchyTooDeep",
          "myDriveHierarchyDepthLimitExceeded");

  private final Clock clock;

  GoogleDriveFailures(Clock clock) {
    this.clock = clock;
  }

  /** What the refused request was about, where the same answer means different things. */
  enum About {
    /** A folder, a shared drive, or the account. */
    DESTINATION(false, false),
    /** One object. */
    OBJECT(false, false),
    /** Storing a whole object. */
    STORING(false, true),
    /** The address of an upload, which carries its own permission. */
    UPLOAD(true, false),
    /** The chunk that completes an upload. */
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
    Kind kind = kind(answer.status(), problem, about);
    Failure failure =
        new Failure(kind, retry(kind, problem, answer), effect(kind, about), Optional.empty());
    String text =
        "Google answered "
            + answer.status()
            + problem.reasons().stream().findFirst().map(reason -> " `" + reason + "`").orElse("")
            + advice(kind, problem).map(advice -> ": " + advice).orElse("");
    return new ConnectorException(failure, text, ForeignCause.of(problem.cause()));
  }

  /** An answer that says yes but cannot be understood. */
  static ConnectorException unreadable(About about, Throwable cause) {
    return new ConnectorException(
        Failure.permanent(Kind.UNCLASSIFIED)
            .withEffect(about.mayStore() ? Effect.UNKNOWN : Effect.NONE),
        "Google's answer cannot be read",
        ForeignCause.of(cause));
  }

  private static Kind kind(int status, Problem problem, About about) {
    return switch (status) {
      case 401 -> about.uploadAddress ? Kind.SESSION_LOST : Kind.REAUTHORISE;
      case 403 -> refused(problem);
      case 404, 410 -> missing(about);
      // An id that was handed out beforehand is used already.
      case 409 -> Kind.NAME_TAKEN;
      case 413 -> Kind.TOO_LARGE;
      case 416 -> about.uploadAddress ? Kind.OFFSET_MISMATCH : Kind.UNCLASSIFIED;
      case 429 -> Kind.THROTTLED;
      case 408, 500, 502, 503, 504 -> Kind.UNAVAILABLE;
      default -> Kind.UNCLASSIFIED;
    };
  }

  private static Kind refused(Problem problem) {
    if (problem.any(PACING) || problem.any(DAILY)) {
      return Kind.THROTTLED;
    }
    return problem.any(STORAGE) || problem.any(STRUCTURE) ? Kind.QUOTA_EXHAUSTED : Kind.FORBIDDEN;
  }

  private static Kind missing(About about) {
    return switch (about) {
      case DESTINATION, STORING -> Kind.DESTINATION_MISSING;
      case OBJECT -> Kind.OBJECT_MISSING;
      case UPLOAD, COMPLETING -> Kind.SESSION_LOST;
    };
  }

  private Retry retry(Kind kind, Problem problem, HttpAnswer answer) {
    boolean passes = kind == Kind.THROTTLED || kind == Kind.UNAVAILABLE;
    return passes && !problem.any(DAILY)
        ? RetryAfter.of(answer.headers(), clock)
            .<Retry>map(Retry.After::new)
            .orElseGet(Retry.Backoff::new)
        : new Retry.Never();
  }

  /** After a breakdown at the wrong moment the object may be stored all the same. */
  private static Effect effect(Kind kind, About about) {
    boolean unsure = kind == Kind.UNAVAILABLE || kind == Kind.UNCLASSIFIED;
    return about.mayStore && unsure ? Effect.UNKNOWN : Effect.NONE;
  }

  /** What a person can do about it. */
  private static Optional<String> advice(Kind kind, Problem problem) {
    if (kind == Kind.DESTINATION_MISSING) {
      return Optional.of(
          "there is no such folder or drive, or this connection cannot see it; one that acts for a"
              + " person sees only what it made itself or what was picked for it");
    }
    if (problem.any(STORAGE)) {
      return Optional.of(
          "the storage is full; a service account has none of its own and needs a shared drive or a"
              + " subject");
    }
    if (problem.any(STRUCTURE)) {
      return Optional.of("the folder or drive holds as much as Google allows; take another one");
    }
    if (problem.any(DAILY)) {
      return Optional.of("the limit for a day that an administrator has set is used up");
    }
    return problem.reasons().stream()
        .map(GoogleDriveFailures::adviceOn)
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<String> adviceOn(String reason) {
    return Optional.ofNullable(
        switch (reason) {
          case "appNotAuthorizedToFile" ->
              "this app has not made the folder and nobody picked it for it; pick the folder again";
          case "domainPolicy" -> "an administrator has blocked this app";
          case "accessNotConfigured", "SERVICE_DISABLED" ->
              "the API is switched off in the Google Cloud project";
          case "insufficientPermissions", "ACCESS_TOKEN_SCOPE_INSUFFICIENT" ->
              "the connection lacks a scope; connect it again";
          case "insufficientFilePermissions", "insufficientParentPermissions" ->
              "the account may not do this in the folder";
          default -> null;
        });
  }

  /**
   * What an error body says.
   *
   * @param reasons the old list's first, then those of the newer details
   */
  private record Problem(Set<String> reasons, Throwable cause) {
    boolean any(Set<String> group) {
      return reasons.stream().anyMatch(group::contains);
    }

    static Problem read(HttpAnswer answer) {
      try {
        @Nullable GoogleJsonError error =
            GsonFactory.getDefaultInstance()
                .fromInputStream(
                    new ByteArrayInputStream(answer.body()),
                    StandardCharsets.UTF_8,
                    GoogleJsonErrorContainer.class)
                .getError();
        return error == null
            ? new Problem(Set.of(), new IOException("no error object"))
            : new Problem(reasons(error), new IOException("an error object"));
      } catch (IOException | RuntimeException notAnErrorObject) {
        return new Problem(Set.of(), notAnErrorObject);
      }
    }

    private static Set<String> reasons(GoogleJsonError error) {
      Set<String> reasons = new LinkedHashSet<>();
      for (GoogleJsonError.ErrorInfo info : orEmpty(error.getErrors())) {
        add(reasons, info.getReason());
      }
      for (GoogleJsonError.Details details : orEmpty(error.getDetails())) {
        add(reasons, details.getReason());
      }
      return reasons;
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
      return list == null ? List.of() : list;
    }

    private static void add(Set<String> reasons, @Nullable String reason) {
      if (reason != null && REASON.matcher(reason).matches()) {
        reasons.add(reason);
      }
    }
  }
}
