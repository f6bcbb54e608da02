package io.onshore.connector.onedrive;

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
import io.onshore.connector.onedrive.OneDriveFailures.About;
import io.onshore.connector.residency.Aspect;
import io.onshore.connector.simulator.Disturbance;
import io.onshore.connector.simulator.Room;
import io.onshore.connector.simulator.onedrive.GraphOperation;
import io.onshore.connector.simulator.onedrive.OneDriveSimulator;
import io.onshore.connector.simulator.onedrive.Tenant;
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

/** The connector, and a double of Microsoft that can be made to fail. */
public final class OneDriveHarness implements Harness {
  static final String SECRET = "s3cret-of-the-application";
  static final String FOLDER = "Onshore/Photos";

  private static final Tenant TENANT =
      Tenant.singleGeo("clinic", "client-of-the-gateway", SECRET, "AU").withDataLocationCode("AUS");

  private final TestClock clock = TestClock.atNoon();
  private final OneDriveSimulator simulator = OneDriveSimulator.start(clock);
  private final MemoryVault vault = new MemoryVault();
  private final List<Connector> opened = new ArrayList<>();
  private @Nullable Connector first;

  /** A fresh provider with nothing in it. */
  public OneDriveHarness() {
    simulator.add(TENANT);
    simulator.createFolder(TENANT.id(), FOLDER);
    simulator.forbidWrites(TENANT.id(), "Onshore/Archive");
  }

  OneDriveSimulator simulator() {
    return simulator;
  }

  @Override
  public ConnectorFactory factory() {
    return new OneDriveConnectorFactory();
  }

  @Override
  public Settings settings() {
    return new Settings(
        Map.of(
            "tenant-id", TENANT.id(),
            "client-id", TENANT.clientId(),
            "client-secret", SECRET,
            "acts-as", "application",
            "drive-id", TENANT.driveId(),
            "graph-url", simulator.graphUrl(),
            "login-url", simulator.loginUrl()));
  }

  @Override
  public Set<String> secrets() {
    Set<String> secrets = new HashSet<>(simulator.tokensHandedOut());
    secrets.add(SECRET);
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
  public synchronized Connector newConnector(Duration callTimeout) throws ConnectorException {
    Connector connector =
        factory()
            .open(
                settings(),
                new ConnectorContext(clock, "ISV|Onshore|Gateway/0.1", callTimeout, vault));
    opened.add(connector);
    return connector;
  }

  @Override
  public Set<Trait> traits() {
    return EnumSet.of(Trait.NO_SLOW_COMMIT, Trait.UPLOAD_URL_NEEDS_NO_LOGIN);
  }

  @Override
  public Set<String> declaredHosts() {
    return Set.of(
        URI.create(simulator.graphUrl()).getAuthority(),
        URI.create(simulator.uploadUrl()).getAuthority());
  }

  @Override
  public long partBytes() {
    return 327_680;
  }

  @Override
  public long smallUploadThreshold() {
    return 4_194_304;
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
    return Destination.folder("Onshore/Archive");
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
          any(OneDriveSimulator.throttled(Long.toString(Fault.THROTTLE_DELAY.toSeconds())));
      case THROTTLED_UNTIL_DATE ->
          any(
              OneDriveSimulator.throttled(
                  DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
                      .format(
                          clock.instant().plus(Fault.THROTTLE_DELAY).atOffset(ZoneOffset.UTC))));
      case OUTAGE -> any(OneDriveSimulator.refuse(503, "serviceNotAvailable"));
      case OUTAGE_ON_COMMIT ->
          simulator
              .faults()
              .next(
                  GraphOperation.committing(),
                  OneDriveSimulator.refuse(503, "serviceNotAvailable"),
                  1);
      case QUOTA_EXHAUSTED ->
          simulator
              .faults()
              .next(
                  GraphOperation.carryingBytes(),
                  OneDriveSimulator.refuse(507, "quotaLimitReached"),
                  1);
      case FORBIDDEN -> any(OneDriveSimulator.refuse(403, "accessDenied"));
      case UNCLASSIFIED -> any(new Disturbance.Garble());
      case NO_ANSWER -> any(new Disturbance.Hold());
      case SLOW_COMMIT ->
          throw new IllegalArgumentException("Microsoft documents no commit that is done later");
      case CORRUPTED_IN_TRANSIT ->
          simulator.faults().next(GraphOperation.carryingBytes(), new Disturbance.FlipBit(), 1);
    }
  }

