package io.onshore.gateway.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onshore.gateway.doubles.MemoryKeptTexts;
import io.onshore.gateway.doubles.MutableClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Files that change: the good ones come in force, the bad ones are refused whole. */
class InForceTest {
  private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

  private final MutableClock clock = new MutableClock(START);
  private final MemoryKeptTexts kept = new MemoryKeptTexts();
  private Map<String, String> files = Map.of("a.yaml", "good 1");
  private boolean gone;

  private InForce<String> boot() {
    return new InForce<>(
        KeptTexts.Kind.RULEBOOK,
        kept,
        () -> {
          if (gone) {
            throw new IOException("gone");
          }
          return files;
        },
        texts -> {
          String text = String.join(" ", texts.values());
          if (!text.startsWith("good")) {
            throw new RulesRefused(
                List.of(new RulesRefused.Problem("a.yaml", "line 1", "`" + text + "` is bad")));
          }
          return text;
        },
        (text, texts) -> "digest of " + text,
        text -> {
          if (text.contains("unfit")) {
            throw new RulesRefused(
                List.of(new RulesRefused.Problem("house", "line 1", "does not fit")));
          }
        },
        clock);
  }

  private void put(String text) {
    files = Map.of("a.yaml", text);
  }

  @Test
  void goodFilesComeInForceWhenTheyChange() {
    InForce<String> inForce = boot().start();
    assertThat(inForce.get()).isEqualTo("good 1");
    put("good 2");
    inForce.look();
    assertThat(inForce.get()).isEqualTo("good 2");
    assertThat(kept.newest(KeptTexts.Kind.RULEBOOK).orElseThrow().digest())
        .isEqualTo("digest of good 2");
  }

  @Test
  void aRestartOverTheSameFilesIsNotTheDayTheyCameInForce() {
    boot().start();
    clock.advance(Duration.ofDays(30));
    boot().start();
    assertThat(kept.newest(KeptTexts.Kind.RULEBOOK).orElseThrow().since()).isEqualTo(START);
    put("good 2");
    boot().start();
    assertThat(kept.newest(KeptTexts.Kind.RULEBOOK).orElseThrow().since())
        .isEqualTo(clock.instant());
  }

  @Test
  void badFilesAreRefusedWithFilePlaceAndReasonAndTheLastGoodStays() {
    InForce<String> inForce = boot().start();
    put("bad");
    clock.advance(Duration.ofMinutes(1));
    inForce.look();
    assertThat(inForce.get()).isEqualTo("good 1");
    assertThat(inForce.refused().orElseThrow().problems())
        .containsExactly(new RulesRefused.Problem("a.yaml", "line 1", "`bad` is bad"));
    assertThat(inForce.refused().orElseThrow().at()).isEqualTo(clock.instant());
    put("good 3");
    inForce.look();
    assertThat(inForce.get()).isEqualTo("good 3");
    assertThat(inForce.refused()).isEmpty();
  }

  @Test
  void theLastGoodStaysOverARestart() {
    boot().start();
    put("bad");
    InForce<String> restarted = boot().start();
    assertThat(restarted.get()).isEqualTo("good 1");
    assertThat(restarted.refused()).isPresent();
  }

  @Test
  void filesThatAreGoneOrDoNotFitLeaveTheLastGoodInForce() {
    InForce<String> inForce = boot().start();
    gone = true;
    inForce.look();
    assertThat(inForce.get()).isEqualTo("good 1");
    assertThat(inForce.refused()).isPresent();
    gone = false;
    inForce.look();
    assertThat(inForce.refused()).as("the same files are back").isEmpty();
    put("good but unfit");
    inForce.look();
    assertThat(inForce.get()).isEqualTo("good 1");
    assertThat(inForce.refused().orElseThrow().problems())
        .extracting(RulesRefused.Problem::reason)
        .containsExactly("does not fit");
  }

  @Test
  void filesThatCouldNotBeKeptAreTakenAtTheNextLook() {
    InForce<String> inForce = boot().start();
    put("good 2");
    kept.down(true);
    assertThatIllegalStateException().isThrownBy(inForce::look);
    assertThat(inForce.get()).isEqualTo("good 1");
    kept.down(false);
    assertThat(inForce.look()).isTrue();
    assertThat(inForce.get()).isEqualTo("good 2");
    assertThat(inForce.look()).as("nothing changed since").isFalse();
  }

  @Test
  void aStartWithBadFilesAndNoGoodOnesFails() {
    put("bad");
    assertThatThrownBy(() -> boot().start())
        .isInstanceOf(RulesRefused.class)
        .hasMessage("a.yaml, line 1: `bad` is bad");
  }
}
