package io.onshore.gateway.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.onshore.gateway.doubles.MemoryTrail;
import io.onshore.gateway.doubles.MutableClock;
import io.onshore.gateway.practice.Caller;
import io.onshore.gateway.practice.PracticeId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** People who ask for what their role may not do. */
class DeniedAccessTest {
  private final MutableClock clock = new MutableClock(Instant.parse("2026-11-27T22:00:00Z"));
  private final MemoryTrail trail = new MemoryTrail();
  private final DeniedAccess denied = new DeniedAccess(trail, clock);

  private static Caller caller(String subject) {
    return new Caller(subject, "Somebody", new PracticeId("harbour"), Set.of());
  }

  @Test
  void areRecordedOnceAMinuteEach() {
    for (int i = 0; i < 50; i++) {
      denied.denied(caller("nurse"), "GET", "/audit/events");
      clock.advance(Duration.ofSeconds(1));
    }
    assertThat(trail.all()).hasSize(1);
    assertThat(trail.all().getFirst().detail()).isEqualTo(Map.of("method", "GET"));
    denied.denied(caller("another"), "GET", "/audit/events");
    denied.denied(caller("nurse"), "POST", "/audit/events");
    denied.denied(caller("nurse"), "GET", "/audit/heads");
    assertThat(trail.all()).hasSize(4);
    clock.advance(Duration.ofSeconds(10));
    denied.denied(caller("nurse"), "GET", "/audit/events");
    assertThat(trail.all()).hasSize(5);
  }
}
