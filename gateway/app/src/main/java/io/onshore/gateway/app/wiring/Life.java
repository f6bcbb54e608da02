package io.onshore.gateway.app.wiring;

import io.onshore.gateway.app.config.OnshoreSettings;
import io.onshore.gateway.intake.ReceiveUpload;
import io.onshore.gateway.transfer.TransferEngine;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Starts and stops what works by itself: the engine, and the ending of given-up uploads. */
@ApplicationScoped
class Life {
  private static final Logger LOG = System.getLogger(Life.class.getName());
  private static final int EXPIRY_MINUTES = 10;

  private final TransferEngine engine;
  private final ReceiveUpload receive;
  private final OnshoreSettings settings;
  private final ScheduledExecutorService expiry =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("expiry").factory());

  Life(TransferEngine engine, ReceiveUpload receive, OnshoreSettings settings) {
    this.engine = engine;
    this.receive = receive;
    this.settings = settings;
  }

  void start(@Observes StartupEvent event) {
    engine.start();
    var _ = expiry.scheduleWithFixedDelay(this::expire, 1, EXPIRY_MINUTES, TimeUnit.MINUTES);
  }

  private void expire() {
    try {
      receive.expire(settings.spool().idle());
    } catch (RuntimeException unexpected) {
      // Told, and tried again at the next round: a thrown exception would end the schedule.
      LOG.log(Level.ERROR, "given-up uploads could not be ended", unexpected);
    }
  }

  void stop(@Observes ShutdownEvent event) {
    expiry.shutdown();
    engine.close();
  }
}
