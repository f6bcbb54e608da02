package io.onshore.connector.simulator.dropbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onshore.connector.credential.Tokens;
import io.onshore.connector.simulator.Answer;
import io.onshore.connector.simulator.Blob;
import io.onshore.connector.simulator.Call;
import io.onshore.connector.simulator.Disturbance;
import io.onshore.connector.simulator.DoubleServer;
import io.onshore.connector.simulator.Faults;
import io.onshore.connector.simulator.Listening;
import io.onshore.connector.simulator.Refusal;
import io.onshore.connector.simulator.RequestLog;
import io.onshore.connector.simulator.Room;
import io.onshore.connector.simulator.Stage;
import io.onshore.connector.simulator.admin.AdminEndpoints;
import io.onshore.connector.simulator.signin.Habits;
import io.onshore.connector.simulator.signin.SignInService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Dropbox's API, its host for files and its sign-in, with state: what is uploaded can be found,
 * read and deleted again. A request that Dropbox's published description does not allow is refused,
 * and so is a write into a namespace while another one is under way. Two servers, because files go
 * to another host. Bytes rest in files, not on the heap. Safe for several threads.
 */
public final class DropboxSimulator implements AutoCloseable {
  /** Everything that a person's app may be granted. */
  public static final Set<String> USER_SCOPES =
      Set.of(
          "account_info.read",
          "files.metadata.read",
          "files.content.write",
          "files.content.read",
          "sharing.read");

  /** Everything that a team's app may be granted. */
  public static final Set<String> TEAM_SCOPES = Set.of("events.read", "team_info.read");

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Clock clock;
  private final Path folder;
  private final Stage<DropboxOperation> stage;
  private final SignInService signIn;
  private final Sessions sessions;
  private final AuditLog log = new AuditLog();
  private final Endpoints endpoints;
  private final AdminEndpoints<DropboxOperation> admin;
  private final DoubleServer apiServer;
  private final DoubleServer contentServer;
  private final Set<String> writing = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean ended = new AtomicBoolean();

  /**
   * Where and how to run.
   *
   * @param api for the API and the sign-in
   * @param content for file contents
   * @param folder for stored bytes; a new one is made in it and deleted at the end
   */
  public record Options(Listening api, Listening content, Path folder) {
    /** On this machine, on free ports, in the folder for temporary files. */
    public static Options local() {
      return new Options(
          Listening.local(), Listening.local(), Path.of(System.getProperty("java.io.tmpdir")));
    }
  }