  private void any(Disturbance disturbance) {
    simulator.faults().next(GraphOperation.allButSignIn(), disturbance, 1);
  }

  @Override
  public void awaitHeldRequest() throws InterruptedException {
    if (!simulator.awaitHeld(Duration.ofSeconds(30))) {
      throw new IllegalStateException("no request is held");
    }
  }

  @Override
  public void cutAfter(long bytes) {
    // The double has the bytes and drops them, as Microsoft drops a fragment that breaks off.
    simulator.faults().next(GraphOperation.carryingBytes(), new Disturbance.CutBefore(), 1);
  }

  @Override
  public void loseNextAnswer(Operation operation) {
    Set<GraphOperation> operations =
        switch (operation) {
          case SIGN_IN -> EnumSet.of(GraphOperation.TOKEN);
          case BEGIN -> EnumSet.of(GraphOperation.CREATE_SESSION);
          case SEND -> EnumSet.of(GraphOperation.FRAGMENT);
          case COMMIT -> GraphOperation.committing();
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
    simulator.revoke(TENANT.id());
  }

  @Override
  public void corruptStoredByte() {
    simulator.corruptStoredByte(TENANT.id());
  }

  @Override
  public void takeName(ObjectName name, byte[] content) {
    simulator.putFile(TENANT.id(), FOLDER, name.value(), content);
  }

  @Override
  public Told residency(Scenario scenario) {
    simulator.denyDirectory(TENANT.id(), scenario == Scenario.MISSING_ADMIN_SCOPE);
    return switch (scenario) {
      case ONE_COUNTRY -> told("AUS", Optional.of("AU"), Set.of("AU"));
      case TWO_COUNTRIES ->
          told(
              "EUR",
              Optional.empty(),
              Set.of("FR", "NL", "IE", "NO", "CH", "AT", "FI", "SE", "DE"));
      case UNKNOWN_ZONE -> told("XYZ", Optional.empty(), Set.of());
      case MISSING_ADMIN_SCOPE -> {
        simulator.change(TENANT);
        yield new Told(Map.of(Aspect.ACCOUNT, Set.of()));
      }
    };
  }

  private Told told(String code, Optional<String> country, Set<String> places) {
    simulator.change(TENANT.withDataLocationCode(code).withCountry(country));
    return new Told(Map.of(Aspect.ACCOUNT, Set.of(), Aspect.CONTENT, places));
  }

  @Override
  public Optional<Space> fill(Fill fill) {
    simulator.room(
        TENANT.id(), fill == Fill.UNTOLD ? new Room.Untold() : Room.of(fill.total(), fill.used()));
    return fill.told().filter(Space.Limited.class::isInstance);
  }

  @Override
  public int openSessions() {
    return simulator.openSessions();
  }

  @Override
  public List<Seen> requests() {
    return simulator.log().latest().stream().map(OneDriveHarness::seen).toList();
  }

  private static Seen seen(io.onshore.connector.simulator.Seen seen) {
    GraphOperation operation = GraphOperation.valueOf(seen.operation());
    boolean signIn = operation == GraphOperation.TOKEN;
    boolean upload = seen.target().startsWith("/up/");
    Map<String, String> headers = new TreeMap<>(seen.headers());
    headers.computeIfPresent("authorization", (name, value) -> "withheld");
    return new Seen(
        signIn
            ? Seen.Purpose.SIGN_IN
            : seen.method().equals("GET") ? Seen.Purpose.READ : Seen.Purpose.CHANGE,
        seen.method(),
        seen.authority(),
        upload ? "/up/withheld" : seen.target(),
        headers,
        headers.containsKey("authorization"),
        upload,
        GraphOperation.carryingBytes().contains(operation) ? seen.bodySize() : 0,
        signIn ? "" : new String(seen.body(), StandardCharsets.ISO_8859_1));
  }

  @Override
  public Optional<String> lastFailedRequestId() {
    return simulator.lastRefusedRequestId();
  }

  @Override
  public Optional<byte[]> storedBytes(ObjectName name) {
    return simulator.fileBytes(TENANT.id(), FOLDER, name.value());
  }

  @Override
  public int objects() {
    return simulator.fileCount(TENANT.id(), FOLDER);
  }

  @Override
  public List<VendorExample> vendorFailures() {
    return List.of(
        example(400, "invalidRequest", "pathIsTooLong", About.STORING, never(Kind.NAME_REFUSED)),
        example(400, "invalidRequest", "invalidName", About.DESTINATION, never(Kind.NAME_REFUSED)),
        example(
            400,
            "invalidRequest",
            "fragmentLengthMismatch",
            About.UPLOAD,
            never(Kind.OFFSET_MISMATCH)),
        example(400, "invalidRequest", "", About.OBJECT, never(Kind.UNCLASSIFIED)),
        example(401, "InvalidAuthenticationToken", "", About.OBJECT, never(Kind.REAUTHORISE)),
        example(401, "unauthenticated", "expiredToken", About.UPLOAD, never(Kind.SESSION_LOST)),
        example(403, "accessDenied", "", About.DESTINATION, never(Kind.FORBIDDEN)),
        example(404, "itemNotFound", "", About.DESTINATION, never(Kind.DESTINATION_MISSING)),
        example(404, "itemNotFound", "", About.STORING, never(Kind.DESTINATION_MISSING)),
        example(404, "itemNotFound", "", About.OBJECT, never(Kind.OBJECT_MISSING)),
        example(404, "itemNotFound", "", About.UPLOAD, never(Kind.SESSION_LOST)),
        example(404, "itemNotFound", "", About.COMPLETING, never(Kind.SESSION_LOST)),
        example(409, "nameAlreadyExists", "", About.COMPLETING, never(Kind.NAME_TAKEN)),
        example(409, "nameAlreadyExists", "", About.STORING, never(Kind.NAME_TAKEN)),
        example(413, "requestEntityTooLarge", "", About.STORING, never(Kind.TOO_LARGE)),
        example(416, "invalidRange", "fragmentOverlap", About.UPLOAD, never(Kind.OFFSET_MISMATCH)),
        example(423, "resourceLocked", "", About.STORING, passing(Kind.UNAVAILABLE)),
        example(429, "activityLimitReached", "", About.OBJECT, passing(Kind.THROTTLED)),
        example(500, "generalException", "", About.UPLOAD, passing(Kind.UNAVAILABLE)),
        example(
            502,
            "badGateway",
            "",
            About.COMPLETING,
            passing(Kind.UNAVAILABLE).withEffect(Failure.Effect.UNKNOWN)),
        example(503, "serviceNotAvailable", "", About.OBJECT, passing(Kind.UNAVAILABLE)),
        example(507, "quotaLimitReached", "", About.UPLOAD, never(Kind.QUOTA_EXHAUSTED)),
        example(509, "activityLimitReached", "", About.OBJECT, passing(Kind.THROTTLED)),
        example(400, "invalidRequest", "invalidPath", About.STORING, never(Kind.NAME_REFUSED)),
        example(400, "invalidRequest", "pathTooDeep", About.STORING, never(Kind.NAME_REFUSED)),
        example(400, "invalidRequest", "maxFileSizeExceeded", About.STORING, never(Kind.TOO_LARGE)),
        example(
            400,
            "invalidRequest",
            "uploadSessionIncomplete",
            About.COMPLETING,
            never(Kind.INCOMPLETE)),
        example(401, "unauthenticated", "", About.UPLOAD, never(Kind.SESSION_LOST)),
        example(403, "malwareDetected", "", About.OBJECT, never(Kind.FORBIDDEN)),
        example(403, "accessDenied", "", About.UPLOAD, never(Kind.FORBIDDEN)),
        example(403, "quotaLimitReached", "", About.STORING, never(Kind.QUOTA_EXHAUSTED)),
        example(
            404, "itemNotFound", "uploadSessionNotFound", About.UPLOAD, never(Kind.SESSION_LOST)),
        example(409, "conflict", "lockMismatch", About.STORING, passing(Kind.UNAVAILABLE)),
        example(
            409,
            "conflict",
            "",
            About.STORING,
            never(Kind.UNCLASSIFIED).withEffect(Failure.Effect.UNKNOWN)),
        example(
            412,
            "resourceModified",
            "",
            About.COMPLETING,
            never(Kind.UNCLASSIFIED).withEffect(Failure.Effect.UNKNOWN)),
        example(
            416, "invalidRange", "fragmentOutOfOrder", About.UPLOAD, never(Kind.OFFSET_MISMATCH)),
        example(423, "resourceLocked", "lockMismatch", About.COMPLETING, passing(Kind.UNAVAILABLE)),
        example(
            500,
            "generalException",
            "",
            About.STORING,
            passing(Kind.UNAVAILABLE).withEffect(Failure.Effect.UNKNOWN)),
        example(503, "activityLimitReached", "", About.OBJECT, passing(Kind.THROTTLED)),
        example(504, "gatewayTimeout", "", About.UPLOAD, passing(Kind.UNAVAILABLE)),
        codeDeepInside(),
        example(418, "teapot", "", About.OBJECT, never(Kind.UNCLASSIFIED)),
        largerDelayWins());
  }

  /** Inner errors nest, and the name is spelt both ways. */
  private VendorExample codeDeepInside() {
    HttpAnswer answer =
        new HttpAnswer(
            400,
            Headers.NONE,
            ("{'error':{'code':'invalidRequest','message':'','innerError':{'code':'badArgument',"
                    + "'innererror':{'innerError':{'code':'pathIsTooLong'}}}}}")
                .replace('\'', '"')
                .getBytes(StandardCharsets.UTF_8));
    return new VendorExample(
        "400 with a code three levels down",
        never(Kind.NAME_REFUSED),
        new OneDriveFailures(clock).of(answer, About.STORING).failure());
  }

  /** Retry-After says 5 seconds, RateLimit-Reset 40. */
  private VendorExample largerDelayWins() {
    Headers headers =
        Headers.NONE
            .with("Retry-After", "5")
            .with("RateLimit-Limit", "1250")
            .with("RateLimit-Remaining", "0")
            .with("RateLimit-Reset", "40");
    HttpAnswer answer =
        new HttpAnswer(
            429,
            headers,
            "{\"error\":{\"code\":\"activityLimitReached\"}}".getBytes(StandardCharsets.UTF_8));
    return new VendorExample(
        "429 with RateLimit-Reset",
        new Failure(
            Kind.THROTTLED,
            new Retry.After(Duration.ofSeconds(40)),
            Failure.Effect.NONE,
            Optional.empty()),
        new OneDriveFailures(clock).of(answer, About.OBJECT).failure());
  }

  private VendorExample example(
      int status, String code, String inner, About about, Failure expected) {
    String id = "5f1c2f6d-9a0b-4c4e-8d59-0c5a5d0f4b11";
    String body =
        "{\"error\":{\"code\":\""
            + code
            + "\",\"message\":\"Words that nobody acts on\",\"innererror\":{\"code\":\""
            + inner
            + "\",\"request-id\":\""
            + id
            + "\",\"date\":\"2026-03-02T12:00:00\"}}}";
    HttpAnswer answer =
        new HttpAnswer(
            status, Headers.NONE.with("request-id", id), body.getBytes(StandardCharsets.UTF_8));
    return new VendorExample(
        status + " " + code + " " + inner + " about " + about,
        expected.withRequestId(Optional.of(id)),
        new OneDriveFailures(clock).of(answer, about).failure());
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
