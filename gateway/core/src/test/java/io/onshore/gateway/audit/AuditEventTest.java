package io.onshore.gateway.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.onshore.gateway.practice.Caller;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.practice.Role;
import io.onshore.policy.JurisdictionId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AuditEventTest {
  private static AuditEvent by(Optional<JurisdictionId> where) {
    Caller caller =
        new Caller("sub-lou", "Lou", new PracticeId("harbour"), Set.of(Role.CLINICIAN), where);
    return AuditEvent.by(
        caller, Instant.EPOCH, AuditType.PAPER_FILED, "pap_1", Map.of("kind", "DPA"));
  }

  @Test
  void wherePeopleWereGoesOnRecordWithWhatTheyDid() {
    assertThat(by(Optional.of(new JurisdictionId("NZ"))).detail())
        .isEqualTo(Map.of("kind", "DPA", AuditEvent.ACTOR_JURISDICTION, "NZ"));
  }

  @Test
  void nobodyIsPlacedWhoWasNot() {
    assertThat(by(Optional.empty()).detail()).isEqualTo(Map.of("kind", "DPA"));
  }
}
