package io.onshore.gateway.doubles;

import io.onshore.connector.ConnectorContext;
import io.onshore.connector.Destination;
import io.onshore.connector.Digest;
import io.onshore.connector.DigestAlgorithm;
import io.onshore.connector.Digests;
import io.onshore.connector.Settings;
import io.onshore.connector.toolkit.digest.RunningDigests;
import io.onshore.connector.toolkit.oauth.MemoryVault;
import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.audit.AuditType;
import io.onshore.gateway.connection.ConnectionDesk;
import io.onshore.gateway.consent.EmergencyRule;
import io.onshore.gateway.consent.Statements;
import io.onshore.gateway.destination.Connection;
import io.onshore.gateway.destination.Connectors;
import io.onshore.gateway.destination.DestinationId;
import io.onshore.gateway.destination.SetUp;
import io.onshore.gateway.destination.StorageDestination;
import io.onshore.gateway.dossier.FilingDesk;
import io.onshore.gateway.envelope.EnvelopeInspector;
import io.onshore.gateway.intake.Declaration;
import io.onshore.gateway.intake.ReceiveUpload;
import io.onshore.gateway.practice.Caller;
import io.onshore.gateway.practice.Practice;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.practice.Role;
import io.onshore.gateway.replay.Replay;
import io.onshore.gateway.replay.Simulation;
import io.onshore.gateway.residency.Chooser;
import io.onshore.gateway.residency.EvidenceKeeper;
import io.onshore.gateway.residency.Patient;
import io.onshore.gateway.residency.Push;
import io.onshore.gateway.residency.ResidencyDesk;
import io.onshore.gateway.review.Budget;
import io.onshore.gateway.review.CaseDesk;
import io.onshore.gateway.review.CaseWork;
import io.onshore.gateway.review.ConsentWithdrawal;
import io.onshore.gateway.review.Drift;
import io.onshore.gateway.review.DueDates;
import io.onshore.gateway.review.EvidenceRounds;
import io.onshore.gateway.review.Objections;
import io.onshore.gateway.review.Rates;
import io.onshore.gateway.review.RuleOwners;
import io.onshore.gateway.review.RulingDesk;
import io.onshore.gateway.review.SendCases;
import io.onshore.gateway.review.StoredFiles;
import io.onshore.gateway.rules.RuleReader;
import io.onshore.gateway.rules.RulesDesk;
import io.onshore.gateway.rules.RulesInForce;
import io.onshore.gateway.setup.SetUpDesk;
import io.onshore.gateway.setup.SetUpInForce;
import io.onshore.gateway.space.SpaceKeeper;
import io.onshore.gateway.stop.Stop;
import io.onshore.gateway.stop.StopDesk;
import io.onshore.gateway.transfer.Removal;
import io.onshore.gateway.transfer.RetryPolicy;
import io.onshore.gateway.transfer.Transfer;
import io.onshore.gateway.transfer.TransferControl;
import io.onshore.gateway.transfer.TransferEngine;
import io.onshore.gateway.transfer.TransferId;
import io.onshore.gateway.transfer.TransferState;
import io.onshore.gateway.transfer.TransferSteps;
import io.onshore.gateway.verification.Verifier;
import io.onshore.policy.JurisdictionId;
import io.onshore.policy.Place;
import io.onshore.policy.Rulebook;
import io.onshore.policy.Sector;
import io.onshore.policy.claim.Claims;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One practice in Australia with one destination, the doubles that outlive a process, and the
 * process: the gateway's own parts, which {@link #boot} replaces by new ones.
 */
public final class World {
  public static final PracticeId PRACTICE = new PracticeId("clinic");
  public static final DestinationId DESTINATION = new DestinationId("fake-folder");
  public static final Caller CLINICIAN =
      new Caller("sub-1", "Dr Lee", PRACTICE, Set.of(Role.CLINICIAN));
  public static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
  public static final Duration FRESH_FOR = Duration.ofMinutes(10);
  public static final DueDates DUE = new DueDates(Map.of(), ZoneOffset.UTC);

