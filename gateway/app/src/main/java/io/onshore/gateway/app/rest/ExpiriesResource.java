package io.onshore.gateway.app.rest;

import io.onshore.gateway.app.security.CurrentCaller;
import io.onshore.gateway.expiry.Alert;
import io.onshore.gateway.expiry.Alerts;
import io.onshore.gateway.expiry.Expiry;
import io.onshore.gateway.expiry.ExpiryCalendar;
import io.onshore.gateway.practice.PracticeId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What ends when. */
@Path("/api/v1/expiries")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "set-up")
public class ExpiriesResource {
  private static final int SHOWN = 100;

  private final CurrentCaller caller;
  private final ExpiryCalendar calendar;
  private final Alerts alerts;
  private final Clock clock;

  ExpiriesResource(CurrentCaller caller, ExpiryCalendar calendar, Alerts alerts, Clock clock) {
    this.caller = caller;
    this.calendar = calendar;
    this.alerts = alerts;
    this.clock = clock;
  }

  @GET
  @RolesAllowed({"practice-admin", "compliance", "auditor"})
  @Operation(summary = "What the practice relies on ends when, and the alerts that were raised")
  public Calendar calendar() {
    PracticeId practice = caller.get().practice();
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    return new Calendar(
        calendar.of(practice).stream().map(expiry -> ExpiryView.of(expiry, today)).toList(),
        alerts.list(practice, SHOWN).stream().map(AlertView::of).toList());
  }

  /** The calendar, the nearest end first, and the newest alerts first. */
  public record Calendar(List<ExpiryView> expiries, List<AlertView> alerts) {}

  /**
   * Something that ends.
   *
   * @param on the last day it counts
   * @param daysLeft negative if it has ended
   */
  public record ExpiryView(
      Expiry.Kind kind,
      Expiry.About about,
      String target,
      String subject,
      LocalDate on,
      long daysLeft,
      String hint) {
    static ExpiryView of(Expiry expiry, LocalDate today) {
      return new ExpiryView(
          expiry.kind(),
          expiry.about(),
          expiry.target(),
          expiry.subject(),
          expiry.on(),
          expiry.daysLeft(today),
          expiry.hint());
    }
  }

  /**
   * An alert.
   *
   * @param step how many days before the end it was raised, at most; 0 once it had ended
   */
  public record AlertView(
      String id,
      Expiry.Kind kind,
      String target,
      String subject,
      LocalDate on,
      int step,
      Instant raisedAt) {
    static AlertView of(Alert alert) {
      Expiry expiry = alert.expiry();
      return new AlertView(
          alert.id(),
          expiry.kind(),
          expiry.target(),
          expiry.subject(),
          expiry.on(),
          alert.step(),
          alert.raisedAt());
    }
  }
}
