package io.onshore.connector.box;

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
import io.onshore.connector.box.BoxFailures.About;
import io.onshore.connector.credential.TokenVault;
import io.onshore.connector.residency.Aspect;
import io.onshore.connector.simulator.Disturbance;
import io.onshore.connector.simulator.Room;
import io.onshore.connector.simulator.box.App;
import io.onshore.connector.simulator.box.BoxOperation;
import io.onshore.connector.simulator.box.BoxSimulator;
import io.onshore.connector.simulator.box.BoxUser;
import io.onshore.connector.simulator.box.Zone;
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

/** The connector, and a double of Box that can be made to fail. */
public final class BoxHarness implements Harness {
  static final String CLIENT = "client-of-the-gateway";
  static final String SECRET = "s3cret-of-the-application";
  static final String ZONE_CLIENT = "client-that-sees-zones";
  static final String ZONE_SECRET = "s3cret-that-sees-zones";
  static final String ENTERPRISE = "4711";
  static final BoxUser SERVICE =
      BoxUser.managed("1001", "Gateway", ENTERPRISE, new Zone("100001", "United States"));
  static final BoxUser OWNER =
      BoxUser.managed("1002", "Clinic", ENTERPRISE, new Zone("100003", "Australia"));

  private static final String REQUEST_ID = "8jyojhg8w7k1sq4p";

  private final TestClock clock = TestClock.atNoon();
  private final BoxSimulator simulator = BoxSimulator.start(clock);
  private final MemoryVault vault = new MemoryVault();
  private final List<Connector> opened = new ArrayList<>();
  private @Nullable Connector first;

  private final String folder;
  private final String archive;

  /** A fresh provider with nothing in it. */
  public BoxHarness() {
    simulator.add(SERVICE);
    simulator.add(OWNER);
    simulator.add(App.withSecret(CLIENT, SECRET, Set.of(SERVICE.id()), false));
    simulator.add(App.withSecret(ZONE_CLIENT, ZONE_SECRET, Set.of(SERVICE.id()), true));
    folder = simulator.createFolder(OWNER.id(), "Photos");
    archive = simulator.createFolder(OWNER.id(), "Archive");
    simulator.share(folder, SERVICE.id(), true);
    simulator.share(archive, SERVICE.id(), false);
  }

  BoxSimulator simulator() {
    return simulator;
  }

  @Override
  public ConnectorFactory factory() {
    return new BoxConnectorFactory();
  }

  @Override
  public Settings settings() {
    return new Settings(
        Map.of(
            "client-id", CLIENT,
            "client-secret", SECRET,
            "acts-as", "application",
            "enterprise-id", ENTERPRISE,
            "zone-client-id", ZONE_CLIENT,
            "zone-client-secret", ZONE_SECRET,
            "api-url", simulator.apiUrl(),
            "upload-url", simulator.uploadUrl(),
            "authorize-url", simulator.authorizeUrl()));
  }

  @Override
  public Set<String> secrets() {
    Set<String> secrets = new HashSet<>(simulator.tokensHandedOut());
    secrets.addAll(Set.of(SECRET, ZONE_SECRET));
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
    return EnumSet.noneOf(Trait.class);
  }

  @Override
  public Set<String> declaredHosts() {
    return Set.of(
        URI.create(simulator.apiUrl()).getAuthority(),
        URI.create(simulator.uploadUrl()).getAuthority());
  }

  @Override
  public long partBytes() {
    return 8 * 1024 * 1024;
  }

  @Override
  public long smallUploadThreshold() {
    return 20_000_000;
  }

  @Override
  public Destination destination() {
    return Destination.folder(folder);
  }

  @Override
  public Destination missingDestination() {
    return Destination.folder("999999");
  }

