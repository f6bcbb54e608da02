package io.onshore.gateway.setup;

import io.onshore.connector.Connector;
import io.onshore.connector.ConnectorException;
import io.onshore.connector.Failure;
import io.onshore.connector.ProviderId;
import io.onshore.connector.SettingSpec;
import io.onshore.connector.residency.ResidencyEvidence;
import io.onshore.connector.toolkit.digest.RunningDigests;
import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.audit.AuditType;
import io.onshore.gateway.connection.AccountId;
import io.onshore.gateway.connection.Grant;
import io.onshore.gateway.connection.Grants;
import io.onshore.gateway.consent.Statements;
import io.onshore.gateway.destination.AllowedFolder;
import io.onshore.gateway.destination.Connection;
import io.onshore.gateway.destination.Connectors;
import io.onshore.gateway.destination.DestinationId;
import io.onshore.gateway.destination.SetUp;
import io.onshore.gateway.destination.StorageDestination;
import io.onshore.gateway.practice.Caller;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.refusal.RefusalCode;
import io.onshore.gateway.refusal.RequestRefused;
import io.onshore.gateway.transfer.TransferJournal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Takes what admins set up. The provider is asked before anything is kept, and a change says from
 * which version it was made. Safe for several threads and replicas.
 */
public final class SetUpDesk {
  private final SetUpInForce inForce;
  private final PracticeSetUps made;
  private final Connectors connectors;
  private final Grants grants;
  private final TransferJournal journal;
  private final Statements statements;
  private final Clock clock;

  public SetUpDesk(
      SetUpInForce inForce,
      PracticeSetUps made,
      Connectors connectors,
      Grants grants,
      TransferJournal journal,
      Statements statements,
      Clock clock) {
    this.inForce = inForce;
    this.made = made;
    this.connectors = connectors;
    this.grants = grants;
    this.journal = journal;
    this.statements = statements;
    this.clock = clock;
  }

  /**
   * What a practice made, and its version.
   *
   * @param number 0 if it never made anything
   */
  public record Made(int number, PracticeSetUp setUp) {}

  /**
   * What was kept.
   *
   * @param checks what the provider said before, by destination
   */
  public record Saved(int number, Map<DestinationId, Checked> checks) {
    public Saved {
      checks = Map.copyOf(checks);
    }
  }

  /**
   * What a provider said when it was asked whether files can be stored somewhere.
   *
   * @param evidence what it tells about where they rest and who owns the place
   * @param unchecked why it could not be asked, where nobody connected the account yet
   */
  public record Checked(Optional<ResidencyEvidence> evidence, Optional<String> unchecked) {}

  /**
   * What a whole set-up would change.
   *
   * @param digest of its text and the version that it was compared with; applying it names this
   * @param before all that is in force
   * @param after all that would be
   */
  public record Difference(List<SetUpChange> changes, String digest, SetUp before, SetUp after) {}

  /** What a practice made, in its newest version. */
  public Made of(PracticeId practice) {
    return made.newest(practice)
        .map(version -> new Made(version.number(), version.setUp()))
        .orElse(new Made(0, PracticeSetUp.EMPTY));
  }

  /** Whether the set-up file declares a destination of a practice. */
  public boolean declares(PracticeId practice, DestinationId id) {
    return inForce.declared().destination(practice, id).isPresent();
  }

  /** Whether the set-up file declares a connection of a practice. */
  public boolean declares(PracticeId practice, String connection) {
    return inForce.declared().connection(practice, connection).isPresent();
  }

  /**
   * Sets a destination up.
   *
   * @throws RequestRefused DECLARED_IN_FILE, NOT_NOW if there is one of its id;
   *     DESTINATION_UNUSABLE
   * @throws io.onshore.gateway.rules.RulesRefused if it does not fit what is set up
   */
  public Saved create(Caller caller, MadeDestination destination) {
    requireNotDeclared(declares(caller.practice(), destination.id()));
    Made before = of(caller.practice());
    if (before.setUp().destination(destination.id()).isPresent()) {
      throw taken("destination");
    }
    return save(caller, before, destination);
  }

