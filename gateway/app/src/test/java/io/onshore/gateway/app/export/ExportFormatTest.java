package io.onshore.gateway.app.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.audit.AuditExport;
import io.onshore.gateway.audit.AuditType;
import io.onshore.gateway.audit.ChainedEvent;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What holds for every form. */
class ExportFormatTest {
  static final List<ExportFormat> ALL = ExportFormat.ALL;

  @Test
  void formsAreFoundByTheirNames() {
    assertThat(ALL).extracting(ExportFormat::id).containsExactly("jsonl", "csv", "fhir");
    assertThat(ALL).allSatisfy(form -> assertThat(ExportFormat.of(form.id())).contains(form));
    assertThat(ALL).extracting(ExportFormat::ending).containsExactly("jsonl", "csv", "fhir.json");
    assertThat(ExportFormat.of("pdf")).isEmpty();
  }

  @ParameterizedTest
  @FieldSource("ALL")
  void anEventLeavesAsItComesHoweverManyFollow(ExportFormat form) {
    ChainedEvent event =
        Exports.trail(
                List.of(
                    AuditEvent.byGateway(
                        Exports.PRACTICE, Exports.AT, AuditType.FILE_STORED, "trf_1", Map.of())))
            .getFirst();
    int held = 32 * 1024;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    AuditExport export = form.to(out);
    export.begin(new AuditExport.Header(Exports.PRACTICE.value(), 1, 2_000, Set.of(), Exports.AT));
    for (int i = 0; i < 2_000; i++) {
      export.event(event);
    }
    int before = out.size();
    export.end(List.of());
    assertThat(before).isGreaterThan(2_000 * 64).isGreaterThan(out.size() - held);
  }
}
