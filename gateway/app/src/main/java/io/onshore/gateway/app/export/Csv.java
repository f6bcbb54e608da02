package io.onshore.gateway.app.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onshore.gateway.audit.AuditChain;
import io.onshore.gateway.audit.AuditExport;
import io.onshore.gateway.audit.AuditPart;
import io.onshore.gateway.audit.ChainedEvent;
import io.onshore.gateway.audit.SignedHead;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * A table for spreadsheets, as RFC 4180 says: a row of headings, and a row for each event. The
 * columns are described in this module's README. It does not verify; {@link JsonLines} does.
 */
public record Csv() implements ExportFormat {
  private static final CSVFormat FORM = CSVFormat.RFC4180;

  /** What makes a spreadsheet take a cell for a formula. */
  private static final String FORMULA = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

  private static final char DEFUSED = '\'';
  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public String id() {
    return "csv";
  }

  @Override
  public String ending() {
    return "csv";
  }

  @Override
  public String mediaType() {
    return "text/csv; charset=UTF-8";
  }

  @Override
  public AuditExport to(OutputStream out) {
    try {
      return new Rows(
          new CSVPrinter(
              new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8)), FORM));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** What cannot be taken for a formula: such a text, and one with a {@code '}, gets one more. */
  private static String defused(String text) {
    return !text.isEmpty() && (FORMULA.indexOf(text.charAt(0)) >= 0 || text.charAt(0) == DEFUSED)
        ? DEFUSED + text
        : text;
  }

  private static String shown(ChainedEvent event, String part) {
    return defused(event.shown(part).orElse(""));
  }

  private static String detail(ChainedEvent event) throws IOException {
    ObjectNode detail = JsonNodeFactory.instance.objectNode();
    for (AuditPart part : event.parts()) {
      if (part instanceof AuditPart.Shown shown && shown.name().startsWith(AuditChain.DETAIL)) {
        detail.put(shown.name().substring(AuditChain.DETAIL.length()), shown.value());
      }
    }
    return detail.isEmpty() ? "" : JSON.writeValueAsString(detail);
  }

  private static String withheld(ChainedEvent event) {
    return event.parts().stream()
        .filter(AuditPart.Withheld.class::isInstance)
        .map(AuditPart::name)
        .collect(Collectors.joining(" "));
  }

  private record Rows(CSVPrinter csv) implements AuditExport {
    private void row(Object... cells) {
      try {
        csv.printRecord(cells);
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }

    @Override
    public void begin(Header header) {
      row(
          "number",
          "at",
          "type",
          "actor",
          "target",
          "destination",
          "detail",
          "withheld",
          "previous",
          "hash");
    }

    @Override
    public void event(ChainedEvent event) {
      try {
        row(
            event.number(),
            AuditChain.time(event.at()),
            defused(event.type()),
            shown(event, "actor"),
            shown(event, "target"),
            shown(event, "destination"),
            detail(event),
            withheld(event),
            defused(event.previous()),
            defused(event.hash()));
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }

    @Override
    public void end(List<SignedHead> heads) {
      try {
        csv.flush();
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }
  }
}