  /**
   * Changes a destination. What is on paper about it stays.
   *
   * @param expected the version that the change was made from
   * @throws RequestRefused DECLARED_IN_FILE, DESTINATION_UNKNOWN, SETUP_CHANGED,
   *     DESTINATION_UNUSABLE
   * @throws io.onshore.gateway.rules.RulesRefused if it does not fit what is set up
   */
  public Saved change(Caller caller, MadeDestination destination, int expected) {
    Made before = of(caller.practice());
    MadeDestination known = require(caller.practice(), before, destination.id());
    requireStill(before, expected);
    return save(caller, before, destination.with(known.claims(), known.papers()));
  }

  private Saved save(Caller caller, Made before, MadeDestination destination) {
    PracticeSetUp candidate = before.setUp().with(destination);
    SetUp merged = inForce.with(caller.practice(), candidate);
    Map<DestinationId, Checked> checks =
        check(List.of(merged.require(caller.practice(), destination.id())));
    int number =
        keep(
            caller,
            before,
            candidate,
            AuditType.DESTINATION_SET_UP,
            destination.id().value(),
            Map.of("connection", destination.connection()));
    statements.reconsider(caller.practice(), destination.id());
    return new Saved(number, checks);
  }

  /**
   * Takes a destination out. What is stored there stays at the provider, and is watched no longer.
   *
   * @throws RequestRefused DECLARED_IN_FILE, DESTINATION_UNKNOWN, SETUP_CHANGED; NOT_NOW while
   *     files are on their way to it
   */
  public int remove(Caller caller, DestinationId id, int expected) {
    Made before = of(caller.practice());
    require(caller.practice(), before, id);
    requireStill(before, expected);
    requireNothingUnderWay(caller.practice(), Set.of(id));
    return keep(
        caller,
        before,
        before.setUp().without(id),
        AuditType.DESTINATION_REMOVED,
        id.value(),
        Map.of());
  }

  /**
   * Sets a connection up. Folders that it allows are asked about, each with its owner.
   *
   * @throws RequestRefused DECLARED_IN_FILE, NOT_NOW if there is one of its id;
   *     CONNECTION_MISCONFIGURED, FOLDER_REFUSED
   */
  public Saved create(Caller caller, MadeConnection connection) {
    requireNotDeclared(declares(caller.practice(), connection.id()));
    Made before = of(caller.practice());
    if (before.setUp().connection(connection.id()).isPresent()) {
      throw taken("connection");
    }
    return save(caller, before, Optional.empty(), connection);
  }

  /**
   * Changes a connection. A secret that is not sent stays as it is.
   *
   * @param expected the version that the change was made from
   * @throws RequestRefused DECLARED_IN_FILE, CONNECTION_UNKNOWN, SETUP_CHANGED,
   *     CONNECTION_MISCONFIGURED, FOLDER_REFUSED, DESTINATION_UNUSABLE
   */
  public Saved change(Caller caller, MadeConnection connection, int expected) {
    Made before = of(caller.practice());
    MadeConnection known = require(caller.practice(), before, connection.id());
    requireStill(before, expected);
    return save(
        caller, before, Optional.of(known), connection.with(withSecrets(known, connection)));
  }

  /** The settings, with the secrets that are there already and were not sent. */
  private Map<String, String> withSecrets(MadeConnection known, MadeConnection sent) {
    Map<String, String> settings = new HashMap<>(sent.settings());
    if (known.provider().equals(sent.provider())) {
      for (SettingSpec spec : specs(sent.provider())) {
        if (spec.secret() && known.settings().containsKey(spec.name())) {
          settings.putIfAbsent(spec.name(), known.settings().get(spec.name()));
        }
      }
    }
    return settings;
  }

  private Saved save(
      Caller caller, Made before, Optional<MadeConnection> known, MadeConnection connection) {
    requireSettings(connection);
    PracticeSetUp candidate =
        before.setUp().with(checked(caller.practice(), before, known, connection));
    SetUp merged = inForce.with(caller.practice(), candidate);
    Connection reached = merged.connection(caller.practice(), connection.id()).orElseThrow();
    Map<DestinationId, Checked> checks =
        check(
            merged.destinations(caller.practice()).stream()
                .filter(each -> each.connection().equals(reached))
                .toList());
    int number =
        keep(
            caller,
            before,
            candidate,
            AuditType.CONNECTION_SET_UP,
            connection.id(),
            Map.of("provider", connection.provider().value()));
    checks.keySet().forEach(id -> statements.reconsider(caller.practice(), id));
    return new Saved(number, checks);
  }

