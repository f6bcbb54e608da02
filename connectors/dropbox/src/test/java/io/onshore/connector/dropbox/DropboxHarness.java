package io.onshore.connector.dropbox;

import io.onshore.connector.Connector;
import io.onshore.connector.ConnectorContext;
import io.onshore.connector.ConnectorException;
import io.onshore.connector.ConnectorFactory;
import io.onshore.connector.Destination;
import io.onshore.connector.Failure;
import io.onshore.connector.Failure.Effect;
import io.onshore.connector.Failure.Kind;
import io.onshore.connector.Failure.Retry;
import io.onshore.connector.ObjectName;
import io.onshore.connector.Settings;
import io.onshore.connector.Space;
import io.onshore.connector.credential.TokenVault;
import io.onshore.connector.dropbox.DropboxFailures.About;
import io.onshore.connector.residency.Aspect;
import io.onshore.connector.simulator.Disturbance;
import io.onshore.connector.simulator.Room;
import io.onshore.connector.simulator.dropbox.Account;
import io.onshore.connector.simulator.dropbox.App;
import io.onshore.connector.simulator.dropbox.DropboxOperation;
import io.onshore.connector.simulator.dropbox.DropboxSimulator;
import io.onshore.connector.simulator.dropbox.Team;
import io.onshore.connector.testkit.Fault;
import io.onshore.connector.testkit.Fill;
import io.onshore.connector.testkit.Harness;
import io.onshore.connector.testkit.Operation;
import io.onshore.connector.testkit.Scenario;
import io.onshore.connector.testkit.Seen;
import io.onshore.connector.testkit.TestClock;
import io.onshore.connector.testkit.Told;
import io.onshore.connector.testkit.Trait;
import io.onshore.connector.testkit.VendorExample;
import io.onshore.connector.toolkit.http.Headers;
import io.onshore.connector.toolkit.http.HttpAnswer;
import io.onshore.connector.toolkit.oauth.MemoryVault;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The connector, and a double of Dropbox that can be made to fail. */
public final class DropboxHarness implements Harness {
  static final String FOLDER = "/Onshore/Photos";
  static final Team TEAM = new Team("dbtid:practice", "Practice", true);

  private static final String READ_ONLY = "/Onshore/Archive";
  private static final String SECRET = "s3cret-of-the-app";
  private static final String EVIDENCE_SECRET = "s3cret-of-the-second-app";
  private static final String EVIDENCE_REFRESH = "refresh-token-of-the-second-app";
  private static final App EVIDENCE = new App("second", EVIDENCE_SECRET, App.Access.TEAM, "");

  private final TestClock clock = TestClock.atNoon();
  private final DropboxSimulator simulator = DropboxSimulator.start(clock);
  private final Account account = Account.member("clara", TEAM, "US");
  private final App app;
  private final MemoryVault vault;
  private final List<Connector> opened = new ArrayList<>();
  private @Nullable Connector first;

  /** An app's own folder and sequential sessions. */
  public DropboxHarness() {
    this(new App("app", SECRET, App.Access.APP_FOLDER, "Onshore app"));
  }

  private DropboxHarness(App app) {
    this.app = app;
    simulator.add(app);
    simulator.add(EVIDENCE);
    simulator.add(account);
    simulator.createTeamFolder(namespace(), inNamespace(FOLDER), TEAM);
    simulator.createReadOnlyFolder(namespace(), inNamespace(READ_ONLY));
    simulator.stayConnected(EVIDENCE_REFRESH, account, EVIDENCE, DropboxSimulator.TEAM_SCOPES);
    this.vault = new MemoryVault(simulator.consent(account, app, DropboxSimulator.USER_SCOPES));
  }

  /** A team's common space and concurrent sessions. */
  static DropboxHarness teamSpace() {
    return new DropboxHarness(new App("app", SECRET, App.Access.FULL, ""));
  }

  DropboxSimulator simulator() {
    return simulator;
  }

  Account account() {
    return account;
  }

  App app() {
    return app;
  }

  App evidenceApp() {
    return EVIDENCE;
  }

  private boolean ownFolder() {
    return app.access() == App.Access.APP_FOLDER;
  }

  /** Where the destination lies. */
  String namespace() {
    return ownFolder() ? account.home() : account.root();
  }

  /** A path as it is from the namespace's root. */
  String inNamespace(String path) {
    return app.prefix() + path;
  }

  private String file(ObjectName name) {
    return inNamespace(FOLDER) + "/" + name;
  }

