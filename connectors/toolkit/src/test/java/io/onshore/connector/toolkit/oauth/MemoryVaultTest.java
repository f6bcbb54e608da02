package io.onshore.connector.toolkit.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onshore.connector.ConnectorException;
import io.onshore.connector.Failure;
import io.onshore.connector.Failure.Kind;
import io.onshore.connector.credential.Tokens;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MemoryVaultTest {
  private static final Tokens ONE = tokens("one");
  private static final Tokens TWO = tokens("two");

  @Test
  void startsEmptyOrWithWhatAConsentBrought() {
    assertThat(new MemoryVault().newest()).isEmpty();
    assertThat(new MemoryVault(ONE).newest()).contains(ONE);
  }

  @Test
  void renewsFromTheNewestAndKeepsWhatCame() throws Exception {
    MemoryVault vault = new MemoryVault(ONE);
    Tokens renewed =
        vault.renew(
            Optional.of(ONE),
            newest -> {
              assertThat(newest).contains(ONE);
              return TWO;
            });
    assertThat(renewed).isEqualTo(TWO);
    assertThat(vault.newest()).contains(TWO);
  }

  @Test
  void whoeverComesWithTokensOfYesterdayGetsTodaysWithoutAsking() throws Exception {
    MemoryVault vault = new MemoryVault(TWO);
    assertThat(vault.renew(Optional.of(ONE), MemoryVaultTest::neverAsked)).isEqualTo(TWO);
    assertThat(vault.renew(Optional.empty(), MemoryVaultTest::neverAsked)).isEqualTo(TWO);
  }

  @Test
  void failedRenewalLeavesWhatThereWas() {
    MemoryVault vault = new MemoryVault(ONE);
    assertThatThrownBy(
            () ->
                vault.renew(
                    Optional.of(ONE),
                    newest -> {
                      throw new ConnectorException(Failure.passing(Kind.UNAVAILABLE), "down");
                    }))
        .isInstanceOf(ConnectorException.class);
    assertThat(vault.newest()).contains(ONE);
  }

  @Test
  void secondRenewalWaitsForTheFirstAndTakesItsTokens() throws Exception {
    MemoryVault vault = new MemoryVault(ONE);
    CountDownLatch asking = new CountDownLatch(1);
    CountDownLatch answered = new CountDownLatch(1);
    FutureTask<Tokens> first =
        new FutureTask<>(
            () ->
                vault.renew(
                    Optional.of(ONE),
                    newest -> {
                      asking.countDown();
                      await(answered);
                      return TWO;
                    }));
    Thread.ofVirtual().start(first);
    await(asking);
    FutureTask<Tokens> second =
        new FutureTask<>(() -> vault.renew(Optional.of(ONE), MemoryVaultTest::neverAsked));
    Thread waiting = Thread.ofPlatform().start(second);
    while (waiting.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    answered.countDown();
    assertThat(first.get(20, TimeUnit.SECONDS)).isEqualTo(TWO);
    assertThat(second.get(20, TimeUnit.SECONDS)).isEqualTo(TWO);
  }

  @Test
  void saysNothingOfWhatItHolds() {
    assertThat(new MemoryVault(ONE)).hasToString("MemoryVault");
  }

  private static Tokens neverAsked(Optional<Tokens> newest) {
    throw new AssertionError("the provider is asked twice");
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static Tokens tokens(String access) {
    return new Tokens(access, Instant.EPOCH, Optional.of("r"), Optional.empty());
  }
}
