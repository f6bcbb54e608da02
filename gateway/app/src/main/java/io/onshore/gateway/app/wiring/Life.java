package io.onshore.gateway.app.wiring;

import io.onshore.gateway.app.config.OnshoreSettings;
import io.onshore.gateway.app.safety.Hazards;
import io.onshore.gateway.connection.ConnectionDesk;
import io.onshore.gateway.consent.Statements;
import io.onshore.gateway.expiry.ExpiryRounds;
import io.onshore.gateway.intake.ReceiveUpload;
import io.onshore.gateway.review.EvidenceRounds;
import io.onshore.gateway.setup.SetUpInForce;
import io.onshore.gateway.transfer.TransferEngine;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Starts and stops what works by itself: the engine, the ending of given-up uploads and of accounts
 * whose provider could not be told, the watch over destinations, over the files in force, and over
 * what ends.
 */
@ApplicationScoped
class Life {
  private static final Logger LOG = System.getLogger(Life.class.getName());
  private static final int EXPIRY_MINUTES = 10;
  private static final Duration ROUND = Duration.ofMinutes(10);
  private static final Duration ENDS = Duration.ofHours(1);
  private static final int DISCONNECTING_SECONDS = 60;

  private final TransferEngine engine;
  private final ReceiveUpload receive;
  private final ConnectionDesk connections;
  private final EvidenceRounds rounds;
  private final FilesInForce.Files files;
  private final SetUpInForce setUp;
  private final Statements statements;
  private final ExpiryRounds ends;
  private final OnshoreSettings settings;
  private final Hazards hazards;
  private final AtomicBoolean sending = new AtomicBoolean();
  private final ScheduledExecutorService expiry =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("expiry").factory());

  /** Of its own: a provider that does not answer must not hold up the rest. */
  private final ScheduledExecutorService watching =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("rounds").factory());

  Life(
      TransferEngine engine,
      ReceiveUpload receive,
      ConnectionDesk connections,
      EvidenceRounds rounds,
      FilesInForce.Files files,
      SetUpInForce setUp,
      Statements statements,
      ExpiryRounds ends,
      OnshoreSettings settings,
      Hazards hazards) {
    this.engine = engine;
    this.receive = receive;
    this.connections = connections;
    this.rounds = rounds;
    this.files = files;
    this.setUp = setUp;
    this.statements = statements;
    this.ends = ends;
    this.settings = settings;
    this.hazards = hazards;
  }

  void start(@Observes StartupEvent event) {
    connections.adoptBrought();
    hazards
        .found()
        .forEach(
            hazard -> LOG.log(Level.ERROR, "unsafe: {0}: {1}", hazard.setting(), hazard.what()));
    startEngineOnceSafe();
    var _ = expiry.scheduleWithFixedDelay(this::expire, 1, EXPIRY_MINUTES, TimeUnit.MINUTES);
    var _ =
        expiry.scheduleWithFixedDelay(this::lookAtEnds, 0, ENDS.toMillis(), TimeUnit.MILLISECONDS);
    var _ =
        expiry.scheduleWithFixedDelay(
            this::finishDisconnecting, 0, DISCONNECTING_SECONDS, TimeUnit.SECONDS);
    long look = settings.policy().look().toMillis();
    var _ = expiry.scheduleWithFixedDelay(this::lookAtFiles, look, look, TimeUnit.MILLISECONDS);
    long round = Math.min(settings.evidence().reprobeEvery().toMillis(), ROUND.toMillis());
    var _ = watching.scheduleWithFixedDelay(this::round, round, round, TimeUnit.MILLISECONDS);
  }

  /** Nothing is sent while anything is so that must not be. */
  private void startEngineOnceSafe() {
    if (hazards.found().isEmpty() && sending.compareAndSet(false, true)) {
      engine.start();
    }
  }

  private void expire() {
    try {
      receive.expire(settings.spool().idle());
    } catch (RuntimeException unexpected) {
      // Told, and tried again at the next round: a thrown exception would end the schedule.
      LOG.log(Level.ERROR, "given-up uploads could not be ended", unexpected);
    }
  }

  private void lookAtEnds() {
    try {
      ends.round();
    } catch (RuntimeException unexpected) {
      LOG.log(Level.ERROR, "the expiry calendar could not be looked at; trying again", unexpected);
    }
  }

  private void lookAtFiles() {
    try {
      boolean files = this.files.look();
      if (setUp.look() || files) {
        setUp.get().practices().keySet().forEach(statements::reconsider);
      }
      startEngineOnceSafe();
    } catch (RuntimeException unexpected) {
      LOG.log(Level.ERROR, "rules and set-up could not be looked at; trying again", unexpected);
    }
  }

  private void round() {
    try {
      rounds.round();
    } catch (RuntimeException unexpected) {
      LOG.log(Level.ERROR, "destinations could not be watched; trying again", unexpected);
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
    watching.shutdown();
    engine.close();
  }
}