  @Override
  public ConnectorFactory factory() {
    return new DropboxConnectorFactory();
  }

  @Override
  public Settings settings() {
    Map<String, String> settings = new TreeMap<>();
    settings.put("app-key", app.key());
    settings.put("app-secret", SECRET);
    settings.put("access", ownFolder() ? "app-folder" : "full");
    settings.put("parallel-appends", ownFolder() ? "1" : "4");
    settings.put("evidence-app-key", EVIDENCE.key());
    settings.put("evidence-app-secret", EVIDENCE_SECRET);
    settings.put("evidence-refresh-token", EVIDENCE_REFRESH);
    settings.put("api-url", simulator.apiUrl());
    settings.put("content-url", simulator.contentUrl());
    settings.put("authorize-url", simulator.authorizeUrl());
    return new Settings(settings);
  }

  @Override
  public Set<String> secrets() {
    Set<String> secrets = new HashSet<>(simulator.tokensHandedOut());
    secrets.addAll(Set.of(SECRET, EVIDENCE_SECRET, EVIDENCE_REFRESH));
    return secrets;
  }

  @Override
  public synchronized Connector connector() throws ConnectorException {
    Connector connector = first;
    if (connector == null) {
      connector = newConnector();
      first = connector;
    }
    return connector;
  }

  @Override
  public Connector newConnector() throws ConnectorException {
    return newConnector(Duration.ofMinutes(1));
  }

  @Override
  public Connector newConnector(Duration callTimeout) throws ConnectorException {
    return open(settings(), callTimeout);
  }

  synchronized Connector open(Settings settings, Duration callTimeout) throws ConnectorException {
    Connector connector =
        factory()
            .open(
                settings,
                new ConnectorContext(clock, "ISV|Onshore|Gateway/0.1", callTimeout, vault));
    opened.add(connector);
    return connector;
  }

  @Override
  public Set<Trait> traits() {
    Set<Trait> traits = EnumSet.of(Trait.NO_SLOW_COMMIT, Trait.NO_ABANDON);
    if (!ownFolder()) {
      traits.add(Trait.PARTS_ARE_NOT_TOLD);
    }
    return traits;
  }

  @Override
  public Set<String> declaredHosts() {
    return Set.of(
        URI.create(simulator.apiUrl()).getAuthority(),
        URI.create(simulator.contentUrl()).getAuthority());
  }

  @Override
  public long partBytes() {
    return DropboxUploadSession.UNIT;
  }

  @Override
  public long smallUploadThreshold() {
    return DropboxUploadSession.SMALL;
  }

  @Override
  public Destination destination() {
    return Destination.folder(FOLDER);
  }

  @Override
  public Destination missingDestination() {
    return Destination.folder("Onshore/Nowhere");
  }

  @Override
  public Destination forbiddenDestination() {
    return Destination.folder(READ_ONLY);
  }

  /** Where a consent puts its tokens. */
  MemoryVault consented() {
    return vault;
  }

  @Override
  public TokenVault vault() {
    return vault;
  }

  @Override
  public TestClock clock() {
    return clock;
  }

  @Override
  public void failNext(Fault fault) {
    switch (fault) {
      case THROTTLED_IN_SECONDS ->
          any(DropboxSimulator.throttled(Long.toString(Fault.THROTTLE_DELAY.toSeconds())));
      case THROTTLED_UNTIL_DATE ->
          any(
              DropboxSimulator.throttled(
                  DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
                      .format(
                          clock.instant().plus(Fault.THROTTLE_DELAY).atOffset(ZoneOffset.UTC))));
      case OUTAGE -> any(DropboxSimulator.refuse(503, ""));
      case OUTAGE_ON_COMMIT ->
          simulator
              .faults()
              .next(DropboxOperation.committing(), DropboxSimulator.refuse(503, ""), 1);
      case QUOTA_EXHAUSTED ->
          simulator
              .faults()
              .next(
                  DropboxOperation.carryingBytes(),
                  DropboxSimulator.refuse(403, "invalid_account_type/feature"),
                  1);
      case FORBIDDEN -> any(DropboxSimulator.refuse(403, "team_access_denied"));
      case UNCLASSIFIED -> any(new Disturbance.Garble());
      case NO_ANSWER -> any(new Disturbance.Hold());
      case SLOW_COMMIT ->
          throw new IllegalArgumentException("Dropbox documents no commit that is done later");
      case CORRUPTED_IN_TRANSIT ->
          simulator.faults().next(DropboxOperation.carryingBytes(), new Disturbance.FlipBit(), 1);
    }
  }

