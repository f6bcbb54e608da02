package io.onshore.gateway.app.export;

import io.onshore.gateway.audit.AuditChain;
import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.audit.AuditExport;
import io.onshore.gateway.audit.AuditHead;
import io.onshore.gateway.audit.ChainEnd;
import io.onshore.gateway.audit.ChainedEvent;
import io.onshore.gateway.audit.SignedHead;
import io.onshore.gateway.audit.Withholding;
import io.onshore.gateway.practice.PracticeId;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Trails and their exports. */
final class Exports {
  static final PracticeId PRACTICE = new PracticeId("harbour");
  static final Instant AT = Instant.parse("2026-11-27T07:28:06.12Z");

  private Exports() {}

  /** A whole trail. */
  static List<ChainedEvent> trail(List<AuditEvent> events) {
    List<ChainedEvent> trail = new ArrayList<>();
    ChainEnd end = ChainEnd.genesis(PRACTICE);
    for (AuditEvent event : events) {
      ChainedEvent linked = AuditChain.link(event, end, "00".repeat(32));
      trail.add(linked);
      end = new ChainEnd(linked.number(), linked.hash());
    }
    return trail;
  }

  /** A trail's export in a form, with a signature of its last event. */
  static String written(ExportFormat form, List<ChainedEvent> trail, Set<Withholding> withheld) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    AuditExport export = form.to(out);
    export.begin(new AuditExport.Header(PRACTICE.value(), 1, trail.size(), withheld, AT));
    trail.forEach(event -> export.event(event.withhold(withheld)));
    export.end(
        trail.isEmpty()
            ? List.of()
            : List.of(
                new SignedHead(
                    new AuditHead(PRACTICE, trail.size(), trail.getLast().hash(), AT),
                    "head.body.sig")));
    return out.toString(StandardCharsets.UTF_8);
  }
}