  /** The connection with the owners of the folders that are new in its list. */
  private MadeConnection checked(
      PracticeId practice, Made before, Optional<MadeConnection> known, MadeConnection connection) {
    if (known.filter(each -> !each.settings().equals(connection.settings())).isPresent()) {
      // What the settings before brought may be of another account.
      grants.forgetOwn(new AccountId(practice, connection.id()));
    }
    // Opened without its list: the list is what is looked at.
    SetUp opened =
        inForce.with(
            practice,
            new PracticeSetUp(before.setUp().connections(), List.of())
                .with(connection.with(List.of())));
    Connection reached = opened.connection(practice, connection.id()).orElseThrow();
    List<AllowedFolder> folders = new ArrayList<>();
    try {
      Connector connector = connectors.of(reached);
      for (AllowedFolder folder : connection.allowedFolders()) {
        boolean asked = known.filter(each -> each.allowedFolders().contains(folder)).isPresent();
        folders.add(
            asked ? folder : FolderCheck.of(folder, connector.probeResidency(folder.location())));
      }
    } catch (ConnectorException failed) {
      throw failed.failure().kind() == Failure.Kind.MISCONFIGURED
          ? misconfigured(failed)
          : new RequestRefused(
              RefusalCode.FOLDER_REFUSED,
              "the provider could not be asked about a folder: " + failed.getMessage(),
              failed.failure().kind() == Failure.Kind.REAUTHORISE
                  ? "connect the account first, then allow folders"
                  : "correct the folder, or try again later");
    } finally {
      forgetUnlessInForce(reached);
    }
    return connection.with(folders);
  }

  private void forgetUnlessInForce(Connection connection) {
    if (!inForce.get().connections().contains(connection)) {
      connectors.forget(connection);
    }
  }

  /**
   * Takes a connection out.
   *
   * @throws RequestRefused DECLARED_IN_FILE, CONNECTION_UNKNOWN, SETUP_CHANGED; NOT_NOW while a
   *     destination uses it, or an account is connected by it
   */
  public int remove(Caller caller, String id, int expected) {
    Made before = of(caller.practice());
    require(caller.practice(), before, id);
    requireStill(before, expected);
    if (inForce.get().destinations(caller.practice()).stream()
        .anyMatch(each -> each.connection().id().equals(id))) {
      throw new RequestRefused(
          RefusalCode.NOT_NOW,
          "destinations use this connection",
          "take them out, or move them to another connection");
    }
    requireDisconnected(caller.practice(), id);
    int number =
        keep(
            caller, before, before.setUp().without(id), AuditType.CONNECTION_REMOVED, id, Map.of());
    grants.forgetOwn(new AccountId(caller.practice(), id));
    return number;
  }

  /**
   * What a whole set-up would change. Asks no provider.
   *
   * @param text that it was read from
   * @throws io.onshore.gateway.rules.RulesRefused if it does not fit what the file declares
   */
  public Difference compare(PracticeId practice, PracticeSetUp whole, String text) {
    Made before = of(practice);
    return difference(practice, before, withSecrets(before.setUp(), whole), text);
  }

  private Difference difference(
      PracticeId practice, Made before, PracticeSetUp candidate, String text) {
    String compared = before.number() + "\n" + text;
    return new Difference(
        SetUpChange.between(before.setUp(), candidate),
        RunningDigests.sha256(compared.getBytes(StandardCharsets.UTF_8)).hex(),
        inForce.get(),
        inForce.with(practice, candidate));
  }

  private PracticeSetUp withSecrets(PracticeSetUp known, PracticeSetUp whole) {
    return new PracticeSetUp(
        whole.connections().stream()
            .map(
                sent ->
                    known
                        .connection(sent.id())
                        .map(each -> sent.with(withSecrets(each, sent)))
                        .orElse(sent))
            .toList(),
        whole.destinations());
  }