  private void any(Disturbance disturbance) {
    simulator.faults().next(DropboxOperation.allButSignIn(), disturbance, 1);
  }

  @Override
  public void awaitHeldRequest() throws InterruptedException {
    if (!simulator.awaitHeld(Duration.ofSeconds(30))) {
      throw new IllegalStateException("no request is held");
    }
  }

  @Override
  public void cutAfter(long bytes) {
    // The double has the bytes and drops them.
    simulator.faults().next(DropboxOperation.carryingBytes(), new Disturbance.CutBefore(), 1);
  }

  @Override
  public void loseNextAnswer(Operation operation) {
    Set<DropboxOperation> operations =
        switch (operation) {
          case SIGN_IN -> EnumSet.of(DropboxOperation.TOKEN);
          case BEGIN -> EnumSet.of(DropboxOperation.START);
          case SEND -> EnumSet.of(DropboxOperation.APPEND);
          case COMMIT -> DropboxOperation.committing();
        };
    simulator.faults().next(operations, new Disturbance.LoseAnswer(), 1);
  }

  @Override
  public void expireSession() {
    simulator.expireSessions();
  }

  @Override
  public void expireAccessToken() {
    simulator.expireAccessTokens();
  }

  @Override
  public void revokeCredentials() {
    simulator.revoke(account.id());
  }

  @Override
  public void corruptStoredByte() {
    simulator.corruptStoredByte(namespace());
  }

  @Override
  public void takeName(ObjectName name, byte[] content) {
    simulator.putFile(namespace(), file(name), content);
  }

  @Override
  public Told residency(Scenario scenario) {
    simulator.forgetPlacement(TEAM);
    simulator.stayConnected(
        EVIDENCE_REFRESH,
        account,
        EVIDENCE,
        scenario == Scenario.MISSING_ADMIN_SCOPE
            ? Set.of("team_info.read")
            : DropboxSimulator.TEAM_SCOPES);
    return switch (scenario) {
      case ONE_COUNTRY -> told("australia_only", Set.of("AU"));
      case TWO_COUNTRIES -> told("europe_only", EUROPEAN_UNION);
      case UNKNOWN_ZONE -> told("moon_only", Set.of());
      case MISSING_ADMIN_SCOPE -> {
        told("australia_only", Set.of("AU"));
        yield new Told(Map.of(Aspect.ACCOUNT, Set.of()));
      }
    };
  }

  private static final Set<String> EUROPEAN_UNION =
      Set.of(
          "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"
              .split(" "));

  private Told told(String restriction, Set<String> places) {
    simulator.changePlacement(TEAM, restriction, clock.instant().minus(Duration.ofDays(30)));
    simulator.satisfyPlacement(TEAM, clock.instant().minus(Duration.ofDays(20)));
    return new Told(Map.of(Aspect.ACCOUNT, Set.of(), Aspect.CONTENT, places));
  }

  @Override
  public Optional<Space> fill(Fill fill) {
    Room.Limited room =
        fill.total().isPresent()
            ? new Room.Limited(fill.total().getAsLong(), fill.used())
            : Room.AMPLE;
    simulator.room(room);
    return Optional.of(Space.Limited.of(room.total(), room.used()));
  }

  @Override
  public int openSessions() {
    return simulator.openSessions();
  }

  @Override
  public List<Seen> requests() {
    return simulator.log().latest().stream().map(DropboxHarness::seen).toList();
  }

  private static Seen seen(io.onshore.connector.simulator.Seen seen) {
    DropboxOperation operation = DropboxOperation.valueOf(seen.operation());
    Map<String, String> headers = new TreeMap<>(seen.headers());
    headers.computeIfPresent("authorization", (name, value) -> "withheld");
    return new Seen(
        purpose(operation),
        seen.method(),
        seen.authority(),
        seen.target(),
        headers,
        headers.containsKey("authorization"),
        false,
        DropboxOperation.carryingBytes().contains(operation) ? seen.bodySize() : 0,
        operation == DropboxOperation.TOKEN
            ? ""
            : new String(seen.body(), StandardCharsets.ISO_8859_1));
  }

