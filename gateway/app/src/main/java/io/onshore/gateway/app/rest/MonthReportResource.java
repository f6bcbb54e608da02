package io.onshore.gateway.app.rest;

import io.onshore.gateway.app.report.MonthPages;
import io.onshore.gateway.app.security.CurrentCaller;
import io.onshore.gateway.practice.Caller;
import io.onshore.gateway.report.MonthDesk;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What a month came to, for a board. */
@Path("/api/v1/reports/month")
@RunOnVirtualThread
@RolesAllowed({"compliance", "auditor"})
@Tag(name = "evidence to hand over")
public class MonthReportResource {
  private static final String PDF = "application/pdf";

  private final CurrentCaller caller;
  private final MonthDesk desk;
  private final Clock clock;

  MonthReportResource(CurrentCaller caller, MonthDesk desk, Clock clock) {
    this.caller = caller;
    this.desk = desk;
    this.clock = clock;
  }

  @GET
  @Produces(PDF)
  @Operation(summary = "The report of a month as PDF; of the last whole month where none is named")
  public Response month(
      @QueryParam("month") @Nullable String month, @QueryParam("redact") @Nullable String redact)
      throws IOException {
    Caller current = caller.get();
    YearMonth running = YearMonth.from(clock.instant().atZone(ZoneOffset.UTC));
    YearMonth asked = month == null ? running.minusMonths(1) : month(month);
    if (asked.isAfter(running)) {
      throw Requests.invalid("`month` has not begun", "send a month until " + running);
    }
    return Response.ok(
            MonthPages.pdf(desk.report(current, asked, AuditResource.withheld(redact))), PDF)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            "attachment; filename=\"month-%s-%s.pdf\"".formatted(current.practice(), asked))
        .build();
  }

  private static YearMonth month(String text) {
    try {
      return YearMonth.parse(text);
    } catch (DateTimeParseException wrong) {
      var refused = Requests.invalid("`month` is not a month", "send it like `2026-11`");
      refused.addSuppressed(wrong);
      throw refused;
    }
  }
}
