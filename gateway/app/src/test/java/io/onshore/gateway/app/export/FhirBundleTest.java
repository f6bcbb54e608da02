package io.onshore.gateway.app.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.audit.AuditType;
import io.onshore.gateway.audit.ChainedEvent;
import io.onshore.gateway.audit.Withholding;
import io.onshore.gateway.destination.DestinationId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What others read as FHIR, as HAPI's validator sees it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FhirBundleTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Details as they occur, with one that is empty and one that no text of FHIR may hold. */
  private static final Map<String, String> DETAIL =
      Map.of(
          "decision",
          "dec_01m8zq9w3k5x7y2b4c6d8e0f1g",
          "sha256",
          "9f".repeat(32),
          "findings",
          "au.app8 nz.hipc",
          "withheld",
          "",
          "odd",
          "a\u0001\n\"b\" <c>",
          AuditEvent.ACTOR_JURISDICTION,
          "AU-VIC");

  /** What the validator may say of valid events, each with the reason. */
  private static final List<String> ACCEPTED =
      List.of(
          // The gateway's own names stand beside the standard's; no value set can know them.
          "CodeSystem is unknown and can't be validated: urn:onshore:",
          "The Coding provided (urn:onshore:audit-type#",
          // BALP's own choice for who was asked to delete.
          "(codes = http://terminology.hl7.org/CodeSystem/provenance-participant-type#custodian)");

  private FhirValidation validation;

  @BeforeAll
  void readTheStandard() {
    validation = new FhirValidation();
  }

  /** Whose acts are exported, and what is told of them. */
  enum Trail {
    OF_A_PERSON,
    WITHOUT_A_DESTINATION,
    OF_THE_GATEWAY,
    REDACTED,
    WITHOUT_NAMES;

    private List<AuditEvent> events() {
      return Arrays.stream(AuditType.values()).map(this::event).toList();
    }

    private AuditEvent event(AuditType type) {
      return new AuditEvent(
          Exports.AT,
          Exports.PRACTICE,
          type,
          this == OF_THE_GATEWAY ? AuditEvent.GATEWAY : "0b9e4c1a-clara",
          "trf_01m8zq9w3k5x7y2b4c6d8e0f1g",
          this == WITHOUT_A_DESTINATION
              ? Optional.empty()
              : Optional.of(new DestinationId("library")),
          DETAIL);
    }

    private Set<Withholding> withheld() {
      return switch (this) {
        case REDACTED -> EnumSet.allOf(Withholding.class);
        case WITHOUT_NAMES -> EnumSet.of(Withholding.ACTOR);
        case OF_A_PERSON, WITHOUT_A_DESTINATION, OF_THE_GATEWAY -> Set.of();
      };
    }
  }

  private static String written(List<AuditEvent> events, Set<Withholding> withheld) {
    return Exports.written(new FhirBundle(), Exports.trail(events), withheld);
  }

  private static String written(AuditType type, Trail trail) {
    return written(List.of(trail.event(type)), trail.withheld());
  }

  private static ObjectNode json(String text) {
    try {
      return (ObjectNode) JSON.readTree(text);
    } catch (IOException notJson) {
      throw new UncheckedIOException(notJson);
    }
  }

  private static ObjectNode resource(JsonNode bundle, int index) {
    return (ObjectNode) bundle.path("entry").path(index).path("resource");
  }

  private void assertValid(String bundle) {
    assertThat(validation.validate(bundle))
        .filteredOn(found -> found.error() || ACCEPTED.stream().noneMatch(found.text()::contains))
        .isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void everyKindOfEventIsValidAgainstR4AndTheProfileThatItClaims(Trail trail) {
    String bundle = written(trail.events(), trail.withheld());
    assertThat(json(bundle).path("entry").size()).isEqualTo(AuditType.values().length);
    assertValid(bundle);
  }

  @Test
  void everyProfileOfBalpIsClaimedBySome() {
    JsonNode bundle = json(written(Trail.OF_A_PERSON.events(), Set.of()));
    assertThat(bundle.findValues("profile"))
        .extracting(claimed -> claimed.path(0).asText())
        .contains(Arrays.stream(Balp.values()).map(Balp::profile).toArray(String[]::new));
    assertThat(resource(json(written(AuditType.ACCESS_DENIED, Trail.OF_A_PERSON)), 0).has("meta"))
        .isFalse();
  }

  private void assertFound(AuditType type, String told, Consumer<ObjectNode> fault) {
    ObjectNode bundle = json(written(type, Trail.OF_A_PERSON));
    assertValid(bundle.toString());
    fault.accept(resource(bundle, 0));
    assertThat(validation.validate(bundle.toString()))
        .filteredOn(FhirValidation.Found::error)
        .extracting(FhirValidation.Found::text)
        .anySatisfy(text -> assertThat(text).contains(told));
  }

  @Test
  void aBrokenEventIsFoundByTheValidator() {
    assertFound(AuditType.FILE_STORED, "IHE.BasicAudit.Create", event -> event.put("action", "R"));
    assertFound(
        AuditType.FILE_STORED,
        "network",
        event -> ((ObjectNode) event.path("agent").path(1)).remove("network"));
    assertFound(AuditType.AUDIT_READ, "IHE.BasicAudit.Read", event -> event.put("outcome", "8"));
    assertFound(
        AuditType.WEBHOOK_CHANGED,
        "IHE.BasicAudit.Update",
        event -> ((ArrayNode) event.path("entity")).remove(0));
    assertFound(
        AuditType.WEBHOOK_DELETED,
        "IHE.BasicAudit.Delete",
        event ->
            ((ArrayNode) event.path("subtype"))
                .addObject()
                .put("system", "urn:onshore:audit-type")
                .put("code", "WEBHOOK_DELETED"));
    assertFound(AuditType.FILE_RECEIVED, "recorded", event -> event.remove("recorded"));
    assertFound(
        AuditType.FILE_RECEIVED,
        "iso-21089-lifecycle#recieve",
        event -> ((ObjectNode) event.path("type")).put("code", "recieve"));
  }

  @Test
  void anEmptyExportIsValid() {
    String bundle = written(List.of(), Set.of());
    assertThat(json(bundle).has("entry")).isFalse();
    assertValid(bundle);
  }

  @Test
  void aNameThatSomebodyAlteredIsExportedAllTheSame() {
    ChainedEvent event =
        Exports.trail(List.of(Trail.OF_A_PERSON.event(AuditType.FILE_STORED))).getFirst();
    ChainedEvent altered =
        new ChainedEvent(
            event.practice(),
            event.number(),
            event.at(),
            "NOTHING_HAPPENED",
            event.parts(),
            event.previous(),
            event.hash());
    String bundle = Exports.written(new FhirBundle(), List.of(altered), Set.of());
    assertThat(bundle).contains("NOTHING_HAPPENED").doesNotContain("BasicAudit");
    assertValid(bundle);
  }

  @Test
  void theBundleSaysWhatItIsAndWhatWasLeftOut() {
    ObjectNode bundle =
        json(
            written(
                List.of(Trail.OF_A_PERSON.event(AuditType.FILE_STORED)),
                EnumSet.of(Withholding.DETAIL, Withholding.ACTOR)));
    assertThat(bundle.path("type").asText()).isEqualTo("collection");
    assertThat(bundle.path("identifier").toString())
        .isEqualTo("{\"system\":\"urn:onshore:audit-export\",\"value\":\"harbour/1-1\"}");
    assertThat(bundle.path("timestamp").asText()).isEqualTo("2026-11-27T07:28:06.120000Z");
    assertThat(bundle.path("meta").path("security").findValuesAsText("code"))
        .containsExactly("REDACTED");
    assertThat(bundle.path("meta").path("tag").findValuesAsText("code"))
        .containsExactly("actor", "detail");
    assertThat(json(written(AuditType.FILE_STORED, Trail.OF_A_PERSON)).has("meta")).isFalse();
  }

  @Test
  void whatWasLeftOutIsMaskedAndNotReadable() {
    String redacted = written(AuditType.FILE_STORED, Trail.REDACTED);
    assertThat(redacted)
        .doesNotContain("clara", "library", "trf_", "dec_", "AU-VIC")
        .contains("\"valueCode\":\"masked\"", "detail.findings");
    ObjectNode event = resource(json(redacted), 0);
    // Not even whether it was a person.
    assertThat(event.path("agent").path(0).has("type")).isFalse();
    assertThat(event.path("agent").path(0).path("requestor").asBoolean()).isTrue();
  }

  @Test
  void anEventLeadsBackToTheRecordThatVerifies() {
    ChainedEvent native1 =
        Exports.trail(List.of(Trail.OF_A_PERSON.event(AuditType.FILE_STORED))).getFirst();
    ObjectNode event = resource(json(written(AuditType.FILE_STORED, Trail.OF_A_PERSON)), 0);
    JsonNode record = event.path("entity").path(2);
    assertThat(record.path("what").path("identifier").path("value").asText())
        .isEqualTo("harbour/1");
    assertThat(record.path("detail").findValuesAsText("valueString"))
        .contains("FILE_STORED", native1.hash(), native1.previous(), "au.app8 nz.hipc");
    assertThat(event.path("recorded").asText()).isEqualTo("2026-11-27T07:28:06.120000Z");
  }

  @Test
  void theEnvelopeIsMarkedAsEncryptedAndTheGatewayNamedAsItsSender() {
    ObjectNode event = resource(json(written(AuditType.FILE_STORED, Trail.OF_THE_GATEWAY)), 0);
    JsonNode envelope = event.path("entity").path(0);
    assertThat(envelope.path("extension").path(0).path("url").asText())
        .isEqualTo("http://hl7.org/fhir/StructureDefinition/auditevent-Encrypted");
    assertThat(envelope.path("what").path("identifier").path("system").asText())
        .isEqualTo("urn:onshore:transfer");
    assertThat(event.path("agent").size()).isEqualTo(2);
    assertThat(event.path("agent").path(0).path("who").path("identifier").path("value").asText())
        .isEqualTo("gateway");
    assertThat(event.path("agent").path(1).path("who").path("identifier").path("value").asText())
        .isEqualTo("library");
    ObjectNode opened = resource(json(written(AuditType.CASE_OPENED, Trail.OF_A_PERSON)), 0);
    assertThat(opened.path("entity").path(0).has("extension")).isFalse();
  }

  @Test
  void anEmergencySaysWhatItWasFor() {
    ObjectNode event = resource(json(written(AuditType.EMERGENCY_SEND, Trail.OF_A_PERSON)), 0);
    assertThat(event.path("purposeOfEvent").findValuesAsText("code")).containsExactly("ETREAT");
  }
}