  /**
   * Puts a whole set-up in place of what the practice made, or changes nothing.
   *
   * @param text that it was read from
   * @param digest the one that {@link #compare} gave
   * @throws RequestRefused SETUP_CHANGED if what it would change is not what was compared;
   *     CONNECTION_MISCONFIGURED, FOLDER_REFUSED, DESTINATION_UNUSABLE; NOT_NOW while files are on
   *     their way to a destination that it leaves out, or an account is connected by a connection
   *     that it leaves out
   * @throws io.onshore.gateway.rules.RulesRefused if it does not fit what the file declares
   */
  public Saved apply(Caller caller, PracticeSetUp whole, String text, String digest) {
    PracticeId practice = caller.practice();
    Made before = of(practice);
    PracticeSetUp candidate = withSecrets(before.setUp(), whole);
    Difference difference = difference(practice, before, candidate, text);
    if (!difference.digest().equals(digest)) {
      throw changed();
    }
    for (SetUpChange change : difference.changes()) {
      if (change.kind() == SetUpChange.Kind.REMOVED) {
        requireRemovable(practice, change);
      }
    }
    PracticeSetUp checked = candidate;
    for (MadeConnection each : candidate.connections()) {
      Optional<MadeConnection> known = before.setUp().connection(each.id());
      if (!known.equals(Optional.of(each))) {
        requireSettings(each);
        checked = checked.with(checked(practice, before, known, each));
      }
    }
    SetUp merged = inForce.with(practice, checked);
    Map<DestinationId, Checked> checks =
        check(
            merged.destinations(practice).stream()
                .filter(each -> !inForce.get().destinations(practice).contains(each))
                .toList());
    int number =
        keep(
            caller,
            before,
            checked,
            AuditType.SETUP_APPLIED,
            practice.value(),
            difference.changes().stream()
                .collect(
                    Collectors.groupingBy(
                        each -> each.kind().name() + "_" + each.what().name(),
                        Collectors.mapping(SetUpChange::id, Collectors.joining(" ")))));
    for (SetUpChange change : difference.changes()) {
      if (change.kind() == SetUpChange.Kind.REMOVED
          && change.what() == SetUpChange.What.CONNECTION) {
        grants.forgetOwn(new AccountId(practice, change.id()));
      }
    }
    statements.reconsider(practice);
    return new Saved(number, checks);
  }

  private void requireRemovable(PracticeId practice, SetUpChange removed) {
    switch (removed.what()) {
      case DESTINATION -> requireNothingUnderWay(practice, Set.of(new DestinationId(removed.id())));
      case CONNECTION -> requireDisconnected(practice, removed.id());
    }
  }

  private void requireDisconnected(PracticeId practice, String connection) {
    Grant grant = grants.of(new AccountId(practice, connection));
    if (grant.person().isPresent() && grant.state() != Grant.State.ENDED) {
      throw new RequestRefused(
          RefusalCode.NOT_NOW,
          "an account is connected by connection `" + connection + "`",
          "disconnect the account first, so that the provider is told");
    }
  }

  private void requireNothingUnderWay(PracticeId practice, Set<DestinationId> destinations) {
    int underWay = journal.underWay(practice, destinations);
    if (underWay > 0) {
      throw new RequestRefused(
          RefusalCode.NOT_NOW,
          underWay + " files are on their way to this destination, or wait for it",
          "let them finish or stop them, then take the destination out");
    }
  }

  private int keep(
      Caller caller,
      Made before,
      PracticeSetUp candidate,
      AuditType type,
      String target,
      Map<String, String> detail) {
    Instant now = clock.instant();
    int number = before.number() + 1;
    Map<String, String> told = new HashMap<>(detail);
    told.put("version", Integer.toString(number));
    boolean kept =
        made.keep(
            new PracticeSetUpVersion(caller.practice(), number, candidate, caller.subject(), now),
            AuditEvent.by(caller, now, type, target, told));
    inForce.look();
    if (!kept) {
      throw changed();
    }
    return number;
  }

