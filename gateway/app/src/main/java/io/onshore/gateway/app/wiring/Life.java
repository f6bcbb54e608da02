package io.onshore.gateway.app.wiring;

import io.onshore.gateway.app.config.OnshoreSettings;
import io.onshore.gateway.connection.ConnectionDesk;
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

/**
 * Starts and stops what works by itself: the engine, the ending of given-up uploads, and of
 * accounts whose provider could not be told.
 */
@ApplicationScoped
class Life {
  private static final Logger LOG = System.getLogger(Life.class.getName());
  private static final int EXPIRY_MINUTES = 10;
  private static final int DISCONNECTING_SECONDS = 60;

  private final TransferEngine engine;
  private final ReceiveUpload receive;
  private final ConnectionDesk connections;
  private final OnshoreSettings settings;
  private final ScheduledExecutorService expiry =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("expiry").factory());

  Life(
      TransferEngine engine,
      ReceiveUpload receive,
      ConnectionDesk connections,
      OnshoreSettings settings) {
    this.engine = engine;
    this.receive = receive;
    this.connections = connections;
    this.settings = settings;
  }

  void start(@Observes StartupEvent event) {
    connections.adoptBrought();
    engine.start();
    var _ = expiry.scheduleWithFixedDelay(this::expire, 1, EXPIRY_MINUTES, TimeUnit.MINUTES);
    var _ =
        expiry.scheduleWithFixedDelay(
            this::finishDisconnecting, 0, DISCONNECTING_SECONDS, TimeUnit.SECONDS);
  }

  private void expire() {
    try {
      receive.expire(settings.spool().idle());
    } catch (RuntimeException unexpected) {
      // Told, and tried again at the next round: a thrown exception would end the schedule.
      LOG.log(Level.ERROR, "given-up uploads could not be ended", unexpected);
    }
  }

  private void finishDisconnecting() {
    try {
      connections.finishDisconnecting();
    } catch (RuntimeException unexpected) {
      LOG.log(Level.ERROR, "accounts could not be disconnected; trying again", unexpected);
    }
  }

  void stop(@Observes ShutdownEvent event) {
    expiry.shutdown();
    engine.close();
  }
}
