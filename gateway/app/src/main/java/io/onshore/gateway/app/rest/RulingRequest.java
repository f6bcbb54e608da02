package io.onshore.gateway.app.rest;

import io.onshore.gateway.review.Ruling;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A decision on a case.
 *
 * @param decision {@code ACCEPT}, {@code ACCEPT_UNTIL}, {@code MOVE}, {@code DELETE}, {@code
 *     REPORT} or {@code REOPEN}
 * @param until with {@code ACCEPT_UNTIL}
 * @param moveTo with {@code MOVE}: the id of a destination
 * @param reference with {@code REPORT}: under which the report is kept
 * @param reportedAt with {@code REPORT}
 */
public record RulingRequest(
    @Nullable String decision,
    @Nullable String reason,
    @Nullable Instant until,
    @Nullable String moveTo,
    @Nullable String reference,
    @Nullable Instant reportedAt) {

  Ruling ruling() {
    String why = Requests.reason(reason);
    return switch (Requests.required(decision, "decision").toUpperCase(Locale.ROOT)) {
      case "ACCEPT" -> new Ruling.Accept(why);
      case "ACCEPT_UNTIL" -> new Ruling.AcceptUntil(why, moment(until, "until"));
      case "MOVE" ->
          new Ruling.Move(why, Requests.destinationId(Requests.required(moveTo, "moveTo")));
      case "DELETE" -> new Ruling.Delete(why);
      case "REPORT" ->
          new Ruling.Report(why, Requests.reference(reference), moment(reportedAt, "reportedAt"));
      case "REOPEN" -> new Ruling.Reopen(why);
      default ->
          throw Requests.invalid(
              "`decision` cannot be understood",
              "send `ACCEPT`, `ACCEPT_UNTIL`, `MOVE`, `DELETE`, `REPORT` or `REOPEN`");
    };
  }

  private static Instant moment(@Nullable Instant given, String name) {
    if (given == null) {
      throw Requests.invalid("`" + name + "` is missing", "send a time in RFC 3339");
    }
    return given;
  }
}