  private Map<DestinationId, Checked> check(List<StorageDestination> destinations) {
    Map<DestinationId, Checked> checks = new HashMap<>();
    for (StorageDestination destination : destinations) {
      try {
        checks.put(destination.id(), check(destination));
      } finally {
        forgetUnlessInForce(destination.connection());
      }
    }
    return checks;
  }

  private Checked check(StorageDestination destination) {
    try {
      Connector connector = connectors.of(destination.connection());
      connector.check(destination.location());
      return new Checked(
          Optional.of(connector.probeResidency(destination.location())), Optional.empty());
    } catch (ConnectorException failed) {
      if (failed.failure().kind() == Failure.Kind.REAUTHORISE) {
        return new Checked(Optional.empty(), Optional.of(String.valueOf(failed.getMessage())));
      }
      throw failed.failure().kind() == Failure.Kind.MISCONFIGURED
          ? misconfigured(failed)
          : new RequestRefused(
              RefusalCode.DESTINATION_UNUSABLE,
              "destination `%s` cannot be used: %s"
                  .formatted(destination.id(), failed.getMessage()),
              failed.failure().retryable()
                  ? "try again later; nothing was changed"
                  : "correct the folder or the account's rights at the provider; nothing was"
                      + " changed");
    }
  }

  private static RequestRefused misconfigured(ConnectorException wrong) {
    return new RequestRefused(
        RefusalCode.CONNECTION_MISCONFIGURED,
        String.valueOf(wrong.getMessage()),
        "correct the connection's settings; nothing was changed");
  }

  /** Known settings only, and none that says where on the network or the disk the gateway goes. */
  private void requireSettings(MadeConnection connection) {
    Map<String, SettingSpec> specs =
        specs(connection.provider()).stream()
            .collect(Collectors.toMap(SettingSpec::name, Function.identity()));
    for (String name : connection.settings().keySet()) {
      SettingSpec spec = specs.get(name);
      if (spec == null) {
        throw new RequestRefused(
            RefusalCode.CONNECTION_MISCONFIGURED,
            "provider `%s` has no setting `%s`".formatted(connection.provider(), name),
            "use the settings that the list of connectors shows");
      }
      if (spec.operators()) {
        throw new RequestRefused(
            RefusalCode.CONNECTION_MISCONFIGURED,
            "setting `" + name + "` is for who runs the gateway",
            "leave it out; the operator sets it for all connections, or in the set-up file");
      }
    }
  }

  private List<SettingSpec> specs(ProviderId provider) {
    return connectors.factories().stream()
        .filter(factory -> factory.provider().equals(provider))
        .findFirst()
        .orElseThrow(
            () ->
                new RequestRefused(
                    RefusalCode.CONNECTION_MISCONFIGURED,
                    "no connector is installed for provider `" + provider + "`",
                    "choose one that the list of connectors shows"))
        .settings();
  }

  private static void requireStill(Made before, int expected) {
    if (before.number() != expected) {
      throw changed();
    }
  }

  private MadeDestination require(PracticeId practice, Made before, DestinationId id) {
    inForce.get().require(practice, id);
    requireNotDeclared(declares(practice, id));
    return before.setUp().destination(id).orElseThrow(SetUpDesk::changed);
  }

  private MadeConnection require(PracticeId practice, Made before, String id) {
    requireNotDeclared(declares(practice, id));
    return before
        .setUp()
        .connection(id)
        .orElseThrow(
            () ->
                new RequestRefused(
                    RefusalCode.CONNECTION_UNKNOWN,
                    "there is no such connection",
                    "choose one that the list of connections shows"));
  }

  private static void requireNotDeclared(boolean declared) {
    if (declared) {
      throw new RequestRefused(
          RefusalCode.DECLARED_IN_FILE,
          "it is declared in the set-up file",
          "change it there; who runs the gateway has the file");
    }
  }

  private static RequestRefused taken(String what) {
    return new RequestRefused(
        RefusalCode.NOT_NOW, "there is a " + what + " of this id", "change it, or use another id");
  }

  private static RequestRefused changed() {
    return new RequestRefused(
        RefusalCode.SETUP_CHANGED,
        "the set-up was changed meanwhile",
        "read it again, and make the change from what it is now");
  }
}
