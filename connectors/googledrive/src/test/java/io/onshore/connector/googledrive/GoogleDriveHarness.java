package io.onshore.connector.googledrive;

import io.onshore.connector.Connector;
import io.onshore.connector.ConnectorContext;
import io.onshore.connector.ConnectorException;
import io.onshore.connector.ConnectorFactory;
import io.onshore.connector.Destination;
import io.onshore.connector.Failure;
import io.onshore.connector.Failure.Kind;
import io.onshore.connector.Failure.Retry;
import io.onshore.connector.ObjectName;
import io.onshore.connector.Settings;
import io.onshore.connector.Space;
import io.onshore.connector.credential.TokenVault;
import io.onshore.connector.googledrive.GoogleDriveFailures.About;
import io.onshore.connector.residency.Aspect;
import io.onshore.connector.simulator.Disturbance;
import io.onshore.connector.simulator.Room;
import io.onshore.connector.simulator.googledrive.Account;
import io.onshore.connector.simulator.googledrive.DriveOperation;
import io.onshore.connector.simulator.googledrive.GoogleDriveSimulator;
import io.onshore.connector.simulator.googledrive.Region;
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
import java.security.KeyPair;
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

/** The connector, and a double of Google that can be made to fail. */
public final class GoogleDriveHarness implements Harness {
  static final String PRACTICE = "clinic.example";
  static final String ADMIN = "admin@" + PRACTICE;
  static final String GATEWAY = "gateway@double.iam.gserviceaccount.com";
  static final String SHARED_DRIVE = "0AClinicSharedDrive";

  /** One for all cases: making a key takes longer than most of them. */
  private static final KeyPair KEY = GoogleDriveSimulator.newKey();

  private static final byte[] BLANK_LINE = {'\r', '\n', '\r', '\n'};

  private final TestClock clock = TestClock.atNoon();
  private final GoogleDriveSimulator simulator = GoogleDriveSimulator.start(clock);
  private final MemoryVault vault = new MemoryVault();
  private final List<Connector> opened = new ArrayList<>();
  private final String keyFile;
  private final String folder;
  private final String archive;
  private @Nullable Connector first;

  /** A fresh provider with nothing in it. */
  public GoogleDriveHarness() {
    simulator.add(Account.superAdmin(ADMIN));
    keyFile = simulator.addServiceAccount(GATEWAY, KEY);
    simulator.delegate(GATEWAY, PRACTICE, Set.of(GoogleSignIn.POLICIES));
    simulator.addSharedDrive(SHARED_DRIVE, GATEWAY, ADMIN);
    folder = simulator.createFolder(SHARED_DRIVE, "Photos");
    archive = simulator.createFolder(SHARED_DRIVE, "Archive");
    simulator.forbidWrites(archive);
  }

  GoogleDriveSimulator simulator() {
    return simulator;
  }

  String folder() {
    return folder;
  }

  @Override
  public ConnectorFactory factory() {
    return new GoogleDriveConnectorFactory();
  }

  @Override
  public Settings settings() {
    return new Settings(
        Map.of(
            "acts-as",
            "application",
            "service-account-key",
            keyFile,
            "shared-drive-id",
            SHARED_DRIVE,
            "evidence-subject",
            ADMIN,
            "api-url",
            simulator.url(),
            "oauth-url",
            simulator.url(),
            "authorize-url",
            simulator.authorizeUrl(),
            "policy-url",
            simulator.url()));
  }

  @Override
  public Set<String> secrets() {
    Set<String> secrets = new HashSet<>(simulator.tokensHandedOut());
    secrets.add(keyFile);
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
    return open(settings(), vault, callTimeout);
  }

  /** A connector of other settings, closed with the harness. */
  synchronized Connector open(Settings settings, TokenVault tokens, Duration callTimeout)
      throws ConnectorException {
    Connector connector =
        factory()
            .open(
                settings,
                new ConnectorContext(clock, "ISV|Onshore|Gateway/0.1", callTimeout, tokens));
    opened.add(connector);
    return connector;
  }

  @Override
  public Set<Trait> traits() {
    return EnumSet.of(
        Trait.NO_SLOW_COMMIT,
        Trait.NO_ABANDON,
        Trait.NO_REQUEST_IDS,
        Trait.UPLOAD_URL_NEEDS_NO_LOGIN);
  }

