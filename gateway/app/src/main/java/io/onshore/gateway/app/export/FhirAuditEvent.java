package io.onshore.gateway.app.export;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onshore.gateway.audit.AuditChain;
import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.audit.AuditPart;
import io.onshore.gateway.audit.AuditType;
import io.onshore.gateway.audit.ChainedEvent;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** An event as an {@code AuditEvent} of FHIR R4. */
final class FhirAuditEvent {
  /** How systems of identifiers and codes of the gateway's own begin. */
  static final String OWN = "urn:onshore:";

  private static final String ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";
  private static final String ENCRYPTED =
      "http://hl7.org/fhir/StructureDefinition/auditevent-Encrypted";

  /** The standard's reasons why something is not there. */
  private enum Absence {
    MASKED("masked", "withheld from this export"),
    UNKNOWN("unknown", "not recorded"),
    EMPTY("not-applicable", "none");

    private final String code;
    private final String display;

    Absence(String code, String display) {
      this.code = code;
      this.display = display;
    }
  }

  private static final Coding REST = Coding.hl7("audit-event-type", "rest", "RESTful Operation");
  private static final Coding SYSTEM_OBJECT = entityType("2", "System Object");
  private static final Coding OTHER = entityType("4", "Other");
  private static final Coding RESOURCE = Coding.hl7("object-role", "4", "Domain Resource");
  private static final Coding REPOSITORY = Coding.hl7("object-role", "17", "Data Repository");
  private static final Coding SERVER =
      Coding.hl7("security-source-type", "4", "Application Server");

