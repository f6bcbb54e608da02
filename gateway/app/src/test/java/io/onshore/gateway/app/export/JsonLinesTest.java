package io.onshore.gateway.app.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.audit.AuditType;
import io.onshore.gateway.audit.ChainedEvent;
import io.onshore.gateway.audit.Withholding;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The lines that verifiers read; their form is promised. */
class JsonLinesTest {
  private static ChainedEvent event() {
    return Exports.trail(
            List.of(
                AuditEvent.byGateway(
                    Exports.PRACTICE,
                    Exports.AT,
                    AuditType.FILE_ACCEPTED,
                    "trf_1",
                    Map.of("kind", "a \"b\"\n“c”"))))
        .getFirst();
  }

  private static String written(Set<Withholding> withheld) {
    return Exports.written(new JsonLines(), List.of(event()), withheld);
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
}