  @Override
  public Destination forbiddenDestination() {
    return Destination.folder(archive);
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
          any(BoxSimulator.throttled(Long.toString(Fault.THROTTLE_DELAY.toSeconds())));
      case THROTTLED_UNTIL_DATE ->
          any(
              BoxSimulator.throttled(
                  DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
                      .format(
                          clock.instant().plus(Fault.THROTTLE_DELAY).atOffset(ZoneOffset.UTC))));
      case OUTAGE -> any(BoxSimulator.refuse(503, "unavailable"));
      case OUTAGE_ON_COMMIT ->
          simulator
              .faults()
              .next(BoxOperation.committing(), BoxSimulator.refuse(503, "unavailable"), 1);
      case QUOTA_EXHAUSTED ->
          simulator
              .faults()
              .next(
                  BoxOperation.carryingBytes(),
                  BoxSimulator.refuse(403, "storage_limit_exceeded"),
                  1);
      case FORBIDDEN -> any(BoxSimulator.refuse(403, "access_denied_insufficient_permissions"));
      case UNCLASSIFIED -> any(new Disturbance.Garble());
      case NO_ANSWER -> any(new Disturbance.Hold());
      case SLOW_COMMIT ->
          simulator
              .faults()
              .next(
                  BoxOperation.COMMIT,
                  BoxSimulator.notReady(Long.toString(Fault.COMMIT_DELAY.toSeconds())));
      case CORRUPTED_IN_TRANSIT ->
          simulator.faults().next(BoxOperation.carryingBytes(), new Disturbance.FlipBit(), 1);
    }
  }

  private void any(Disturbance disturbance) {
    simulator.faults().next(BoxOperation.allButSignIn(), disturbance, 1);
  }

  @Override
  public void awaitHeldRequest() throws InterruptedException {
    if (!simulator.awaitHeld(Duration.ofSeconds(30))) {
      throw new IllegalStateException("no request is held");
    }
  }

  @Override
  public void cutAfter(long bytes) {
    // The double has the bytes and drops them, as Box drops a part that breaks off.
    simulator.faults().next(BoxOperation.carryingBytes(), new Disturbance.CutBefore(), 1);
  }

  @Override
  public void loseNextAnswer(Operation operation) {
    Set<BoxOperation> operations =
        switch (operation) {
          case SIGN_IN -> EnumSet.of(BoxOperation.TOKEN);
          case BEGIN -> EnumSet.of(BoxOperation.CREATE_SESSION);
          case SEND -> EnumSet.of(BoxOperation.PART);
          case COMMIT -> BoxOperation.committing();
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
    simulator.revoke(SERVICE.id());
  }

  @Override
  public void corruptStoredByte() {
    simulator.corruptStoredByte();
  }

  @Override
  public void takeName(ObjectName name, byte[] content) {
    simulator.putFile(folder, name.value(), content);
  }

  @Override
  public Told residency(Scenario scenario) {
    simulator.add(
        App.withSecret(
            ZONE_CLIENT,
            ZONE_SECRET,
            Set.of(SERVICE.id()),
            scenario != Scenario.MISSING_ADMIN_SCOPE));
    return switch (scenario) {
      case ONE_COUNTRY -> told(new Zone("100003", "Australia"), Set.of("AU"));
      case TWO_COUNTRIES -> told(new Zone("100002", "Germany / Ireland"), Set.of("DE", "IE"));
      case UNKNOWN_ZONE -> told(new Zone("100099", "Atlantis"), Set.of());
      case MISSING_ADMIN_SCOPE -> new Told(Map.of(Aspect.ACCOUNT, Set.of()));
    };
  }

  private Told told(Zone zone, Set<String> places) {
    simulator.add(OWNER.in(zone));
    return new Told(Map.of(Aspect.ACCOUNT, Set.of(), Aspect.CONTENT, places));
  }

  @Override
  public Optional<Space> fill(Fill fill) {
    simulator.room(fill == Fill.UNTOLD ? new Room.Untold() : Room.of(fill.total(), fill.used()));
    return fill.told();
  }

  @Override
  public int openSessions() {
    return simulator.openSessions();
  }

  @Override
  public List<Seen> requests() {
    return simulator.log().latest().stream().map(BoxHarness::seen).toList();
  }

  private static Seen seen(io.onshore.connector.simulator.Seen seen) {
    BoxOperation operation = BoxOperation.valueOf(seen.operation());
    boolean signIn = !BoxOperation.allButSignIn().contains(operation);
    Map<String, String> headers = new TreeMap<>(seen.headers());
    headers.computeIfPresent("authorization", (name, value) -> "withheld");
    return new Seen(
        signIn
            ? Seen.Purpose.SIGN_IN
            : Set.of("GET", "OPTIONS").contains(seen.method())
                ? Seen.Purpose.READ
                : Seen.Purpose.CHANGE,
        seen.method(),
        seen.authority(),
        seen.target(),
        headers,
        headers.containsKey("authorization"),
        false,
        contentBytes(operation, seen),
        signIn ? "" : new String(seen.body(), StandardCharsets.ISO_8859_1));
  }

  /** Of a form, the bytes between the head of its second part and its end. */
  private static long contentBytes(
      BoxOperation operation, io.onshore.connector.simulator.Seen seen) {
    if (!BoxOperation.carryingBytes().contains(operation)) {
      return 0;
    }
    String type = seen.headers().getOrDefault("content-type", "");
    int boundary = type.indexOf("boundary=");
    if (boundary < 0) {
      return seen.bodySize();
    }
    String start = new String(seen.body(), StandardCharsets.ISO_8859_1);
    int head = start.indexOf("\r\n\r\n", start.indexOf("name=\"file\""));
    int end = type.length() - boundary - "boundary=".length() + "\r\n----\r\n".length();
    return seen.bodySize() - end - head - "\r\n\r\n".length();
  }

  @Override
  public Optional<String> lastFailedRequestId() {
    return simulator.lastRefusedRequestId();
  }

  @Override
  public Optional<byte[]> storedBytes(ObjectName name) {
    return simulator.fileBytes(folder, name.value());
  }

  @Override
  public int objects() {
    return simulator.fileCount(folder);
  }

  @Override
  public List<VendorExample> vendorFailures() {
    return List.of(
        example(400, "bad_digest", About.STORING, never(Kind.DIGEST_MISMATCH)),
        example(400, "bad_digest", About.COMPLETING, never(Kind.DIGEST_MISMATCH)),
        example(400, "item_name_invalid", About.STORING, never(Kind.NAME_REFUSED)),
        example(400, "item_name_too_long", About.DESTINATION, never(Kind.NAME_REFUSED)),
        example(400, "invalid_folder_id", About.DESTINATION, never(Kind.DESTINATION_MISSING)),
        example(400, "parts_mismatch", About.COMPLETING, passing(Kind.UNAVAILABLE)),
        example(400, "terms_of_service_required", About.DESTINATION, never(Kind.FORBIDDEN)),
        example(400, "password_reset_required", About.OBJECT, never(Kind.FORBIDDEN)),
        example(400, "file_size_too_small", About.DESTINATION, never(Kind.UNCLASSIFIED)),
        example(
            400,
            "metadata_after_file_contents",
            About.STORING,
            never(Kind.UNCLASSIFIED).withEffect(Failure.Effect.UNKNOWN)),
        example(401, "unauthorized", About.OBJECT, never(Kind.REAUTHORISE)),
        example(401, "unauthorized", About.UPLOAD, never(Kind.REAUTHORISE)),
        example(
            403,
            "access_denied_insufficient_permissions",
            About.DESTINATION,
            never(Kind.FORBIDDEN)),
        example(403, "insufficient_scope", About.OBJECT, never(Kind.FORBIDDEN)),
        example(403, "forbidden_by_policy", About.STORING, never(Kind.FORBIDDEN)),
        example(403, "access_from_location_blocked", About.DESTINATION, never(Kind.FORBIDDEN)),
        example(403, "forbidden", About.UPLOAD, never(Kind.FORBIDDEN)),
        example(403, "storage_limit_exceeded", About.STORING, never(Kind.QUOTA_EXHAUSTED)),
        example(409, "storage_limit_exceeded", About.DESTINATION, never(Kind.QUOTA_EXHAUSTED)),
        example(403, "file_size_limit_exceeded", About.DESTINATION, never(Kind.TOO_LARGE)),
        example(404, "not_found", About.DESTINATION, never(Kind.DESTINATION_MISSING)),
        example(404, "not_found", About.STORING, never(Kind.DESTINATION_MISSING)),
        example(404, "not_found", About.OBJECT, never(Kind.OBJECT_MISSING)),
        example(404, "not_found", About.UPLOAD, never(Kind.SESSION_LOST)),
        example(404, "not_found", About.COMPLETING, never(Kind.SESSION_LOST)),
        example(409, "item_name_in_use", About.STORING, never(Kind.NAME_TAKEN)),
        example(409, "item_name_in_use", About.COMPLETING, never(Kind.NAME_TAKEN)),
        example(
            409,
            "name_temporarily_reserved",
            About.STORING,
            passing(Kind.UNAVAILABLE).withEffect(Failure.Effect.UNKNOWN)),
        example(409, "operation_blocked_temporary", About.STORING, passing(Kind.UNAVAILABLE)),
        example(409, "range_overlaps_existing_part", About.UPLOAD, never(Kind.OFFSET_MISMATCH)),
        example(416, "range_overlaps_existing_part", About.UPLOAD, never(Kind.OFFSET_MISMATCH)),
        example(410, "session_expired", About.UPLOAD, never(Kind.SESSION_LOST)),
        example(410, "upload_failed", About.COMPLETING, never(Kind.SESSION_LOST)),
        example(412, "precondition_failed", About.UPLOAD, never(Kind.DIGEST_MISMATCH)),
        example(413, "request_entity_too_large", About.STORING, never(Kind.TOO_LARGE)),
        example(416, "invalid_content_range", About.UPLOAD, never(Kind.OFFSET_MISMATCH)),
        example(429, "rate_limit_exceeded", About.STORING, passing(Kind.THROTTLED)),
        example(500, "internal_server_error", About.UPLOAD, passing(Kind.UNAVAILABLE)),
        example(
            502,
            "bad_gateway",
            About.COMPLETING,
            passing(Kind.UNAVAILABLE).withEffect(Failure.Effect.UNKNOWN)),
        example(
            503,
            "unavailable",
            About.STORING,
            passing(Kind.UNAVAILABLE).withEffect(Failure.Effect.UNKNOWN)),
        example(504, "gateway_timeout", About.OBJECT, passing(Kind.UNAVAILABLE)),
        example(418, "teapot", About.OBJECT, never(Kind.UNCLASSIFIED)),
        throttled("40"),
        throttled("Mon, 02 Mar 2026 12:00:40 GMT"));
  }

  /** Box documents seconds; a date is as good. */
  private VendorExample throttled(String retryAfter) {
    return new VendorExample(
        "429 with Retry-After: " + retryAfter,
        new Failure(
            Kind.THROTTLED,
            new Retry.After(Duration.ofSeconds(40)),
            Failure.Effect.NONE,
            Optional.of(REQUEST_ID)),
        mapped(
            429,
            "rate_limit_exceeded",
            Headers.NONE.with("retry-after", retryAfter),
            About.STORING));
  }

  private VendorExample example(int status, String code, About about, Failure expected) {
    return new VendorExample(
        status + " " + code + " about " + about,
        expected.withRequestId(Optional.of(REQUEST_ID)),
        mapped(status, code, Headers.NONE, about));
  }

  private Failure mapped(int status, String code, Headers headers, About about) {
    String body =
        "{\"type\":\"error\",\"status\":"
            + status
            + ",\"code\":\""
            + code
            + "\",\"message\":\"Words that nobody acts on\",\"context_info\":{},"
            + "\"help_url\":\"http://developers.box.com/docs/#errors\",\"request_id\":\""
            + REQUEST_ID
            + "\"}";
    return new BoxFailures(clock)
        .of(new HttpAnswer(status, headers, body.getBytes(StandardCharsets.UTF_8)), about)
        .failure();
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
