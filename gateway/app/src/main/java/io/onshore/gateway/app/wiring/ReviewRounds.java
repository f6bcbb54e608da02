package io.onshore.gateway.app.wiring;

import io.onshore.gateway.app.config.OnshoreSettings;
import io.onshore.gateway.destination.SetUp;
import io.onshore.gateway.review.CaseWork;
import io.onshore.gateway.review.Rates;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Starts and stops the rounds over cases: what is to do, what is due again, which rule is noisy.
 */
@ApplicationScoped
class ReviewRounds {
  private final CaseWork work;
  private final Rates rates;
  private final Supplier<SetUp> setUp;
  private final OnshoreSettings settings;
  private final Rounds rounds = new Rounds("cases");

  ReviewRounds(CaseWork work, Rates rates, Supplier<SetUp> setUp, OnshoreSettings settings) {
    this.work = work;
    this.rates = rates;
    this.setUp = setUp;
    this.settings = settings;
  }

  void start(@Observes StartupEvent event) {
    Duration pace = settings.review().round();
    rounds.every(pace, pace, "cases could not be looked at", this::round);
  }

  private void round() {
    work.round();
    setUp.get().practices().keySet().forEach(rates::judge);
  }

  void stop(@Observes ShutdownEvent event) {
    rounds.close();
  }
}
