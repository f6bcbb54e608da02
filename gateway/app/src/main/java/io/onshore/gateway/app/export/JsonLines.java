package io.onshore.gateway.app.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.onshore.gateway.audit.AuditChain;
import io.onshore.gateway.audit.AuditExport;
import io.onshore.gateway.audit.AuditPart;
import io.onshore.gateway.audit.ChainedEvent;
import io.onshore.gateway.audit.SignedHead;
import io.onshore.gateway.audit.Withholding;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * JSON Lines, with all that verifying takes: a header, a line for each event, and the signed heads
 * at the end. The members of a line are described in this module's README.
 */
public record JsonLines() implements ExportFormat {
  @Override
  public String id() {
    return "jsonl";
  }

  @Override
  public String ending() {
    return "jsonl";
  }

  @Override
  public String mediaType() {
    return "application/jsonl";
  }

  @Override
  public AuditExport to(OutputStream out) {
    try {
      JsonGenerator json = new JsonFactory().createGenerator(out);
      json.configure(JsonGenerator.Feature.AUTO_CLOSE_TARGET, false);
      json.setRootValueSeparator(null);
      return new Lines(json);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private record Lines(JsonGenerator json) implements AuditExport {
    /** What may fail as an output stream does. */
    private interface Members {
      void write(JsonGenerator json) throws IOException;
    }

    private void line(Members members) {
      try {
        json.writeStartObject();
        members.write(json);
        json.writeEndObject();
        json.writeRaw('\n');
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }

    @Override
    public void begin(Header header) {
      line(
          line -> {
            line.writeStringField("kind", "onshore-audit-export");
            line.writeStringField("form", AuditChain.FORM);
            line.writeStringField("practice", header.practice());
            line.writeNumberField("first", header.first());
            line.writeNumberField("last", header.last());
            line.writeArrayFieldStart("withheld");
            for (Withholding each : header.withheld().stream().sorted().toList()) {
              line.writeString(each.id());
            }
            line.writeEndArray();
            line.writeStringField("exportedAt", AuditChain.time(header.exportedAt()));
          });
    }

    @Override
    public void event(ChainedEvent event) {
      line(
          line -> {
            line.writeNumberField("number", event.number());
            line.writeStringField("at", AuditChain.time(event.at()));
            line.writeStringField("type", event.type());
            line.writeObjectFieldStart("parts");
            for (AuditPart part : event.parts()) {
              line.writeObjectFieldStart(part.name());
              switch (part) {
                case AuditPart.Shown shown -> {
                  line.writeStringField("value", shown.value());
                  line.writeStringField("salt", shown.salt());
                }
                case AuditPart.Withheld withheld ->
                    line.writeStringField("digest", withheld.digest());
              }
              line.writeEndObject();
            }
            line.writeEndObject();
            line.writeStringField("previous", event.previous());
            line.writeStringField("hash", event.hash());
          });
    }

    @Override
    public void end(List<SignedHead> heads) {
      line(
          line -> {
            line.writeArrayFieldStart("heads");
            for (SignedHead head : heads) {
              line.writeString(head.jws());
            }
            line.writeEndArray();
          });
      try {
        json.flush();
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }
  }
}