  private static Seen.Purpose purpose(DropboxOperation operation) {
    return switch (operation) {
      case TOKEN, CONSENT -> Seen.Purpose.SIGN_IN;
      case ACCOUNT, SPACE, TEAM_INFO, EVENTS, SHARED_FOLDER, METADATA, DOWNLOAD ->
          Seen.Purpose.READ;
      case REVOKE, UPLOAD, START, APPEND, FINISH, DELETE, OTHER -> Seen.Purpose.CHANGE;
    };
  }

  @Override
  public Optional<String> lastFailedRequestId() {
    return simulator.lastRefusedRequestId();
  }

  @Override
  public Optional<byte[]> storedBytes(ObjectName name) {
    return simulator.fileBytes(namespace(), file(name));
  }

  @Override
  public int objects() {
    return simulator.fileCount(namespace(), inNamespace(FOLDER));
  }

  @Override
  public List<VendorExample> vendorFailures() {
    return List.of(
        example(400, "Error in call to API function", About.OBJECT, never(Kind.UNCLASSIFIED)),
        example(400, "Error in call to API function", About.STORING, never(Kind.UNCLASSIFIED)),
        example(401, "expired_access_token", About.OBJECT, never(Kind.REAUTHORISE)),
        example(401, "invalid_access_token", About.OBJECT, never(Kind.REAUTHORISE)),
        example(401, "missing_scope", About.DESTINATION, never(Kind.FORBIDDEN)),
        example(401, "user_suspended", About.STORING, never(Kind.FORBIDDEN)),
        example(401, "invalid_select_user", About.OBJECT, never(Kind.FORBIDDEN)),
        example(401, "invalid_select_admin", About.OBJECT, never(Kind.FORBIDDEN)),
        example(401, "route_access_denied", About.OBJECT, never(Kind.FORBIDDEN)),
        example(401, "Unauthorized words", About.OBJECT, never(Kind.REAUTHORISE)),
        example(403, "invalid_account_type/feature", About.UPLOAD, never(Kind.QUOTA_EXHAUSTED)),
        example(403, "invalid_account_type/feature", About.STORING, never(Kind.QUOTA_EXHAUSTED)),
        example(403, "invalid_account_type/feature", About.OBJECT, never(Kind.FORBIDDEN)),
        example(403, "invalid_account_type/endpoint", About.UPLOAD, never(Kind.FORBIDDEN)),
        example(403, "team_access_denied", About.DESTINATION, never(Kind.FORBIDDEN)),
        example(409, "path/not_found", About.DESTINATION, never(Kind.DESTINATION_MISSING)),
        example(409, "path/not_found", About.OBJECT, never(Kind.OBJECT_MISSING)),
        example(409, "path_lookup/not_found", About.OBJECT, never(Kind.OBJECT_MISSING)),
        example(409, "path/not_folder", About.DESTINATION, never(Kind.DESTINATION_MISSING)),
        example(409, "path/locked", About.OBJECT, Failure.passing(Kind.UNAVAILABLE)),
        example(409, "path/restricted_content", About.OBJECT, never(Kind.FORBIDDEN)),
        example(409, "path/conflict/file", About.COMPLETING, never(Kind.NAME_TAKEN)),
        example(409, "path/conflict/folder", About.STORING, never(Kind.NAME_TAKEN)),
        example(409, "path/conflict/file_ancestor", About.STORING, never(Kind.DESTINATION_MISSING)),
        example(409, "path_write/conflict/file", About.OBJECT, never(Kind.OBJECT_MISSING)),
        example(409, "path/no_write_permission", About.STORING, never(Kind.FORBIDDEN)),
        example(409, "path/access_restricted", About.COMPLETING, never(Kind.FORBIDDEN)),
        example(409, "path/team_folder", About.COMPLETING, never(Kind.FORBIDDEN)),
        example(409, "path/operation_suppressed", About.COMPLETING, never(Kind.FORBIDDEN)),
        example(409, "encryption_not_supported", About.STORING, never(Kind.FORBIDDEN)),
        example(409, "path/insufficient_space", About.STORING, never(Kind.QUOTA_EXHAUSTED)),
        example(409, "path/malformed_path", About.STORING, never(Kind.NAME_REFUSED)),
        example(409, "path/malformed_path", About.DESTINATION, never(Kind.DESTINATION_MISSING)),
        example(409, "path/disallowed_name", About.COMPLETING, never(Kind.NAME_REFUSED)),
        example(
            409, "path/too_many_write_operations", About.STORING, Failure.passing(Kind.THROTTLED)),
        example(
            409, "too_many_write_operations", About.COMPLETING, Failure.passing(Kind.THROTTLED)),
        example(409, "not_found", About.UPLOAD, never(Kind.SESSION_LOST)),
        example(409, "lookup_failed/not_found", About.COMPLETING, never(Kind.SESSION_LOST)),
        example(409, "closed", About.UPLOAD, never(Kind.SESSION_LOST)),
        example(409, "incorrect_offset", About.UPLOAD, never(Kind.OFFSET_MISMATCH)),
        example(
            409, "concurrent_session_invalid_offset", About.UPLOAD, never(Kind.OFFSET_MISMATCH)),
        example(
            409, "concurrent_session_invalid_data_size", About.UPLOAD, never(Kind.OFFSET_MISMATCH)),
        example(409, "concurrent_session_missing_data", About.COMPLETING, never(Kind.INCOMPLETE)),
        example(409, "concurrent_session_not_closed", About.COMPLETING, never(Kind.INCOMPLETE)),
        example(409, "too_large", About.UPLOAD, never(Kind.TOO_LARGE)),
        example(409, "payload_too_large", About.STORING, never(Kind.TOO_LARGE)),
        example(409, "content_hash_mismatch", About.STORING, never(Kind.DIGEST_MISMATCH)),
        example(
            409,
            "properties_error/template_not_found",
            About.STORING,
            never(Kind.UNCLASSIFIED).withEffect(Effect.UNKNOWN)),
        example(409, "other", About.OBJECT, never(Kind.UNCLASSIFIED)),
        example(413, "<html>", About.UPLOAD, never(Kind.TOO_LARGE)),
        example(422, "invalid_root", About.COMPLETING, Failure.passing(Kind.UNAVAILABLE)),
        example(422, "no_permission", About.DESTINATION, never(Kind.FORBIDDEN)),
        example(429, "too many requests, in words", About.OBJECT, Failure.passing(Kind.THROTTLED)),
        example(429, "reason", About.STORING, Failure.passing(Kind.THROTTLED)),
        example(500, "Internal words", About.UPLOAD, Failure.passing(Kind.UNAVAILABLE)),
        example(
            502,
            "Bad gateway",
            About.COMPLETING,
            Failure.passing(Kind.UNAVAILABLE).withEffect(Effect.UNKNOWN)),
        example(504, "", About.OBJECT, Failure.passing(Kind.UNAVAILABLE)),
        example(418, "teapot", About.OBJECT, never(Kind.UNCLASSIFIED)),
        delayInTheBody());
  }

