package io.onshore.gateway.app.wiring;

import io.onshore.gateway.app.config.OnshoreSettings;
import io.onshore.gateway.destination.SetUp;
import io.onshore.gateway.review.CaseWork;
import io.onshore.gateway.review.Rates;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Starts and stops the rounds over cases: what is to do, what is due again, which rule is noisy.
 */
@ApplicationScoped
class ReviewRounds {
  private static final Logger LOG = System.getLogger(ReviewRounds.class.getName());

  private final CaseWork work;
  private final Rates rates;
  private final Supplier<SetUp> setUp;
  private final OnshoreSettings settings;
  private final ScheduledExecutorService rounds =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("cases").factory());

  ReviewRounds(CaseWork work, Rates rates, Supplier<SetUp> setUp, OnshoreSettings settings) {
    this.work = work;
    this.rates = rates;
    this.setUp = setUp;
    this.settings = settings;
  }

  void start(@Observes StartupEvent event) {
    long pace = settings.review().round().toMillis();
    var _ = rounds.scheduleWithFixedDelay(this::round, pace, pace, TimeUnit.MILLISECONDS);
  }

  private void round() {
    try {
      work.round();
      setUp.get().practices().keySet().forEach(rates::judge);
    } catch (RuntimeException unexpected) {
      // Told, and tried again at the next round: a thrown exception would end the schedule.
      LOG.log(Level.ERROR, "cases could not be looked at; trying again", unexpected);
    }
  }

  void stop(@Observes ShutdownEvent event) {
    rounds.shutdown();
  }
}
