package io.onshore.gateway.app.rest;

import io.onshore.gateway.app.rest.SetUpViews.StopView;
import io.onshore.gateway.app.security.CurrentCaller;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.stop.StopDesk;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What is stopped. */
@Path("/api/v1/stops")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "set-up")
public class StopsResource {
  private final CurrentCaller caller;
  private final StopDesk desk;

  StopsResource(CurrentCaller caller, StopDesk desk) {
    this.caller = caller;
    this.desk = desk;
  }

  @GET
  @RolesAllowed({"practice-admin", "compliance", "auditor"})
  @Operation(
      summary =
          "What is stopped, by whom, why, and how many files it holds up or another stop would")
  public StopList list() {
    PracticeId practice = caller.get().practice();
    return new StopList(
        desk.list(practice).stream().map(StopView::of).toList(), desk.underWay(practice));
  }

  /**
   * The stops, the oldest first.
   *
   * @param underWay what each stop would hold up; nothing where no file is on its way
   */
  record StopList(List<StopView> stops, List<StopDesk.UnderWay> underWay) {}
}
