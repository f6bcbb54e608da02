package io.onshore.gateway.app.wiring;

import io.onshore.connector.ConnectorContext;
import io.onshore.gateway.app.config.OnshoreSettings;
import io.onshore.gateway.audit.AuditTrail;
import io.onshore.gateway.connection.AccountId;
import io.onshore.gateway.connection.ConnectionDesk;
import io.onshore.gateway.connection.Grants;
import io.onshore.gateway.connection.PageVisits;
import io.onshore.gateway.consent.ConsentRegister;
import io.onshore.gateway.consent.EmergencyRule;
import io.onshore.gateway.consent.Statements;
import io.onshore.gateway.destination.Connectors;
import io.onshore.gateway.destination.SetUp;
import io.onshore.gateway.directory.Directory;
import io.onshore.gateway.directory.People;
import io.onshore.gateway.dossier.Dossiers;
import io.onshore.gateway.dossier.FilingDesk;
import io.onshore.gateway.envelope.EnvelopeInspector;
import io.onshore.gateway.intake.ReceiveUpload;
import io.onshore.gateway.replay.Replay;
import io.onshore.gateway.replay.Simulation;
import io.onshore.gateway.residency.Chooser;
import io.onshore.gateway.residency.EvidenceKeeper;
import io.onshore.gateway.residency.EvidenceStore;
import io.onshore.gateway.residency.ResidencyDesk;
import io.onshore.gateway.review.CaseDesk;
import io.onshore.gateway.review.ConsentWithdrawal;
import io.onshore.gateway.review.Drift;
import io.onshore.gateway.review.DueDates;
import io.onshore.gateway.review.EvidenceRounds;
import io.onshore.gateway.review.ReviewCases;
import io.onshore.gateway.review.SendCases;
import io.onshore.gateway.review.StoredFiles;
import io.onshore.gateway.rules.RuleReader;
import io.onshore.gateway.rules.RulesDesk;
import io.onshore.gateway.rules.RulesInForce;
import io.onshore.gateway.rules.RulesVersions;
import io.onshore.gateway.space.SpaceKeeper;
import io.onshore.gateway.stop.Stop;
import io.onshore.gateway.stop.Stops;
import io.onshore.gateway.transfer.RetryPolicy;
import io.onshore.gateway.transfer.Spool;
import io.onshore.gateway.transfer.TransferControl;
import io.onshore.gateway.transfer.TransferEngine;
import io.onshore.gateway.transfer.TransferJournal;
import io.onshore.gateway.transfer.TransferSteps;
import io.onshore.gateway.verification.Verifier;
import io.onshore.policy.Place;
import io.onshore.policy.claim.Claims;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;

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

  /** Tells the drift of each new answer; looked up late, because drift decides with the desk. */
  @Produces
  @Singleton
  EvidenceKeeper keeper(
      EvidenceStore evidence,
      Connectors connectors,
      Instance<Drift> drift,
      OnshoreSettings settings,
      Clock clock) {
    return new EvidenceKeeper(
        evidence,
        connectors,
        (destination, before, now) -> drift.get().answered(destination, before, now),
        clock,
        settings.evidence().freshFor());
  }

  @Produces
  @Singleton
  RulesInForce rulesInForce(RuleReader reader, RulesVersions versions) {
    return new RulesInForce(reader, versions);
  }

  @Produces
  @Singleton
  ResidencyDesk desk(
      RulesInForce rules,
      Supplier<Claims> claims,
      EvidenceKeeper keeper,
      Dossiers dossiers,
      ConsentRegister register,
      OnshoreSettings settings,
      Clock clock) {
    return new ResidencyDesk(
        rules,
        claims,
        keeper,
        dossiers,
        register,
        settings.gateway().places().orElse(List.of()).stream()
            .map(Place::new)
            .collect(Collectors.toSet()),
        clock);
  }

  @Produces
  @Singleton
  Chooser chooser(Supplier<SetUp> setUp, ResidencyDesk desk, OnshoreSettings settings) {
    return new Chooser(setUp, desk, settings.evidence().patience());
  }

  @Produces
  @Singleton
  Statements statements(
      Supplier<SetUp> setUp,
      ResidencyDesk desk,
      ConsentRegister register,
      TransferJournal journal,
      SendCases cases,
      EmergencyRule emergencies,
      Clock clock,
      Wake wake) {
    return new Statements(setUp, desk, register, journal, cases, emergencies, clock, wake);
  }

  @Produces
  @Singleton
  CaseDesk cases(
      Supplier<SetUp> setUp,
      ReviewCases cases,
      TransferJournal journal,
      ResidencyDesk desk,
      Statements statements,
      DueDates due,
      Clock clock) {
    return new CaseDesk(
        setUp,
        cases,
        new StoredFiles(journal, desk, statements, clock),
        statements,
        due,
        clock,
        task -> Thread.ofVirtual().name("case").start(task));
  }

  @Produces
  @Singleton
  Drift drift(Dossiers dossiers, CaseDesk cases, Clock clock) {
    return new Drift(dossiers, cases, clock);
  }

  @Produces
  @Singleton
  EvidenceRounds rounds(
      Supplier<SetUp> setUp,
      EvidenceKeeper keeper,
      CaseDesk cases,
      OnshoreSettings settings,
      Clock clock) {
    return new EvidenceRounds(setUp, keeper, cases, clock, settings.evidence().reprobeEvery());
  }

  @Produces
  @Singleton
  ConsentWithdrawal withdrawal(ConsentRegister register, CaseDesk cases, Clock clock) {
    return new ConsentWithdrawal(register, cases, clock);
  }

  @Produces
  @Singleton
  FilingDesk filing(
      Supplier<SetUp> setUp,
      Dossiers dossiers,
      EvidenceStore evidence,
      Statements statements,
      Clock clock) {
    return new FilingDesk(setUp, dossiers, evidence, statements, clock);
  }

  @Produces
  @Singleton
  RulesDesk rulesDesk(
      RulesInForce rules, RulesVersions versions, Statements statements, Clock clock) {
    return new RulesDesk(rules, versions, statements::reconsider, clock);
  }

  @Produces
  @Singleton
  Replay replay(
      TransferJournal journal, RuleReader reader, RulesInForce rules, RulesVersions versions) {
    return new Replay(journal, reader, rules, versions);
  }

  @Produces
  @Singleton
  Simulation simulation(
      TransferJournal journal,
      RuleReader reader,
      RulesInForce rules,
      RulesVersions versions,
      AuditTrail trail,
      Clock clock) {
    return new Simulation(journal, reader, rules, versions, trail, clock);
  }

  @Produces
  @Singleton
  ReceiveUpload receive(
      Supplier<SetUp> setUp,
      ResidencyDesk desk,
      Statements statements,
      Connectors connectors,
      Stops stops,
      SpaceKeeper space,
      TransferJournal journal,
      Spool spool,
      Clock clock,
      Wake wake) {
    return new ReceiveUpload(
        setUp,
        desk,
        statements,
        connectors,
        destination -> stops.of(destination).map(Stop::reason),
        space,
        journal,
        spool,
        new EnvelopeInspector(),
        clock,
        wake);
  }

  @Produces
  @Singleton
  ConnectionDesk connections(
      Supplier<SetUp> setUp,
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
  Directory directory(People people, Supplier<SetUp> setUp, Clock clock) {
    return new Directory(
        people, setUp, clock, task -> Thread.ofVirtual().name("directory").start(task));
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
      Supplier<SetUp> setUp,
      Connectors connectors,
      ReceiveUpload receive,
      Statements statements,
      Stops stops,
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
                receive::recheck,
                queued -> statements.beforeSending(queued, settings.evidence().freshFor()),
                destination -> stops.of(destination).map(Stop::reason)),
            clock,
            UUID.randomUUID().toString(),
            settings.engine().parallel());
    wake.wakes(engine);
    return engine;
  }
}