  public final MutableClock clock = new MutableClock(START);
  public final Power power = new Power();
  public final MemoryTrail trail = new MemoryTrail();
  public final MemoryCases cases = new MemoryCases(trail);
  public final MemoryJournal journal = new MemoryJournal(trail, cases, power);
  public final MemoryGrants grants = new MemoryGrants(trail, journal);
  public final MemorySpool spool = new MemorySpool(power);
  public final MemoryConsents consents = new MemoryConsents(trail, cases);
  public final MemoryEvidence evidence = new MemoryEvidence(trail);
  public final MemoryDossiers dossiers = new MemoryDossiers(trail);
  public final MemoryVersions versions = new MemoryVersions(trail);
  public final MemoryAlerts alerts = new MemoryAlerts(trail);
  public final MemoryStops stops = new MemoryStops(trail, journal);
  public final MemorySetUps setUps = new MemorySetUps(trail);
  public final FakeProvider provider = new FakeProvider(power, clock);
  public final Practice practice =
      new Practice(
          PRACTICE,
          "Clinic",
          new JurisdictionId("AU-VIC"),
          Sector.PRIVATE,
          Set.of(),
          Set.of(new Place("AU")),
          Map.of("keys.example", Set.of(new Place("US"))),
          Set.of(),
          Set.of(),
          List.of(),
          0);
  public final StorageDestination destination = destination(DESTINATION);

  /** The public claims dataset. */
  public volatile Claims claims = Claims.of("test", LocalDate.of(2026, 1, 1), List.of());

  private volatile Rulebook rulebook = Rules.book(365);
  private final RuleReader reader = new LineReader(() -> rulebook);
  private volatile SetUp setUp =
      new SetUp(Map.of(PRACTICE, practice), List.of(destination), List.of());
  private int boots;
  private Running running = start();

  /** The parts of one running gateway. */
  private record Running(
      RulesInForce rules,
      EvidenceKeeper keeper,
      ResidencyDesk desk,
      Statements statements,
      CaseDesk caseDesk,
      SpaceKeeper space,
      ReceiveUpload receive,
      TransferControl control,
      TransferEngine engine) {}

  public static StorageDestination destination(DestinationId id) {
    return destination(id, Map.of());
  }

  private static StorageDestination destination(DestinationId id, Map<String, String> settings) {
    return new StorageDestination(
        id,
        PRACTICE,
        "Fake folder",
        new Connection("fake-account", PRACTICE, FakeProvider.ID, new Settings(settings)),
        Destination.folder("files"),
        "any plan",
        Optional.empty(),
        List.of(),
        List.of());
  }

  /** A new process over what the old one left behind. Leases of the old one run out. */
  public void boot() {
    power.restore();
    running = start();
  }

  private Running start() {
    Connectors connectors = connectors();
    RulesInForce rules = new RulesInForce(reader, versions);
    AtomicReference<Drift> drift = new AtomicReference<>();
    EvidenceKeeper keeper =
        new EvidenceKeeper(
            evidence,
            connectors,
            (destination, before, now) ->
                drift.get() == null ? () -> {} : drift.get().answered(destination, before, now),
            clock,
            FRESH_FOR);
    ResidencyDesk desk =
        new ResidencyDesk(
            rules, () -> claims, keeper, dossiers, consents, Set.of(new Place("AU-NSW")), clock);
    Statements statements =
        new Statements(
            () -> setUp,
            desk,
            consents,
            journal,
            new SendCases(DUE, clock),
            EmergencyRule.USUAL,
            clock,
            () -> {});
    CaseDesk caseDesk =
        new CaseDesk(
            () -> setUp,
            cases,
            new StoredFiles(journal, desk, statements, clock),
            statements,
            DUE,
            clock,
            Runnable::run);
    drift.set(new Drift(dossiers, caseDesk, clock));
    SpaceKeeper space =
        new SpaceKeeper(
            () -> setUp, connectors, journal, alerts, new SpaceKeeper.Habits(1_000, 50), clock);
    ReceiveUpload receive =
        new ReceiveUpload(
            () -> setUp,
            desk,
            statements,
            connectors,
            this::whyStopped,
            space,
            journal,
            spool,
            new EnvelopeInspector(),
            clock,
            () -> {});
    boots++;
    return new Running(
        rules,
        keeper,
        desk,
        statements,
        caseDesk,
        space,
        receive,
        new TransferControl(journal, spool, clock, () -> {}),
        engine("worker-" + boots, connectors, receive, statements));
  }