  /** A 429 whose delay stands in the published field and not in a header. */
  private VendorExample delayInTheBody() {
    String body = "{\"error\":{\"reason\":{\".tag\":\"too_many_requests\"},\"retry_after\":40}}";
    return new VendorExample(
        "429 with retry_after",
        new Failure(
            Kind.THROTTLED, new Retry.After(Duration.ofSeconds(40)), Effect.NONE, Optional.empty()),
        mapped(429, Headers.NONE, body, About.OBJECT));
  }

  /**
   * @param says the tags of unions, or words
   */
  private VendorExample example(int status, String says, About about, Failure expected) {
    String id = "5f1c2f6d9a0b4c4e8d590c5a5d0f4b11";
    String body =
        says.matches("[a-z_/]+")
            ? "{\"error_summary\":\"words that nobody acts on\",\"error\":" + union(says) + "}"
            : says;
    return new VendorExample(
        status + " " + says + " about " + about,
        expected.withRequestId(Optional.of(id)),
        mapped(status, Headers.NONE.with("X-Dropbox-Request-Id", id), body, about));
  }

  private static String union(String tags) {
    int slash = tags.indexOf('/');
    return slash < 0
        ? "{\".tag\":\"" + tags + "\"}"
        : "{\".tag\":\"%s\",\"%s\":%s}"
            .formatted(
                tags.substring(0, slash),
                tags.substring(0, slash),
                union(tags.substring(slash + 1)));
  }

  private Failure mapped(int status, Headers headers, String body, About about) {
    return new DropboxFailures(clock)
        .of(new HttpAnswer(status, headers, body.getBytes(StandardCharsets.UTF_8)), about)
        .exception()
        .failure();
  }

  private static Failure never(Kind kind) {
    return Failure.permanent(kind);
  }

  @Override
  public void close() {
    synchronized (this) {
      opened.forEach(Connector::close);
    }
    simulator.close();
  }
}
