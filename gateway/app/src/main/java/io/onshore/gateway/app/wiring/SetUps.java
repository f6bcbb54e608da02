package io.onshore.gateway.app.wiring;

import io.onshore.gateway.app.config.OnshoreSettings;
import io.onshore.gateway.app.config.SetUpText;
import io.onshore.gateway.connection.Grants;
import io.onshore.gateway.consent.Statements;
import io.onshore.gateway.destination.Connectors;
import io.onshore.gateway.destination.SetUp;
import io.onshore.gateway.dossier.Dossiers;
import io.onshore.gateway.expiry.Alerts;
import io.onshore.gateway.expiry.ExpiryCalendar;
import io.onshore.gateway.expiry.ExpiryRounds;
import io.onshore.gateway.proof.ProofDesk;
import io.onshore.gateway.proof.Proofs;
import io.onshore.gateway.residency.EvidenceKeeper;
import io.onshore.gateway.setup.PracticeSetUps;
import io.onshore.gateway.setup.SetUpDesk;
import io.onshore.gateway.setup.SetUpInForce;
import io.onshore.gateway.stop.Stop;
import io.onshore.gateway.stop.StopDesk;
import io.onshore.gateway.stop.Stops;
import io.onshore.gateway.store.JdbcStore;
import io.onshore.gateway.transfer.TransferJournal;
import io.onshore.policy.claim.Claims;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.function.Supplier;

/** Assembles what is set up: by the file, and by practices themselves. */
@ApplicationScoped
class SetUps {
  @Produces
  @Singleton
  PracticeSetUps made(JdbcStore store) {
    return store.setUps();
  }

  @Produces
  @Singleton
  Stops stops(JdbcStore store) {
    return store.stops();
  }

  /** Also what others ask for as a supplier of the set-up. */
  @Produces
  @Singleton
  SetUpInForce inForce(
      FilesInForce.Files files,
      PracticeSetUps made,
      OnshoreSettings settings,
      Supplier<Claims> claims,
      Connectors connectors) {
    return new SetUpInForce(
        files.declared(), made, settings.provider(), claims, connectors::forget);
  }

  @Produces
  @Singleton
  SetUpDesk desk(
      SetUpInForce inForce,
      PracticeSetUps made,
      Connectors connectors,
      Grants grants,
      TransferJournal journal,
      Statements statements,
      Clock clock) {
    return new SetUpDesk(inForce, made, connectors, grants, journal, statements, clock);
  }

  @Produces
  @Singleton
  StopDesk stopDesk(
      Supplier<SetUp> setUp, Stops stops, TransferJournal journal, Clock clock, Wake wake) {
    return new StopDesk(setUp, stops, journal, clock, wake);
  }

  @Produces
  @Singleton
  SetUpText text(
      SetUpInForce inForce,
      Connectors connectors,
      OnshoreSettings settings,
      Supplier<Claims> claims) {
    return new SetUpText(inForce, connectors, settings.provider(), claims);
  }

  @Produces
  @Singleton
  Proofs proofs(JdbcStore store) {
    return store.proofs();
  }

  @Produces
  @Singleton
  Alerts alerts(JdbcStore store) {
    return store.alerts();
  }

  @Produces
  @Singleton
  ProofDesk proofDesk(
      Supplier<SetUp> setUp,
      Connectors connectors,
      EvidenceKeeper keeper,
      Stops stops,
      Proofs proofs,
      Clock clock) {
    return new ProofDesk(
        setUp,
        connectors,
        keeper,
        destination -> stops.of(destination).map(Stop::reason),
        proofs,
        clock);
  }

  @Produces
  @Singleton
  ExpiryCalendar calendar(
      Supplier<SetUp> setUp, Connectors connectors, Grants grants, Dossiers dossiers) {
    return new ExpiryCalendar(setUp, connectors, grants, dossiers);
  }

  @Produces
  @Singleton
  ExpiryRounds expiryRounds(
      Supplier<SetUp> setUp, ExpiryCalendar calendar, Alerts alerts, Clock clock) {
    return new ExpiryRounds(setUp, calendar, alerts, clock);
  }
}
