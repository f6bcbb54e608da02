package io.onshore.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.onshore.connector.ConnectorCard.Power;
import io.onshore.connector.Failure;
import io.onshore.connector.Quota;
import io.onshore.connector.Space;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Cases about how much room the provider says that there is. */
abstract class SpaceCases extends Cases {
  @Test
  void quotaIsPresentIfTheCardSaysSo() throws Exception {
    assertThat(connector().quota().isPresent())
        .isEqualTo(harness().factory().card().powers().contains(Power.QUOTA));
  }

  @Test
  void spaceIsWhatTheProviderTellsAndNeverAGuess() throws Exception {
    for (Fill fill : Fill.values()) {
      Optional<Space> told = harness().fill(fill);
      if (connector().quota().isPresent()) {
        assertThat(space()).as("%s", fill).isEqualTo(told);
      }
    }
  }

  @Test
  void askingForSpaceChangesNothing() throws Exception {
    int before = harness().requests().size();
    var _ = space();
    assertThat(requestsSince(before))
        .allMatch(seen -> seen.purpose() == Seen.Purpose.READ)
        .allMatch(seen -> seen.contentBytes() == 0);
    assertThat(harness().openSessions()).isZero();
    assertThat(harness().objects()).isZero();
  }

  @Test
  void anOutageIsAFailureAndNotSpace() throws Exception {
    int before = harness().requests().size();
    var _ = space();
    if (requestsSince(before).isEmpty()) {
      return;
    }
    harness().failNext(Fault.OUTAGE);
    assertThat(failureOf(Failure.Kind.UNAVAILABLE, this::space).retryable()).isTrue();
  }

  @Test
  void noSecretIsToldOfSpaceThatCannotBeHad() throws Exception {
    int before = harness().requests().size();
    var _ = space();
    if (requestsSince(before).isEmpty()) {
      return;
    }
    StringBuilder told = new StringBuilder();
    for (Fault fault : List.of(Fault.OUTAGE, Fault.UNCLASSIFIED)) {
      harness().failNext(fault);
      told.append(Overheard.text(failureOf(this::space)));
    }
    assertThat(harness().secrets())
        .allSatisfy(secret -> assertThat(told.toString()).doesNotContain(secret));
  }

  @Test
  void aClosedConnectorTellsNoSpace() throws Exception {
    Optional<Quota> quota = connector().quota();
    connector().close();
    if (quota.isPresent()) {
      failureOf(Failure.Kind.CLOSED, () -> quota.get().space(harness().destination()));
    }
  }

  private Optional<Space> space() throws Exception {
    Optional<Quota> quota = connector().quota();
    return quota.isPresent() ? quota.get().space(harness().destination()) : Optional.empty();
  }
}
