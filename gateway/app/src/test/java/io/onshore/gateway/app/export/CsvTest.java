package io.onshore.gateway.app.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.audit.AuditType;
import io.onshore.gateway.audit.ChainedEvent;
import io.onshore.gateway.audit.Withholding;
import io.onshore.gateway.destination.DestinationId;
import java.io.IOException;
import java.io.StringReader;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The table that spreadsheets open; its columns are promised. */
class CsvTest {
  private static ChainedEvent event(String actor, String target, Map<String, String> detail) {
    return Exports.trail(
            List.of(
                new AuditEvent(
                        Exports.AT,
                        Exports.PRACTICE,
                        AuditType.FILE_ACCEPTED,
                        actor,
                        target,
                        detail)
                    .at(new DestinationId("library"))))
        .getFirst();
  }

  private static String written(ChainedEvent event, Set<Withholding> withheld) {
    return Exports.written(new Csv(), List.of(event), withheld);
  }

  private static CSVRecord read(String csv) throws IOException {
    try (CSVParser parser =
        CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .get()
            .parse(new StringReader(csv))) {
      List<CSVRecord> rows = parser.getRecords();
      assertThat(rows).hasSize(1);
      return rows.getFirst();
    }
  }

  @Test
  void hasARowOfHeadingsAndARowForEachEvent() {
    ChainedEvent event = event("clara", "trf_1", Map.of("kind", "a, \"b\"\n“c”", "size", "5"));
    assertThat(written(event, Set.of()))
        .isEqualTo(
            "number,at,type,actor,target,destination,detail,withheld,previous,hash\r\n"
                + "1,2026-11-27T07:28:06.120000Z,FILE_ACCEPTED,clara,trf_1,library,"
                + "\"{\"\"kind\"\":\"\"a, \\\"\"b\\\"\"\\n“c”\"\",\"\"size\"\":\"\"5\"\"}\",,"
                + event.previous()
                + ","
                + event.hash()
                + "\r\n");
  }

  @Test
  void namesWhatWasLeftOutSoThatItIsNotTakenForEmpty() throws IOException {
    ChainedEvent event = event("clara", "trf_1", Map.of("kind", "secret", "size", "5"));
    String csv = written(event, EnumSet.of(Withholding.ACTOR, Withholding.DETAIL));
    assertThat(csv).doesNotContain("clara", "secret");
    CSVRecord row = read(csv);
    assertThat(row.get("actor")).isEmpty();
    assertThat(row.get("detail")).isEmpty();
    assertThat(row.get("target")).isEqualTo("trf_1");
    assertThat(row.get("withheld")).isEqualTo("actor detail.kind detail.size");
    assertThat(row.get("hash")).isEqualTo(event.hash());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=HYPERLINK(\"http://x\")",
        "+1",
        "-1+cmd",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "\uFF1D1",
        "'=1"
      })
  void noCellIsAFormulaAndNothingIsLostByThat(String text) throws IOException {
    CSVRecord row = read(written(event(text, text, Map.of("kind", text)), Set.of()));
    assertThat(row.get("actor")).isEqualTo("'" + text);
    assertThat(row.get("target")).isEqualTo("'" + text);
    assertThat(row.get("detail")).startsWith("{");
  }

  @Test
  void anInnocentCellStaysAsItIs() throws IOException {
    CSVRecord row = read(written(event("a=b@c-d", "trf_1", Map.of()), Set.of()));
    assertThat(row.get("actor")).isEqualTo("a=b@c-d");
    assertThat(row.get("detail")).isEmpty();
    assertThat(row.get("withheld")).isEmpty();
  }
}