  private DropboxSimulator(Clock clock, Options options) {
    this.clock = clock;
    try {
      Files.createDirectories(options.folder());
      this.folder = Files.createTempDirectory(options.folder(), "dropbox-double-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.signIn = new SignInService("Dropbox", habits(), clock, SignInService::plain);
    this.sessions = new Sessions(folder, clock);
    this.endpoints = new Endpoints(signIn, sessions, log, folder, clock);
    this.stage = new Stage<>(DropboxOperation.class, new DropboxRefusals(), clock);
    this.admin = new AdminEndpoints<>(new ShownDropbox(this), stage, DropboxOperation.class, clock);
    this.contentServer = DoubleServer.start(options.content(), call -> onApi(call, true));
    this.apiServer = DoubleServer.start(options.api(), call -> onApi(call, false));
  }

  /** Refresh tokens stay, and come only to whoever asks for offline access. */
  private static Habits habits() {
    return new Habits(
        Habits.RefreshUse.STAYS,
        Duration.ofMinutes(10),
        Duration.ofHours(4),
        Optional.empty(),
        true,
        asked -> "offline".equals(asked.get("token_access_type")),
        false,
        true,
        Stream.concat(USER_SCOPES.stream(), TEAM_SCOPES.stream())
            .collect(Collectors.toUnmodifiableSet()));
  }

  /** Starts one without accounts on free ports of this machine. */
  public static DropboxSimulator start(Clock clock) {
    return start(clock, Options.local());
  }

  /** Starts one without accounts. */
  public static DropboxSimulator start(Clock clock, Options options) {
    return new DropboxSimulator(clock, options);
  }

  /** What goes in the connector's {@code api-url}. */
  public String apiUrl() {
    return apiServer.url();
  }

  /** What goes in the connector's {@code content-url}. */
  public String contentUrl() {
    return contentServer.url();
  }

  /** What goes in the connector's {@code authorize-url}. */
  public String authorizeUrl() {
    return apiUrl() + "/oauth2/authorize";
  }

  /** How full every account is from now on; Dropbox has no word for anything but a limit. */
  public void room(Room.Limited room) {
    endpoints.room(room);
  }

  /** The disturbances to come. */
  public Faults<DropboxOperation> faults() {
    return stage.faults();
  }

  /** The requests so far, those to {@link AdminEndpoints} not counted. */
  public RequestLog<DropboxOperation> log() {
    return stage.log();
  }

  /** Registers an app. */
  public void add(App app) {
    endpoints.apps().put(app.key(), app);
    signIn.add(new SignInService.Client(app.key(), Optional.of(app.secret()), Optional.empty()));
  }

  /** Adds an account, or changes what is told of it; its files stay. */
  public void add(Account account) {
    endpoints.accounts().put(account.id(), account);
    signIn.addAccount(account.id(), account.id());
  }

  /** The accounts, by id. */
  public List<Account> accounts() {
    return endpoints.accounts().values().stream()
        .sorted(Comparator.comparing(Account::id))
        .toList();
  }

  /** What a person's consent brings. */
  public Tokens consent(Account account, App app, Set<String> scopes) {
    return signIn.consent(account.id(), app.key(), scopes);
  }

  /** A refresh token that is good from the start. */
  public void stayConnected(String refreshToken, Account account, App app, Set<String> scopes) {
    signIn.know(refreshToken, account.id(), app.key(), scopes);
  }

  /** Makes a folder with its parents; the path starts at the namespace's root. */
  public void createFolder(String namespace, String path) {
    endpoints.namespace(namespace).folder(path);
  }

  /** Makes a shared folder that its members may look at and not write to. */
  public void createReadOnlyFolder(String namespace, String path) {
    share(namespace, path, true, "");
  }

  /** Makes a shared folder that a team owns. */
  public void createTeamFolder(String namespace, String path, Team owner) {
    share(namespace, path, false, owner.id());
  }

  private void share(String namespace, String path, boolean readOnly, String owner) {
    endpoints
        .namespace(namespace)
        .share(
            path,
            new Namespace.Shared(
                Account.namespace("shared " + namespace + path), path, readOnly, owner));
  }

  /**
   * Gives a shared folder to another team, as when an owner changes teams. Its id stays.
   *
   * @throws IllegalArgumentException if the folder is not shared
   */
  public void giveFolder(String namespace, String path, Team owner) {
    Namespace files = endpoints.namespace(namespace);
    files.share(
        path,
        files
            .sharing(path)
            .orElseThrow(() -> new IllegalArgumentException("`" + path + "` is not shared"))
            .ownedBy(owner.id()));
  }

  /** Stores a file as if somebody else had done it; one of that name is replaced. */
  public void putFile(String namespace, String path, byte[] content) {
    Blob blob = new Blob(folder, Sessions.DIGESTS);
    blob.append(content);
    endpoints.namespace(namespace).put(path, blob);
  }

  /** How many files lie at or below a folder. */
  public int fileCount(String namespace, String folderPath) {
    String below = folderPath.toLowerCase(Locale.ROOT) + "/";
    return (int)
        endpoints.namespace(namespace).files().stream()
            .filter(file -> file.path().toLowerCase(Locale.ROOT).startsWith(below))
            .count();
  }

  /** The bytes of a file; empty if there is none. */
  public Optional<byte[]> fileBytes(String namespace, String path) {
    return endpoints
        .namespace(namespace)
        .at(path)
        .flatMap(Entry::content)
        .map(
            blob -> {
              try {
                return Files.readAllBytes(blob.file());
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
  }

  /**
   * Flips one bit of the file stored last in a namespace, where it rests. The reported hash stays
   * as it was.
   *
   * @throws IllegalStateException if no file with bytes is stored
   */
  public void corruptStoredByte(String namespace) {
    List<Blob> blobs =
        endpoints.namespace(namespace).files().stream()
            .map(Entry::content)
            .flatMap(Optional::stream)
            .filter(blob -> blob.size() > 0)
            .toList();
    if (blobs.isEmpty()) {
      throw new IllegalStateException("nothing is stored");
    }
    blobs.getLast().corrupt(blobs.getLast().size() / 2);
  }

  /** A team's admin asks for another place; the audit log tells it. */
  public void changePlacement(Team team, String restriction, Instant at) {
    log.change(team.id(), restriction, at);
  }

  /** All data of the team is where its admin asked for; the audit log tells it. */
  public void satisfyPlacement(Team team, Instant at) {
    log.satisfy(team.id(), at);
  }

  /**
   * Moves a team's data: its admin asks for another place and all data is there a second later, as
   * the audit log tells.
   *
   * @param restriction in Dropbox's words, such as {@code uk_only}
   */
  public void movePlacement(Team team, String restriction, Instant at) {
    changePlacement(team, restriction, at);
    satisfyPlacement(team, at.plusSeconds(1));
  }

  /** Empties a team's audit log. */
  public void forgetPlacement(Team team) {
    log.forget(team.id());
  }

  /** What the team's admin asked for last. */
  Optional<String> placement(Team team) {
    return log.restriction(team.id());
  }

  /** Forgets every upload session. */
  public void expireSessions() {
    sessions.expireAll();
  }

  /** How many upload sessions are under way. */
  public int openSessions() {
    return sessions.count();
  }

  /** Makes all access tokens invalid; new ones can be had. */
  public void expireAccessTokens() {
    signIn.expireAccessTokens();
  }

  /** Ends an account's consent: no token of it is good any more and none is to be had. */
  public void revoke(String accountId) {
    signIn.revoke(accountId);
  }

  /** How many grants to stay connected are good. */
  public int refreshTokens() {
    return signIn.refreshTokens();
  }

  /** Every token handed out so far, for looking for leaks. */
  public Set<String> tokensHandedOut() {
    return signIn.handedOut();
  }

  /** The request id of the latest refusal on either host. */
  public Optional<String> lastRefusedRequestId() {
    return stage.lastRefusedRequestId();
  }

  /** Waits for a request that {@link Disturbance.Hold} holds; each is told once. */
  public boolean awaitHeld(Duration atMost) throws InterruptedException {
    return stage.awaitHeld(atMost);
  }

  /** Too many requests; slow down. The delay goes out as it is given, seconds or date. */
  public static Disturbance throttled(String retryAfter) {
    return new Disturbance.Refuse(
        429, "reason:too_many_requests", "", Map.of("Retry-After", retryAfter));
  }

  /**
   * A refusal without special headers.
   *
   * @param tags of unions, such as {@code path/insufficient_space}; empty for a plain text
   */
  public static Disturbance refuse(int status, String tags) {
    return new Disturbance.Refuse(status, tags, "", Map.of());
  }

  /** Ends both servers and deletes what is stored. Closing twice is harmless. */
  @Override
  public void close() {
    if (!ended.compareAndSet(false, true)) {
      return;
    }
    stage.close();
    apiServer.close();
    contentServer.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Map<String, Namespace> namespaces() {
    return endpoints.namespaces();
  }

  private Answer onApi(Call call, boolean onContentHost) {
    if (!onContentHost && AdminEndpoints.owns(call)) {
      return admin.handle(call);
    }
    DropboxOperation operation = DropboxOperation.of(call.path());
    if (!DropboxOperation.committing().contains(operation)) {
      return stage.play(operation, call, given -> answer(operation, given, onContentHost));
    }
    String root = call.header("authorization") + " " + call.header("dropbox-api-path-root");
    boolean alone = writing.add(root);
    try {
      return stage.play(
          operation,
          call,
          given -> {
            if (!alone) {
              throw tooManyWrites(operation);
            }
            return answer(operation, given, onContentHost);
          });
    } finally {
      if (alone) {
        writing.remove(root);
      }
    }
  }

  /** Both ways in which Dropbox says it. */
  private static Refusal tooManyWrites(DropboxOperation operation) {
    return operation == DropboxOperation.FINISH
        ? DropboxError.endpoint(DropboxError.union("too_many_write_operations"))
        : new DropboxError(429, rateLimit("too_many_write_operations"), "rate limit");
  }

  private static ObjectNode rateLimit(String reason) {
    ObjectNode error = JSON.createObjectNode();
    error.set("reason", DropboxError.union(reason));
    return error.put("retry_after", 1);
  }

  private Answer answer(DropboxOperation operation, Call call, boolean onContentHost)
      throws Refusal {
    return switch (operation) {
      case TOKEN -> signIn.token(call);
      case CONSENT -> call.method().equals("GET") ? signIn.page(call) : signIn.decide(call);
      default -> endpoints.handle(call, onContentHost);
    };
  }

  /** How Dropbox refuses. */
  private record DropboxRefusals() implements Stage.Refusals {
    @Override
    public Answer answer(Disturbance.Refuse refuse) {
      String tags = refuse.code();
      if (tags.startsWith("reason:")) {
        return DropboxError.answer(
            refuse.status(), rateLimit(tags.substring("reason:".length())), "");
      }
      return tags.isEmpty()
          ? DropboxError.answer(refuse.status(), JSON.createObjectNode(), refuse.innerCode())
          : DropboxError.answer(refuse.status(), DropboxError.union(tags), "");
    }

    @Override
    public String requestIdHeader() {
      return DropboxError.REQUEST_ID;
    }
  }

  /** The app by which the double can be tried out. */
  public static App demoApp() {
    return new App("onshore-demo", "demo-secret", App.Access.APP_FOLDER, "Onshore");
  }

  /** The second app, which reads a team's audit log. */
  public static App demoEvidenceApp() {
    return new App("onshore-demo-evidence", "demo-evidence-secret", App.Access.TEAM, "");
  }

  /** The accounts by which the double can be tried out. */
  public static Map<String, Account> demoAccounts() {
    Map<String, Account> accounts = new LinkedHashMap<>();
    for (Account account :
        List.of(
            Account.member("au-practice", new Team("dbtid:au", "AU practice", false), "AU"),
            Account.member("uk-practice", new Team("dbtid:uk", "UK practice", false), "GB"),
            Account.member("us-practice", new Team("dbtid:us", "US practice", false), "US"),
            Account.individual("individual", "AU"))) {
      accounts.put(account.id(), account);
    }
    return accounts;
  }

  /**
   * Adds the demo's apps and accounts, each with a folder {@code Photos} in the app's folder. The
   * teams in Australia and the United Kingdom had their data placed. Refresh tokens are known from
   * the start: {@code refresh-} and the account's id, {@code evidence-} and it for the second app.
   */
  public void addDemo() {
    add(demoApp());
    add(demoEvidenceApp());
    for (Account account : demoAccounts().values()) {
      add(account);
      createFolder(account.home(), demoApp().prefix() + "/Photos");
      stayConnected("refresh-" + account.id(), account, demoApp(), USER_SCOPES);
      account
          .team()
          .ifPresent(
              team ->
                  stayConnected(
                      "evidence-" + account.id(), account, demoEvidenceApp(), TEAM_SCOPES));
    }
    Instant asked = clock.instant().minus(Duration.ofDays(60));
    place("au-practice", "australia_only", asked);
    place("uk-practice", "uk_only", asked);
  }

  private void place(String accountId, String restriction, Instant asked) {
    Optional.ofNullable(demoAccounts().get(accountId))
        .flatMap(Account::team)
        .ifPresent(
            team -> {
              changePlacement(team, restriction, asked);
              satisfyPlacement(team, asked.plus(Duration.ofDays(9)));
            });
  }
}
