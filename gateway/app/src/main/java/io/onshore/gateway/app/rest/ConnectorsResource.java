package io.onshore.gateway.app.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.onshore.connector.ConnectorCard;
import io.onshore.connector.ConnectorFactory;
import io.onshore.connector.DigestAlgorithm;
import io.onshore.connector.PartRule;
import io.onshore.gateway.destination.Connectors;
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

/** What the installed connectors can do. */
@Path("/api/v1/connectors")
@RunOnVirtualThread
@RolesAllowed({"clinician", "service", "practice-admin", "compliance", "auditor"})
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "connectors")
public class ConnectorsResource {
  private final Connectors connectors;
  private final FactSheets sheets;

  ConnectorsResource(Connectors connectors, FactSheets sheets) {
    this.connectors = connectors;
    this.sheets = sheets;
  }

  @GET
  @Operation(summary = "The capability card and the fact sheet of each connector")
  public ConnectorList list() {
    return new ConnectorList(
        connectors.factories().stream()
            .map(factory -> CardView.of(factory, sheets.of(factory.provider())))
            .toList());
  }

  /** The cards. */
  public record ConnectorList(List<CardView> connectors) {}

  /**
   * What a connector can do.
   *
   * @param factSheet the same with its sources, and more, as the connector's {@code connector.yaml}
   *     has it
   */
  public record CardView(
      String provider,
      String title,
      long maxBytes,
      int maxNameLength,
      List<String> digests,
      PartsView parts,
      Optional<Long> sessionLifeSeconds,
      List<String> evidence,
      List<String> powers,
      List<ConnectorCard.Scope> scopes,
      List<SettingView> settings,
      JsonNode factSheet) {
    static CardView of(ConnectorFactory factory, JsonNode factSheet) {
      ConnectorCard card = factory.card();
      return new CardView(
          card.provider().value(),
          card.title(),
          card.limits().maxBytes(),
          card.limits().maxNameLength(),
          card.limits().digests().stream().map(DigestAlgorithm::id).sorted().toList(),
          PartsView.of(card.partRule()),
          card.sessionLife().map(life -> life.toSeconds()),
          card.evidence().stream().map(Enum::name).sorted().toList(),
          card.powers().stream().map(Enum::name).sorted().toList(),
          card.scopes(),
          factory.settings().stream()
              .map(
                  spec ->
                      new SettingView(
                          spec.name(),
                          spec.help(),
                          spec.required(),
                          spec.secret(),
                          spec.operators(),
                          spec.fallback()))
              .toList(),
          factSheet);
    }
  }

  /** How uploads are cut, in bytes. */
  public record PartsView(long unit, long max, int parallel) {
    static PartsView of(PartRule rule) {
      return switch (rule) {
        case PartRule.Fixed fixed -> new PartsView(fixed.bytes(), fixed.bytes(), fixed.parallel());
        case PartRule.MultipleOf multiple ->
            new PartsView(multiple.unit(), multiple.max(), multiple.parallel());
      };
    }
  }

  /**
   * A setting of a connection.
   *
   * @param operators whether only who runs the gateway may fill it in
   */
  public record SettingView(
      String name,
      String help,
      boolean required,
      boolean secret,
      boolean operators,
      Optional<String> fallback) {}
}
