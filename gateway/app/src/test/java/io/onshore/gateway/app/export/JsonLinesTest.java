package io.onshore.gateway.app.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.onshore.gateway.audit.AuditChain;
import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.audit.AuditExport;
import io.onshore.gateway.audit.AuditHead;
import io.onshore.gateway.audit.AuditType;
import io.onshore.gateway.audit.ChainEnd;
import io.onshore.gateway.audit.ChainedEvent;
import io.onshore.gateway.audit.SignedHead;
import io.onshore.gateway.audit.Withholding;
import io.onshore.gateway.practice.PracticeId;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The lines that verifiers read; their form is promised. */
class JsonLinesTest {
  private static final PracticeId PRACTICE = new PracticeId("harbour");
  private static final Instant AT = Instant.parse("2026-11-27T07:28:06.12Z");

  private static ChainedEvent event() {
    return AuditChain.link(
        AuditEvent.byGateway(
            PRACTICE, AT, AuditType.FILE_ACCEPTED, "trf_1", Map.of("kind", "a \"b\"\n“c”")),
        ChainEnd.genesis(PRACTICE),
        "00".repeat(32));
  }

  private static String written(Set<Withholding> withheld) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    AuditExport export = ExportFormat.of("jsonl").orElseThrow().to(out);
    ChainedEvent event = event();
    export.begin(new AuditExport.Header("harbour", 1, 1, withheld, AT));
    export.event(event.withhold(withheld));
    export.end(
        List.of(new SignedHead(new AuditHead(PRACTICE, 1, event.hash(), AT), "head.body.sig")));
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void beginWithWhatItIsAndEndWithWhatWasSigned() {
    List<String> lines = written(EnumSet.of(Withholding.DETAIL)).lines().toList();
    assertThat(lines).hasSize(3);
    assertThat(lines.getFirst())
        .isEqualTo(
            "{\"kind\":\"onshore-audit-export\",\"form\":\"onshore-audit-1\",\"practice\":"
                + "\"harbour\",\"first\":1,\"last\":1,\"withheld\":[\"detail\"],"
                + "\"exportedAt\":\"2026-11-27T07:28:06.120000Z\"}");
    assertThat(lines.getLast()).isEqualTo("{\"heads\":[\"head.body.sig\"]}");
  }

  @Test
  void haveTheSaltBesideAValueAndTheDigestInItsPlace() {
    ChainedEvent event = event();
    assertThat(written(Set.of()).lines().toList().get(1))
        .startsWith(
            "{\"number\":1,\"at\":\"2026-11-27T07:28:06.120000Z\",\"type\":\"FILE_ACCEPTED\","
                + "\"parts\":{\"actor\":{\"value\":\"gateway\",\"salt\":\"")
        .contains("\"detail.kind\":{\"value\":\"a \\\"b\\\"\\n“c”\",\"salt\":\"")
        .endsWith("},\"previous\":\"" + event.previous() + "\",\"hash\":\"" + event.hash() + "\"}");
    assertThat(written(EnumSet.of(Withholding.DETAIL)).lines().toList().get(1))
        .contains("\"target\":{\"value\":\"trf_1\"")
        .contains("\"detail.kind\":{\"digest\":\"" + event.parts().get(1).digest() + "\"}")
        .doesNotContain("“c”");
  }

  @Test
  void areTheOneFormThereIs() {
    assertThat(ExportFormat.of("pdf")).isEmpty();
    assertThat(ExportFormat.ALL).hasSize(1);
  }
}
