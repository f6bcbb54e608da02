package io.onshore.gateway.app.rest;

import io.onshore.gateway.destination.DestinationId;
import io.onshore.gateway.destination.SetUp;
import io.onshore.gateway.practice.Caller;
import io.onshore.gateway.residency.Chooser;
import io.onshore.gateway.residency.Push;
import io.onshore.gateway.residency.Verdict;
import io.onshore.policy.Decision;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Supplier;

/** Names a better destination beside a decision that warns. */
@Singleton
class Alternatives {
  private final Supplier<SetUp> setUp;
  private final Chooser chooser;

  Alternatives(Supplier<SetUp> setUp, Chooser chooser) {
    this.setUp = setUp;
    this.chooser = chooser;
  }

  /**
   * A destination of the caller's practice that may take the file without a warning.
   *
   * @param than what was decided on, if it was a destination
   */
  Optional<AlternativeView> beside(
      Caller caller, Decision decision, Optional<DestinationId> than, Push push) {
    return Verdict.of(decision).word() == Verdict.Word.OK
        ? Optional.empty()
        : setUp
            .get()
            .practice(caller.practice())
            .flatMap(practice -> chooser.better(caller, practice, than, push))
            .map(AlternativeView::of);
  }
}
