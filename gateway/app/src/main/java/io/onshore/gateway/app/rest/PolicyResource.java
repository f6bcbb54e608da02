package io.onshore.gateway.app.rest;

import io.onshore.gateway.residency.ResidencyDesk;
import io.onshore.policy.Jurisdiction;
import io.onshore.policy.JurisdictionId;
import io.onshore.policy.Rulebook;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The rulebook in force. Not legal advice. */
@Path("/api/v1")
@RunOnVirtualThread
@RolesAllowed({"clinician", "service", "practice-admin", "compliance", "auditor"})
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "policy")
public class PolicyResource {
  private final ResidencyDesk desk;

  PolicyResource(ResidencyDesk desk) {
    this.desk = desk;
  }

  @GET
  @Path("/policy")
  @Operation(summary = "The rulebook in force")
  public PolicyView policy() {
    Rulebook rulebook = desk.rulebook();
    return new PolicyView(
        rulebook.version(),
        rulebook.asOf(),
        "sha256:" + rulebook.digest(),
        rulebook.rules().stream()
            .map(
                rule ->
                    new RuleView(
                        rule.id(),
                        rule.jurisdiction().value(),
                        rule.severity().name(),
                        rule.text()))
            .toList());
  }

  @GET
  @Path("/jurisdictions")
  @Operation(summary = "The jurisdictions that the rulebook knows")
  public JurisdictionList jurisdictions() {
    return new JurisdictionList(
        desk.rulebook().jurisdictions().stream().map(JurisdictionView::of).toList());
  }

  /** The rulebook in force. */
  public record PolicyView(String version, LocalDate asOf, String digest, List<RuleView> rules) {}

  /** One rule. */
  public record RuleView(String id, String jurisdiction, String severity, String text) {}

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
