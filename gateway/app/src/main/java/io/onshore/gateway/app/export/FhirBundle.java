package io.onshore.gateway.app.export;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onshore.gateway.audit.AuditChain;
import io.onshore.gateway.audit.AuditExport;
import io.onshore.gateway.audit.ChainedEvent;
import io.onshore.gateway.audit.SignedHead;
import io.onshore.gateway.audit.Withholding;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/**
 * A FHIR R4 {@code Bundle} of {@code AuditEvent}s, after IHE BALP where one of its profiles fits.
 * It points back to the gateway's own records and does not verify; {@link JsonLines} does.
 */
public record FhirBundle() implements ExportFormat {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Coding REDACTED = Coding.hl7("v3-ObservationValue", "REDACTED", "redacted");

  @Override
  public String id() {
    return "fhir";
  }

  @Override
  public String ending() {
    return "fhir.json";
  }

  @Override
  public String mediaType() {
    return "application/fhir+json";
  }

  @Override
  public AuditExport to(OutputStream out) {
    try {
      JsonGenerator json = JSON.createGenerator(out);
      json.configure(JsonGenerator.Feature.AUTO_CLOSE_TARGET, false);
      return new Entries(json);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Where an event of this hash is found in any bundle. */
  private static UUID uuid(ChainedEvent event) {
    return UUID.nameUUIDFromBytes(event.hash().getBytes(StandardCharsets.US_ASCII));
  }

  private static final class Entries implements AuditExport {
    private final JsonGenerator json;
    private boolean any;

    Entries(JsonGenerator json) {
      this.json = json;
    }

    /** What may fail as an output stream does. */
    private interface Writing {
      void run() throws IOException;
    }

    private static void write(Writing writing) {
      try {
        writing.run();
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }

    @Override
    public void begin(Header header) {
      write(
          () -> {
            json.writeStartObject();
            json.writeStringField("resourceType", "Bundle");
            if (!header.withheld().isEmpty()) {
              withheld(header);
            }
            json.writeObjectFieldStart("identifier");
            json.writeStringField("system", FhirAuditEvent.OWN + "audit-export");
            json.writeStringField(
                "value", "%s/%d-%d".formatted(header.practice(), header.first(), header.last()));
            json.writeEndObject();
            json.writeStringField("type", "collection");
            json.writeStringField("timestamp", AuditChain.time(header.exportedAt()));
          });
    }

    private void withheld(Header header) throws IOException {
      json.writeObjectFieldStart("meta");
      json.writeArrayFieldStart("security");
      json.writePOJO(REDACTED);
      json.writeEndArray();
      json.writeArrayFieldStart("tag");
      for (Withholding each : header.withheld().stream().sorted().toList()) {
        json.writeStartObject();
        json.writeStringField("system", FhirAuditEvent.OWN + "withheld");
        json.writeStringField("code", each.id());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }

    @Override
    public void event(ChainedEvent event) {
      write(
          () -> {
            // FHIR knows no empty lists.
            if (!any) {
              json.writeArrayFieldStart("entry");
              any = true;
            }
            json.writeStartObject();
            json.writeStringField("fullUrl", "urn:uuid:" + uuid(event));
            json.writeFieldName("resource");
            json.writeTree(FhirAuditEvent.of(event));
            json.writeEndObject();
          });
    }

    @Override
    public void end(List<SignedHead> heads) {
      write(
          () -> {
            if (any) {
              json.writeEndArray();
            }
            json.writeEndObject();
            json.flush();
          });
    }
  }
}