  /** What no text of FHIR may have in it. */
  private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F]");

  private final ChainedEvent event;
  private final FhirAct act;
  private final ObjectNode json = JsonNodeFactory.instance.objectNode();

  private FhirAuditEvent(ChainedEvent event) {
    this.event = event;
    this.act =
        Arrays.stream(AuditType.values())
            .filter(type -> type.name().equals(event.type()))
            .findFirst()
            .map(FhirAct::of)
            .orElseGet(FhirAct::unknown);
  }

  /** The resource for an event; what was left out of the event is masked in it. */
  static ObjectNode of(ChainedEvent event) {
    return new FhirAuditEvent(event).written();
  }

  private ObjectNode written() {
    json.put("resourceType", "AuditEvent");
    switch (act) {
      case FhirAct.Asked asked -> interaction(asked.interaction());
      case FhirAct.Sent sent -> interaction(sent.interaction());
      case FhirAct.Done done -> done(done);
    }
    json.put("recorded", AuditChain.time(event.at()));
    json.put("outcome", act instanceof FhirAct.Done done ? done.outcome() : FhirAct.SUCCESS);
    if (act instanceof FhirAct.Done done) {
      done.purpose()
          .ifPresent(
              why -> coding(json.putArray("purposeOfEvent").addObject().putArray("coding"), why));
    }
    agents(json.putArray("agent"));
    ObjectNode source = json.putObject("source");
    source.put("site", event.practice().value());
    source.set("observer", gateway());
    coding(source.putArray("type"), SERVER);
    entities(json.putArray("entity"));
    return json;
  }

  private void interaction(Balp balp) {
    json.putObject("meta").putArray("profile").add(balp.profile());
    coding(json, "type", REST);
    ArrayNode names = json.putArray("subtype");
    coding(names, balp.interaction());
    if (balp.furtherNames()) {
      ownName(names);
    }
    json.put("action", balp.action());
  }

  private void done(FhirAct.Done done) {
    coding(json, "type", done.type());
    ArrayNode names = json.putArray("subtype");
    done.kind().ifPresent(closer -> coding(names, closer));
    ownName(names);
    json.put("action", done.action());
  }

  private void ownName(ArrayNode names) {
    names.addObject().put("system", OWN + "audit-type").put("code", text(event.type()));
  }

  private void agents(ArrayNode agents) {
    boolean byItself = event.shown("actor").filter(AuditEvent.GATEWAY::equals).isPresent();
    switch (act) {
      case FhirAct.Asked asked -> {
        if (!byItself) {
          initiator(agents, asked.interaction().user());
        }
        // Which program a person used is not written down.
        party(agents, asked.interaction().client(), nobody(Absence.UNKNOWN), false);
        party(agents, asked.interaction().server(), gateway(), byItself);
      }
      case FhirAct.Sent sent -> {
        if (!byItself) {
          initiator(agents, sent.interaction().user());
        }
        party(agents, sent.interaction().client(), gateway(), byItself);
        party(agents, sent.interaction().server(), reference("destination", "destination"), false);
      }
      case FhirAct.Done ignored -> {
        if (!byItself) {
          initiator(agents, Balp.Part.AUTHOR);
        }
        agent(agents, Optional.of(Balp.Part.APPLICATION), gateway(), byItself);
      }
    }
  }

  /** Who began it. Withheld, it may be the gateway as well, so the part is not said either. */
  private void initiator(ArrayNode agents, Coding part) {
    agent(agents, event.shown("actor").map(known -> part), reference("actor", "actor"), true);
  }

  /** One side of a connection, whose address is not written down. */
  private static void party(ArrayNode agents, Coding part, ObjectNode who, boolean requestor) {
    agent(agents, Optional.of(part), who, requestor).set("network", absent(Absence.UNKNOWN));
  }

  private static ObjectNode agent(
      ArrayNode agents, Optional<Coding> part, ObjectNode who, boolean requestor) {
    ObjectNode agent = agents.addObject();
    part.ifPresent(known -> coding(agent.putObject("type").putArray("coding"), known));
    agent.set("who", who);
    return agent.put("requestor", requestor);
  }

  private void entities(ArrayNode entities) {
    String kind = act.target().name().toLowerCase(Locale.ROOT).replace('_', '-');
    ObjectNode target = entities.addObject();
    if (act.target() == FhirAct.Target.TRANSFER) {
      target.putArray("extension").addObject().put("url", ENCRYPTED).put("valueBoolean", true);
    }
    target.set("what", reference("target", kind));
    coding(target, "type", SYSTEM_OBJECT);
    coding(target, "role", RESOURCE);
    if (event.parts().stream().anyMatch(part -> part.name().equals("destination"))) {
      ObjectNode destination = entities.addObject();
      destination.set("what", reference("destination", "destination"));
      coding(destination, "type", OTHER);
      coding(destination, "role", REPOSITORY);
    }
    record(entities.addObject());
  }

  /** The way back to the gateway's own record, which verifies. */
  private void record(ObjectNode record) {
    record
        .putObject("what")
        .putObject("identifier")
        .put("system", OWN + "audit-event")
        .put("value", event.practice().value() + "/" + event.number());
    coding(record, "type", OTHER);
    ArrayNode details = record.putArray("detail");
    detail(details, "type", event.type());
    detail(details, "previous", event.previous());
    detail(details, "hash", event.hash());
    for (AuditPart part : event.parts()) {
      if (part.name().startsWith(AuditChain.DETAIL)) {
        switch (part) {
          case AuditPart.Shown shown -> detail(details, shown.name(), shown.value());
          case AuditPart.Withheld withheld -> detail(details, withheld.name(), Absence.MASKED);
        }
      }
    }
  }

  private static void detail(ArrayNode details, String name, String value) {
    if (value.isBlank()) {
      detail(details, name, Absence.EMPTY);
    } else {
      details.addObject().put("type", text(name)).put("valueString", text(value));
    }
  }

  private static void detail(ArrayNode details, String name, Absence why) {
    details.addObject().put("type", text(name)).set("_valueString", absent(why));
  }

  private static ObjectNode gateway() {
    ObjectNode gateway = identified("actor", AuditEvent.GATEWAY);
    gateway.put("display", "Onshore gateway");
    return gateway;
  }

  /** What a part of the event names, by an identifier. */
  private ObjectNode reference(String name, String system) {
    return event.parts().stream()
        .filter(part -> part.name().equals(name))
        .findFirst()
        .map(
            part ->
                switch (part) {
                  case AuditPart.Shown shown when shown.value().isBlank() -> nobody(Absence.EMPTY);
                  case AuditPart.Shown shown -> identified(system, shown.value());
                  case AuditPart.Withheld ignored -> nobody(Absence.MASKED);
                })
        .orElseGet(() -> nobody(Absence.UNKNOWN));
  }

  private static ObjectNode identified(String system, String value) {
    ObjectNode reference = JsonNodeFactory.instance.objectNode();
    reference.putObject("identifier").put("system", OWN + system).put("value", text(value));
    return reference;
  }

  private static ObjectNode absent(Absence why) {
    ObjectNode absent = JsonNodeFactory.instance.objectNode();
    absent.putArray("extension").addObject().put("url", ABSENT).put("valueCode", why.code);
    return absent;
  }

  /** A reference to what is not told. */
  private static ObjectNode nobody(Absence why) {
    return absent(why).put("display", why.display);
  }

  private static Coding entityType(String code, String display) {
    return Coding.hl7("audit-entity-type", code, display);
  }

  private static void coding(ArrayNode codings, Coding coding) {
    fill(codings.addObject(), coding);
  }

  private static void coding(ObjectNode parent, String name, Coding coding) {
    fill(parent.putObject(name), coding);
  }

  private static void fill(ObjectNode node, Coding coding) {
    node.put("system", coding.system()).put("code", coding.code()).put("display", coding.display());
  }

  private static String text(String value) {
    return CONTROL.matcher(value).replaceAll("\uFFFD");
  }
}
