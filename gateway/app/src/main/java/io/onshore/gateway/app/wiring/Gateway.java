package io.onshore.gateway.app.wiring;

import io.onshore.connector.ConnectorContext;
import io.onshore.gateway.app.config.OnshoreSettings;
import io.onshore.gateway.app.config.SetUpFile;
import io.onshore.gateway.audit.AuditTrail;
import io.onshore.gateway.connection.AccountId;
import io.onshore.gateway.connection.ConnectionDesk;
import io.onshore.gateway.connection.Grants;
import io.onshore.gateway.connection.PageVisits;
import io.onshore.gateway.consent.ConsentRegister;
import io.onshore.gateway.consent.Statements;
import io.onshore.gateway.destination.Connectors;
import io.onshore.gateway.destination.SetUp;
import io.onshore.gateway.envelope.EnvelopeInspector;
import io.onshore.gateway.intake.ReceiveUpload;
import io.onshore.gateway.residency.EvidenceKeeper;
import io.onshore.gateway.residency.EvidenceStore;
import io.onshore.gateway.residency.ResidencyDesk;
import io.onshore.gateway.transfer.RetryPolicy;
import io.onshore.gateway.transfer.Spool;
import io.onshore.gateway.transfer.TransferControl;
import io.onshore.gateway.transfer.TransferEngine;
import io.onshore.gateway.transfer.TransferJournal;
import io.onshore.gateway.transfer.TransferSteps;
import io.onshore.gateway.verification.Verifier;
import io.onshore.policy.Rulebook;
import io.onshore.policy.rulebook.RulebookLoader;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;

/** Assembles the gateway: the one place where its parts meet. */
@ApplicationScoped
class Gateway {
  private static final String USER_AGENT = "ISV|Onshore|Gateway/0.1";

  @Produces
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }

  @Produces
  @Singleton
  Rulebook rulebook() {
    return RulebookLoader.shipped();
  }

  @Produces
  @Singleton
  SetUp setUp(OnshoreSettings settings) {
    return settings
        .setupFile()
        .map(
            name ->
                new SetUpFile(
                        variable -> Optional.ofNullable(System.getenv(variable)),
                        settings.provider())
                    .read(name))
        .orElseGet(() -> new SetUp(Map.of(), List.of(), List.of()));
  }

  @Produces
  @Singleton
  Connectors connectors(Clock clock, OnshoreSettings settings, Grants grants) {
    return Connectors.installed(
        connection ->
            new ConnectorContext(
                clock,
                USER_AGENT,
                settings.calls().timeout(),
                grants.vault(AccountId.of(connection))));
  }

  void close(@Disposes Connectors connectors) {
    connectors.close();
  }

  @Produces
  @Singleton
  ResidencyDesk desk(
      Rulebook rulebook,
      EvidenceStore evidence,
      Connectors connectors,
      ConsentRegister register,
      OnshoreSettings settings,
      Clock clock) {
    return new ResidencyDesk(
        () -> rulebook,
        new EvidenceKeeper(evidence, connectors, clock, settings.evidence().freshFor()),
        register,
        clock);
  }

  @Produces
  @Singleton
  Statements statements(
      SetUp setUp,
      ResidencyDesk desk,
      ConsentRegister register,
      TransferJournal journal,
      Clock clock,
      Wake wake) {
    return new Statements(setUp, desk, register, journal, clock, wake);
  }

  @Produces
  @Singleton
  ReceiveUpload receive(
      SetUp setUp,
      ResidencyDesk desk,
      Statements statements,
      Connectors connectors,
      TransferJournal journal,
      Spool spool,
      Clock clock,
      Wake wake) {
    return new ReceiveUpload(
        setUp, desk, statements, connectors, journal, spool, new EnvelopeInspector(), clock, wake);
  }

  @Produces
  @Singleton
  ConnectionDesk connections(
      SetUp setUp,
      Connectors connectors,
      Grants grants,
      PageVisits visits,
      TransferJournal journal,
      AuditTrail trail,
      Clock clock,
      Wake wake) {
    return new ConnectionDesk(setUp, connectors, grants, visits, journal, trail, clock, wake);
  }

  @Produces
  @Singleton
  TransferControl control(TransferJournal journal, Spool spool, Clock clock, Wake wake) {
    return new TransferControl(journal, spool, clock, wake);
  }

  @Produces
  @Singleton
  TransferEngine engine(
      TransferJournal journal,
      Spool spool,
      SetUp setUp,
      Connectors connectors,
      ReceiveUpload receive,
      OnshoreSettings settings,
      Clock clock,
      Wake wake) {
    TransferEngine engine =
        new TransferEngine(
            journal,
            new TransferSteps(
                journal,
                spool,
                setUp,
                connectors,
                new Verifier(),
                RetryPolicy.USUAL,
                clock,
                new SplittableRandom(),
                receive::recheck),
            clock,
            UUID.randomUUID().toString(),
            settings.engine().parallel());
    wake.wakes(engine);
    return engine;
  }
}
