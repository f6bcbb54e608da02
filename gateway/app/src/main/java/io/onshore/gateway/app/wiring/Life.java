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
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Starts and stops what works by itself: the engine, the ending of given-up uploads and of accounts
 * whose provider could not be told, the watch over destinations, over the files in force, and over
 * what ends.
 */
@ApplicationScoped
class Life {
  private static final Logger LOG = System.getLogger(Life.class.getName());
  private static final Duration EXPIRY = Duration.ofMinutes(10);
  private static final Duration ROUND = Duration.ofMinutes(10);
  private static final Duration ENDS = Duration.ofHours(1);
  private static final Duration DISCONNECTING = Duration.ofMinutes(1);

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
  private final Rounds looking = new Rounds("expiry");

  /** Of its own: a provider that does not answer must not hold up the rest. */
  private final Rounds watching = new Rounds("rounds");

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
    looking.every(
        Duration.ofMinutes(1),
        EXPIRY,
        "given-up uploads could not be ended",
        () -> receive.expire(settings.spool().idle()));
    looking.every(Duration.ZERO, ENDS, "the expiry calendar could not be looked at", ends::round);
    looking.every(
        Duration.ZERO,
        DISCONNECTING,
        "accounts could not be disconnected",
        connections::finishDisconnecting);
    Duration look = settings.policy().look();
    looking.every(look, look, "rules and set-up could not be looked at", this::lookAtFiles);
    Duration reprobe = settings.evidence().reprobeEvery();
    Duration round = reprobe.compareTo(ROUND) < 0 ? reprobe : ROUND;
    watching.every(round, round, "destinations could not be watched", rounds::round);
  }

  /** Nothing is sent while anything is so that must not be. */
  private void startEngineOnceSafe() {
    if (hazards.found().isEmpty() && sending.compareAndSet(false, true)) {
      engine.start();
    }
  }

  private void lookAtFiles() {
    boolean changed = files.look();
    if (setUp.look() || changed) {
      setUp.get().practices().keySet().forEach(statements::reconsider);
    }
    startEngineOnceSafe();
  }

  void stop(@Observes ShutdownEvent event) {
    looking.close();
    watching.close();
    engine.close();
  }
}
