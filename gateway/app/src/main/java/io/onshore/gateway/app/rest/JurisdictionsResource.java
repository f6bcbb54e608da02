package io.onshore.gateway.app.rest;

import io.onshore.gateway.residency.ResidencyDesk;
import io.onshore.policy.Jurisdiction;
import io.onshore.policy.JurisdictionId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The jurisdictions that rules are about. */
@Path("/api/v1/jurisdictions")
@RunOnVirtualThread
@RolesAllowed({"clinician", "service", "practice-admin", "compliance", "auditor"})
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "policy")
public class JurisdictionsResource {
  private final ResidencyDesk desk;

  JurisdictionsResource(ResidencyDesk desk) {
    this.desk = desk;
  }

  @GET
  @Operation(summary = "The jurisdictions that the rulebook knows")
  public JurisdictionList jurisdictions() {
    return new JurisdictionList(
        desk.rulebook().jurisdictions().stream().map(JurisdictionView::of).toList());
  }

  /** The jurisdictions. */
  public record JurisdictionList(List<JurisdictionView> jurisdictions) {}

  /** One jurisdiction. */
  public record JurisdictionView(
      String id, String name, Optional<String> parent, Optional<String> regulator, String law) {
    static JurisdictionView of(Jurisdiction jurisdiction) {
      return new JurisdictionView(
          jurisdiction.id().value(),
          jurisdiction.name(),
          jurisdiction.parent().map(JurisdictionId::value),
          jurisdiction.regulator(),
          jurisdiction.law());
    }
  }
}