  private Optional<String> whyStopped(StorageDestination asked) {
    return stops.of(asked).map(Stop::reason);
  }

  public StopDesk stopDesk() {
    return new StopDesk(() -> setUp, stops, journal, clock, () -> {});
  }

  /** What is set up, with what practices make beside it. */
  public SetUpInForce inForce() {
    return new SetUpInForce(() -> setUp, setUps, Map.of(), () -> claims, connection -> {});
  }

  public SetUpDesk setUpDesk(SetUpInForce inForce) {
    return new SetUpDesk(
        inForce, setUps, connectors(), grants, journal, running.statements(), clock);
  }

  public Connectors connectors() {
    return new Connectors(
        List.of(provider),
        connection ->
            new ConnectorContext(clock, "test", Duration.ofSeconds(10), new MemoryVault()));
  }

  private TransferEngine engine(
      String worker, Connectors connectors, ReceiveUpload receive, Statements statements) {
    return new TransferEngine(
        journal,
        new TransferSteps(
            journal,
            spool,
            () -> setUp,
            connectors,
            new Verifier(),
            RetryPolicy.USUAL,
            clock,
            new SplittableRandom(1),
            receive::recheck,
            queued -> statements.beforeSending(queued, FRESH_FOR),
            this::whyStopped),
        clock,
        worker,
        1);
  }

  /** One more engine over the same journal, as in another replica. */
  public TransferEngine anotherEngine(String worker) {
    return engine(worker, connectors(), running.receive(), running.statements());
  }

  /** A desk with connectors of its own. */
  public ConnectionDesk connections(Runnable wakeEngine) {
    return new ConnectionDesk(
        () -> setUp, connectors(), grants, grants, journal, trail, clock, wakeEngine);
  }

  public EvidenceKeeper keeper() {
    return running.keeper();
  }

  /** Asks about what is older than the given age, as the gateway does by itself. */
  public void round(Duration every) {
    new EvidenceRounds(() -> setUp, running.keeper(), running.caseDesk(), clock, every).round();
  }

  public ConsentWithdrawal withdrawal() {
    return new ConsentWithdrawal(consents, running.caseDesk(), clock);
  }

  public FilingDesk filing() {
    return new FilingDesk(() -> setUp, dossiers, evidence, running.statements(), clock);
  }

  /** Does what is decided at once. */
  public CaseWork caseWork() {
    return new CaseWork(
        cases,
        journal,
        new Removal(() -> setUp, connectors(), running.control()),
        DUE,
        clock,
        Runnable::run);
  }

  public RulingDesk rulings() {
    return new RulingDesk(
        () -> setUp,
        cases,
        journal,
        dossiers,
        running.desk(),
        running.statements()::push,
        caseWork(),
        DUE,
        clock);
  }

  public Objections objections() {
    return new Objections(journal, cases, owners(), DUE, clock);
  }

  public Rates rates(Budget budget) {
    return new Rates(cases, cases, owners(), running.rules(), budget, DUE, clock);
  }

  private RuleOwners owners() {
    return new RuleOwners(running.rules(), versions);
  }

  public RulesDesk rulesDesk() {
    return new RulesDesk(running.rules(), versions, running.statements()::reconsider, clock);
  }

  public Replay replay() {
    return new Replay(journal, reader, running.rules(), versions);
  }

  public Simulation simulation() {
    return new Simulation(journal, reader, running.rules(), versions, trail, clock);
  }

  public Chooser chooser() {
    return new Chooser(() -> setUp, running.desk(), Duration.ofSeconds(5));
  }

  public Statements statements() {
    return running.statements();
  }

  public SpaceKeeper space() {
    return running.space();
  }

  public ReceiveUpload receive() {
    return running.receive();
  }

  public TransferControl control() {
    return running.control();
  }

  public TransferEngine engine() {
    return running.engine();
  }

  public ResidencyDesk desk() {
    return running.desk();
  }