  @Override
  public Set<String> declaredHosts() {
    return Set.of(URI.create(simulator.url()).getAuthority());
  }

  @Override
  public long partBytes() {
    return 262_144;
  }

  @Override
  public long smallUploadThreshold() {
    return 4_194_304;
  }

  @Override
  public Destination destination() {
    return Destination.folder(folder);
  }

  @Override
  public Destination missingDestination() {
    return Destination.folder("1NobodyHasEverMadeThisFolder");
  }

  @Override
  public Destination forbiddenDestination() {
    return Destination.folder(archive);
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
          any(GoogleDriveSimulator.throttled(Long.toString(Fault.THROTTLE_DELAY.toSeconds())));
      case THROTTLED_UNTIL_DATE ->
          any(
              GoogleDriveSimulator.throttled(
                  DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
                      .format(
                          clock.instant().plus(Fault.THROTTLE_DELAY).atOffset(ZoneOffset.UTC))));
      case OUTAGE -> any(GoogleDriveSimulator.refuse(503, "backendError"));
      case OUTAGE_ON_COMMIT ->
          simulator
              .faults()
              .next(
                  DriveOperation.committing(), GoogleDriveSimulator.refuse(503, "backendError"), 1);
      case QUOTA_EXHAUSTED ->
          simulator
              .faults()
              .next(
                  DriveOperation.carryingBytes(),
                  GoogleDriveSimulator.refuse(403, "storageQuotaExceeded"),
                  1);
      case FORBIDDEN -> any(GoogleDriveSimulator.refuse(403, "insufficientFilePermissions"));
      case UNCLASSIFIED -> any(new Disturbance.Garble());
      case NO_ANSWER -> any(new Disturbance.Hold());
      case SLOW_COMMIT ->
          throw new IllegalArgumentException("Google documents no commit that is done later");
      case CORRUPTED_IN_TRANSIT ->
          simulator.faults().next(DriveOperation.carryingBytes(), new Disturbance.FlipBit(), 1);
    }
  }

  private void any(Disturbance disturbance) {
    simulator.faults().next(DriveOperation.allButSignIn(), disturbance, 1);
  }

  @Override
  public void awaitHeldRequest() throws InterruptedException {
    if (!simulator.awaitHeld(Duration.ofSeconds(30))) {
      throw new IllegalStateException("no request is held");
    }
  }

  @Override
  public void cutAfter(long bytes) {
    simulator.faults().next(DriveOperation.carryingBytes(), new Disturbance.CutBefore(), 1);
  }

  @Override
  public void loseNextAnswer(Operation operation) {
    Set<DriveOperation> operations =
        switch (operation) {
          case SIGN_IN -> EnumSet.of(DriveOperation.TOKEN);
          case BEGIN -> EnumSet.of(DriveOperation.START_SESSION);
          case SEND -> EnumSet.of(DriveOperation.CHUNK);
          case COMMIT -> DriveOperation.committing();
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
    simulator.revoke(GATEWAY);
  }

  @Override
  public void corruptStoredByte() {
    simulator.corruptStoredByte();
  }

  @Override
  public void takeName(ObjectName name, byte[] content) {
    String id = simulator.putFile(folder, name.value(), "somebody-else", content);
    if (id.isEmpty()) {
      throw new IllegalStateException("nothing was stored");
    }
  }

  @Override
  public Told residency(Scenario scenario) {
    simulator.denyPolicies(PRACTICE, scenario == Scenario.MISSING_ADMIN_SCOPE);
    return switch (scenario) {
      case ONE_COUNTRY -> told("US", Set.of("US"));
      case TWO_COUNTRIES -> told("EUROPE", DataRegions.places("EUROPE"));
      case UNKNOWN_ZONE -> told("ATLANTIS", Set.of());
      case MISSING_ADMIN_SCOPE -> new Told(Map.of(Aspect.ACCOUNT, Set.of()));
    };
  }

  private Told told(String region, Set<String> places) {
    simulator.setRegions(PRACTICE, List.of(new Region("03ph8a2z", region)));
    return new Told(
        Map.of(Aspect.ACCOUNT, Set.of(), Aspect.CONTENT, places, Aspect.BACKUP, places));
  }

  /** Of a shared drive Google tells nothing, however full it is. */
  @Override
  public Optional<Space> fill(Fill fill) {
    simulator.room(fill == Fill.UNTOLD ? new Room.Untold() : Room.of(fill.total(), fill.used()));
    return Optional.empty();
  }

  @Override
  public int openSessions() {
    return simulator.openSessions();
  }

  @Override
  public List<Seen> requests() {
    return simulator.log().latest().stream().map(GoogleDriveHarness::seen).toList();
  }

  private static Seen seen(io.onshore.connector.simulator.Seen seen) {
    DriveOperation operation = DriveOperation.valueOf(seen.operation());
    boolean signIn = !DriveOperation.allButSignIn().contains(operation);
    boolean upload = seen.target().contains("upload_id");
    boolean asks = seen.method().equals("GET") || operation == DriveOperation.SESSION_STATUS;
    Map<String, String> headers = new TreeMap<>(seen.headers());
    headers.computeIfPresent("authorization", (name, value) -> "withheld");
    return new Seen(
        signIn ? Seen.Purpose.SIGN_IN : asks ? Seen.Purpose.READ : Seen.Purpose.CHANGE,
        seen.method(),
        seen.authority(),
        upload ? "/upload/withheld" : seen.target(),
        headers,
        headers.containsKey("authorization"),
        upload,
        contentBytes(operation, seen),
        signIn ? "" : new String(seen.body(), StandardCharsets.ISO_8859_1));
  }

  /** A small object travels with its description, between two fences. */
  private static long contentBytes(
      DriveOperation operation, io.onshore.connector.simulator.Seen seen) {
    if (!DriveOperation.carryingBytes().contains(operation)) {
      return 0;
    }
    if (operation != DriveOperation.CREATE) {
      return seen.bodySize();
    }
    String head = new String(seen.body(), StandardCharsets.ISO_8859_1);
    String blank = new String(BLANK_LINE, StandardCharsets.ISO_8859_1);
    int start = head.indexOf(blank, head.indexOf(blank) + blank.length()) + blank.length();
    String fence = "\r\n" + head.substring(0, head.indexOf("\r\n")) + "--\r\n";
    return seen.bodySize() - start - fence.length();
  }

  @Override
  public Optional<String> lastFailedRequestId() {
    return Optional.empty();
  }

  @Override
  public Optional<byte[]> storedBytes(ObjectName name) {
    List<byte[]> stored = simulator.fileBytes(folder, name.value());
    if (stored.size() > 1) {
      throw new IllegalStateException("two files of one name");
    }
    return stored.stream().findFirst();
  }

  @Override
  public int objects() {
    return simulator.fileCount(folder);
  }

  @Override
  public List<VendorExample> vendorFailures() {
    List<VendorExample> examples = new ArrayList<>();
    for (String reason : List.of("rateLimitExceeded", "userRateLimitExceeded")) {
      examples.add(example(403, reason, About.STORING, passing(Kind.THROTTLED)));
    }
    for (String reason : List.of("sharingRateLimitExceeded", "UrlLeaseLimitExceeded")) {
      examples.add(example(403, reason, About.DESTINATION, passing(Kind.THROTTLED)));
    }
    for (String reason : List.of("storageQuotaExceeded", "quotaExceeded")) {
      examples.add(example(403, reason, About.COMPLETING, never(Kind.QUOTA_EXHAUSTED)));
    }
    for (String reason :
        List.of(
            "teamDriveFileLimitExceeded",
            "numChildrenInNonRootLimitExceeded",
            "activeItemCreationLimitExceeded",
            "teamDriveHierarchyTooDeep",
            "myDriveHierarchyDepthLimitExceeded")) {
      examples.add(example(403, reason, About.STORING, never(Kind.QUOTA_EXHAUSTED)));
    }
    for (String reason :
        List.of(
            "appNotAuthorizedToFile",
            "insufficientFilePermissions",
            "insufficientParentPermissions",
            "domainPolicy",
            "accessNotConfigured",
            "neverHeardOf")) {
      examples.add(example(403, reason, About.OBJECT, never(Kind.FORBIDDEN)));
    }
    examples.addAll(
        List.of(
            example(400, "invalid", About.UPLOAD, never(Kind.UNCLASSIFIED)),
            example(400, "invalid", About.STORING, never(Kind.UNCLASSIFIED).withEffect(UNKNOWN)),
            example(401, "authError", About.OBJECT, never(Kind.REAUTHORISE)),
            example(401, "authError", About.UPLOAD, never(Kind.SESSION_LOST)),
            example(403, "dailyLimitExceeded", About.OBJECT, never(Kind.THROTTLED)),
            example(429, "dailyLimitExceeded", About.OBJECT, never(Kind.THROTTLED)),
            example(403, "rateLimitExceeded", About.UPLOAD, passing(Kind.THROTTLED)),
            example(404, "notFound", About.DESTINATION, never(Kind.DESTINATION_MISSING)),
            example(404, "notFound", About.STORING, never(Kind.DESTINATION_MISSING)),
            example(404, "notFound", About.OBJECT, never(Kind.OBJECT_MISSING)),
            example(404, "notFound", About.UPLOAD, never(Kind.SESSION_LOST)),
            example(410, "", About.COMPLETING, never(Kind.SESSION_LOST)),
            example(409, "fileIdInUse", About.STORING, never(Kind.NAME_TAKEN)),
            example(413, "uploadTooLarge", About.STORING, never(Kind.TOO_LARGE)),
            example(416, "", About.UPLOAD, never(Kind.OFFSET_MISMATCH)),
            example(418, "", About.OBJECT, never(Kind.UNCLASSIFIED)),
            example(429, "rateLimitExceeded", About.OBJECT, passing(Kind.THROTTLED)),
            example(500, "internalError", About.UPLOAD, passing(Kind.UNAVAILABLE)),
            example(502, "", About.COMPLETING, passing(Kind.UNAVAILABLE).withEffect(UNKNOWN)),
            example(503, "backendError", About.OBJECT, passing(Kind.UNAVAILABLE)),
            newerShape(),
            delayIsKept()));
    return examples;
  }

  private static final Failure.Effect UNKNOWN = Failure.Effect.UNKNOWN;

  /** Newer answers give the reason in details only. */
  private VendorExample newerShape() {
    return mapped(
        "403 with ErrorInfo",
        Headers.NONE,
        403,
        "{\"error\":{\"code\":403,\"message\":\"Quota exceeded\",\"status\":\"RESOURCE_EXHAUSTED\","
            + "\"details\":[{\"@type\":\"type.googleapis.com/google.rpc.ErrorInfo\","
            + "\"reason\":\"RATE_LIMIT_EXCEEDED\",\"domain\":\"googleapis.com\","
            + "\"metadata\":{\"service\":\"drive.googleapis.com\"}}]}}",
        About.OBJECT,
        passing(Kind.THROTTLED));
  }

  private VendorExample delayIsKept() {
    return mapped(
        "403 with Retry-After",
        Headers.NONE.with("Retry-After", "40"),
        403,
        body("userRateLimitExceeded", 403),
        About.OBJECT,
        new Failure(
            Kind.THROTTLED,
            new Retry.After(Duration.ofSeconds(40)),
            Failure.Effect.NONE,
            Optional.empty()));
  }

  private VendorExample example(int status, String reason, About about, Failure expected) {
    return mapped(
        status + " " + reason + " about " + about,
        Headers.NONE,
        status,
        reason.isEmpty() ? "Not Found" : body(reason, status),
        about,
        expected);
  }

  private static String body(String reason, int status) {
    return "{\"error\":{\"code\":"
        + status
        + ",\"message\":\"Words that nobody acts on\",\"errors\":[{\"domain\":\"global\","
        + "\"reason\":\""
        + reason
        + "\",\"message\":\"Words that nobody acts on\"}]}}";
  }

  private VendorExample mapped(
      String says, Headers headers, int status, String body, About about, Failure expected) {
    HttpAnswer answer = new HttpAnswer(status, headers, body.getBytes(StandardCharsets.UTF_8));
    return new VendorExample(
        says, expected, new GoogleDriveFailures(clock).of(answer, about).failure());
  }

  private static Failure never(Kind kind) {
    return Failure.permanent(kind);
  }

  private static Failure passing(Kind kind) {
    return Failure.passing(kind);
  }

  @Override
  public void close() {
    synchronized (this) {
      opened.forEach(Connector::close);
    }
    simulator.close();
  }
}
