package io.onshore.gateway.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.audit.AuditType;
import io.onshore.gateway.audit.AuditVerification;
import io.onshore.gateway.audit.ChainEnd;
import io.onshore.gateway.audit.Disposed;
import io.onshore.gateway.destination.SetUp;
import io.onshore.gateway.doubles.MemoryLedger;
import io.onshore.gateway.doubles.MutableClock;
import io.onshore.gateway.practice.Practice;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.policy.JurisdictionId;
import io.onshore.policy.Sector;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the law no longer wants kept. */
class TrailDisposalTest {
  private static final PracticeId PRACTICE = new PracticeId("harbour");

  private final MutableClock clock = new MutableClock(Instant.parse("2028-02-29T12:00:00Z"));
  private final MemoryLedger ledger = new MemoryLedger(PRACTICE);
  private final List<Instant> asked = new ArrayList<>();
  private final List<AuditEvent> proofs = new ArrayList<>();

  private void round(String jurisdiction) {
    Practice practice =
        new Practice(
            PRACTICE,
            "Harbour",
            new JurisdictionId(jurisdiction),
            Sector.PRIVATE,
            Set.of(),
            Set.of(),
            Map.of(),
            Set.of(),
            Set.of(),
            List.of(),
            0);
    new TrailDisposal(
            () -> new SetUp(Map.of(PRACTICE, practice), List.of(), List.of()),
            id ->
                id.value().equals("US")
                    ? Optional.of(new RetentionPeriod(id, 6, "a law"))
                    : Optional.empty(),
            new AuditVerification(ledger, ledger, ignored -> true, clock),
            (whose, before, proof) -> {
              Disposed disposed = new Disposed(1, new ChainEnd(3, "f".repeat(64)));
              asked.add(before);
              proofs.add(proof.apply(disposed));
              return Optional.of(disposed);
            },
            clock)
        .round();
  }

  @Test
  void goesAfterTheYearsOfThePracticesLawWithProof() {
    round("US");
    assertThat(asked).containsExactly(Instant.parse("2022-02-28T12:00:00Z"));
    assertThat(proofs.getFirst().type()).isEqualTo(AuditType.TRAIL_DISPOSED);
    assertThat(proofs.getFirst().detail())
        .isEqualTo(
            Map.of(
                "first", "1",
                "last", "3",
                "count", "3",
                "lastHash", "f".repeat(64),
                "years", "6",
                "jurisdiction", "US"));
  }

  @Test
  void staysWhereNobodySaysAPeriod() {
    round("GB");
    assertThat(asked).isEmpty();
  }

  @Test
  void staysWhenSomebodyTamperedWithTheTrail() {
    for (int i = 0; i < 3; i++) {
      ledger.append(
          AuditEvent.byGateway(
              PRACTICE, clock.instant(), AuditType.FILE_STORED, "trf_" + i, Map.of()));
    }
    ledger.links.removeFirst();
    round("US");
    assertThat(asked).isEmpty();
  }
}