  public void rulebook(Rulebook changed) {
    rulebook = changed;
  }

  /** The set-up brings a refresh token for the account, for what is made from now on. */
  public void bring(String refreshToken) {
    setUp =
        new SetUp(
            Map.of(PRACTICE, practice),
            List.of(destination(DESTINATION, Map.of("refresh-token", refreshToken))),
            List.of());
  }

  /** Sets these destinations up. */
  public void setUp(StorageDestination... destinations) {
    setUp = new SetUp(Map.of(PRACTICE, practice), List.of(destinations), List.of());
  }

  /** Takes the destination out of the set-up, for processes that boot from now on. */
  public void removeDestination() {
    setUp = new SetUp(Map.of(PRACTICE, practice), List.of(), List.of());
  }

  /** What a client says about a file. */
  public static Declaration declaration(byte[] file) {
    return declaration(file.length, Optional.of(sha256(file)), Set.of());
  }

  public static Declaration declaration(
      long size, Optional<Digest> sha256, Set<String> acknowledge) {
    return new Declaration(
        DESTINATION,
        size,
        sha256,
        Optional.of(new JurisdictionId("AU-VIC")),
        Optional.empty(),
        Optional.empty(),
        Set.of(),
        acknowledge);
  }

  public static Digest sha256(byte[] file) {
    return digests(file, EnumSet.of(DigestAlgorithm.SHA256))
        .by(DigestAlgorithm.SHA256)
        .orElseThrow();
  }

  public static Digests digests(byte[] file, Set<DigestAlgorithm> algorithms) {
    try {
      return RunningDigests.of(algorithms, new ByteArrayInputStream(file));
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  public Transfer declare(byte[] file) {
    return receive().declare(CLINICIAN, declaration(file));
  }

  /** Sends a part of a file. */
  public Transfer append(TransferId id, byte[] file, int from, int to) throws IOException {
    return receive().append(CLINICIAN, id, from, new ByteArrayInputStream(file, from, to - from));
  }

  /** Declares a file and sends all its bytes. */
  public Transfer receiveWhole(byte[] file) throws IOException {
    return append(declare(file).id(), file, 0, file.length);
  }

  public Transfer now(TransferId id) {
    return journal.peek(id);
  }

  /** A checked file that is ready to be sent, without the way it came in. */
  public Transfer queued(byte[] file) {
    TransferId id = TransferId.fresh();
    spool.put(id, file);
    Set<DigestAlgorithm> algorithms = EnumSet.of(DigestAlgorithm.SHA256);
    algorithms.addAll(provider.reports);
    Transfer transfer =
        new Transfer(
            id,
            PRACTICE,
            DESTINATION,
            FakeProvider.ID,
            CLINICIAN.subject(),
            file.length,
            Optional.empty(),
            Patient.UNTOLD,
            Set.of(),
            desk().decideByWhatIsKnown(practice, destination, Push.of(Patient.UNTOLD)),
            new TransferState.Queued(),
            file.length,
            0,
            digests(file, algorithms),
            Optional.of(new Transfer.Seal("AGE", true, "an age file for 1 recipient")),
            false,
            Optional.empty(),
            Optional.empty(),
            clock.instant(),
            clock.instant(),
            0);
    journal.create(
        transfer,
        AuditEvent.by(
            CLINICIAN, clock.instant(), AuditType.TRANSFER_DECLARED, id.value(), Map.of()));
    return transfer;
  }

  /**
   * Lets the engine work until the transfer ends or waits for a person, moving the clock to each
   * next try. At most so many looks, so that a transfer that never ends shows.
   */
  public Transfer drive(TransferId id, int looks) {
    for (int i = 0; i < looks && !now(id).state().ended(); i++) {
      if (!engine().workOnce()) {
        Instant leaseOver = clock.instant().plusSeconds(31);
        clock.moveTo(
            now(id)
                .trouble()
                .flatMap(Transfer.Trouble::retryAt)
                .filter(at -> at.isAfter(clock.instant()))
                .orElse(leaseOver));
      }
    }
    return now(id);
  }

  public Transfer drive(TransferId id) {
    return drive(id, 60);
  }
}
