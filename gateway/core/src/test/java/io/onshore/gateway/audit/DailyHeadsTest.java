package io.onshore.gateway.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.onshore.gateway.destination.SetUp;
import io.onshore.gateway.doubles.MemoryLedger;
import io.onshore.gateway.doubles.MutableClock;
import io.onshore.gateway.practice.Practice;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.signing.Signer;
import io.onshore.policy.JurisdictionId;
import io.onshore.policy.Sector;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Where the trail ended each day. */
class DailyHeadsTest {
  private static final PracticeId PRACTICE = new PracticeId("harbour");
  private static final Practice HARBOUR =
      new Practice(
          PRACTICE,
          "Harbour",
          new JurisdictionId("US"),
          Sector.PRIVATE,
          Set.of(),
          Set.of(),
          Map.of(),
          Set.of(),
          Set.of(),
          List.of(),
          0);

  private final MutableClock clock = new MutableClock(Instant.parse("2026-11-27T22:00:00Z"));
  private final MemoryLedger ledger = new MemoryLedger(PRACTICE);
  private final AuditVerification verification =
      new AuditVerification(ledger, ledger, SignedHead::isAboutItsHead, clock);
  private final DailyHeads daily =
      new DailyHeads(
          () -> new SetUp(Map.of(PRACTICE, HARBOUR), List.of(), List.of()),
          verification,
          ledger,
          new PlainSigner(),
          clock);

  /** Signs nothing, in the shape of a signature. */
  private static final class PlainSigner implements Signer {
    @Override
    public String sign(String type, String payload) {
      return type
          + "."
          + Base64.getUrlEncoder()
              .withoutPadding()
              .encodeToString(payload.getBytes(StandardCharsets.UTF_8))
          + ".signature";
    }

    @Override
    public String keys() {
      return "{\"keys\":[]}";
    }
  }

  private void happen(int times) {
    for (int i = 0; i < times; i++) {
      ledger.append(
          AuditEvent.byGateway(
              PRACTICE, clock.instant(), AuditType.FILE_STORED, "trf_" + i, Map.of()));
    }
  }

  private List<Long> signed() {
    return ledger.all(PRACTICE).stream().map(each -> each.head().number()).toList();
  }

  @Test
  void signsOnceADayIfAnythingHappened() {
    daily.round();
    assertThat(signed()).as("nothing happened yet").isEmpty();
    happen(3);
    daily.round();
    happen(2);
    clock.advance(Duration.ofMinutes(90));
    daily.round();
    assertThat(signed()).as("once a day").containsExactly(3L);
    clock.advance(Duration.ofMinutes(31));
    daily.round();
    daily.round();
    assertThat(signed()).containsExactly(3L, 5L);
    clock.advance(Duration.ofDays(1));
    daily.round();
    assertThat(signed()).as("nothing happened since").containsExactly(3L, 5L);
    assertThat(ledger.all(PRACTICE).getLast().head().payload())
        .isEqualTo(
            "{\"form\":\"onshore-audit-1\",\"practice\":\"harbour\",\"number\":5,\"hash\":\""
                + ledger.links.getLast().hash()
                + "\",\"at\":\"2026-11-28T00:01:00.000000Z\"}");
  }

  @Test
  void vouchesForNothingThatWasTamperedWith() {
    happen(5);
    ledger.links.remove(2);
    daily.round();
    assertThat(signed()).isEmpty();
    assertThat(verification.verify(PRACTICE).fault())
        .contains(new ChainFault(ChainFault.Kind.MISSING, 3));
  }
}
