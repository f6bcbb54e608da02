package io.onshore.connector.simulator.onedrive;

import io.onshore.connector.credential.Tokens;
import io.onshore.connector.simulator.Answer;
import io.onshore.connector.simulator.Blob;
import io.onshore.connector.simulator.Call;
import io.onshore.connector.simulator.Disturbance;
import io.onshore.connector.simulator.DoubleServer;
import io.onshore.connector.simulator.Faults;
import io.onshore.connector.simulator.Listening;
import io.onshore.connector.simulator.RequestLog;
import io.onshore.connector.simulator.Room;
import io.onshore.connector.simulator.Stage;
import io.onshore.connector.simulator.admin.AdminEndpoints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * Microsoft's sign-in, Graph's drives and the separate upload host, with state: what is uploaded
 * can be found, read and deleted again. Two servers, because uploads and downloads go to another
 * host without credentials. Bytes rest in files, not on the heap. Safe for several threads.
 */
public final class OneDriveSimulator implements AutoCloseable {
  private final Clock clock;
  private final Path folder;
  private final Stage<GraphOperation> stage;
  private final Map<String, Drive> drives = new ConcurrentHashMap<>();
  private final AtomicBoolean ended = new AtomicBoolean();
  private final TenantSignIns signIn;
  private final Uploads uploads;
  private final GraphEndpoints graph;
  private final AdminEndpoints<GraphOperation> admin;
  private final DoubleServer graphServer;
  private final DoubleServer uploadServer;
  private final String uploadUrl;

  /**
   * Where and how to run.
   *
   * @param graph for Graph and the sign-in
   * @param upload for the upload host
   * @param uploadUrl how clients reach the upload host; empty for its own address
   * @param folder for stored bytes; a new one is made in it and deleted at the end
   */
  public record Options(
      Listening graph, Listening upload, Optional<String> uploadUrl, Path folder) {
    /** On this machine, on free ports, in the folder for temporary files. */
    public static Options local() {
      return new Options(
          Listening.local(),
          Listening.local(),
          Optional.empty(),
          Path.of(System.getProperty("java.io.tmpdir")));
    }
  }

  private OneDriveSimulator(Clock clock, Options options) {
    this.clock = clock;
    try {
      Files.createDirectories(options.folder());
      this.folder = Files.createTempDirectory(options.folder(), "onedrive-double-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.signIn = new TenantSignIns(clock);
    this.uploads = new Uploads(folder, clock);
    this.graph = new GraphEndpoints(signIn, uploads, drives, this::uploadUrl, folder, clock);
    this.stage = new Stage<>(GraphOperation.class, new GraphRefusals(clock), clock);
    this.admin = new AdminEndpoints<>(new ShownOneDrive(this), stage, GraphOperation.class, clock);
    this.uploadServer = DoubleServer.start(options.upload(), this::onUploadHost);
    this.uploadUrl = options.uploadUrl().orElseGet(uploadServer::url);
    this.graphServer = DoubleServer.start(options.graph(), this::onGraph);
  }

  /** Starts one without tenants on free ports of this machine. */
  public static OneDriveSimulator start(Clock clock) {
    return start(clock, Options.local());
  }

  /** Starts one without tenants. */
  public static OneDriveSimulator start(Clock clock, Options options) {
    return new OneDriveSimulator(clock, options);
  }

  /** What goes in the connector's {@code graph-url}. */
  public String graphUrl() {
    return graphServer.url();
  }

  /** What goes in the connector's {@code login-url}; the same server. */
  public String loginUrl() {
    return graphServer.url();
  }

  /** Where upload and download addresses lie. */
  public String uploadUrl() {
    return uploadUrl;
  }

  /** The disturbances to come. */
  public Faults<GraphOperation> faults() {
    return stage.faults();
  }

  /** The requests so far, those to {@link AdminEndpoints} not counted. */
  public RequestLog<GraphOperation> log() {
    return stage.log();
  }

  /** Adds a tenant, or replaces one of the same id together with its drive. */
  public void add(Tenant tenant) {
    drives.put(tenant.id(), new Drive(tenant, clock));
    signIn.add(tenant);
  }

  /** How full a tenant's drive is from now on. */
  public void room(String tenantId, Room room) {
    drive(tenantId).room(room);
  }

  /** Changes what is told of a tenant and keeps its drive's files. */
  public void change(Tenant tenant) {
    drive(tenant.id()).change(tenant);
  }

  /**
   * Moves a tenant's drive to another geography, as Microsoft tells of tenants with several.
   *
   * @param dataLocationCode in Microsoft's words, such as {@code AUS}
   */
  public void moveToGeography(String tenantId, String dataLocationCode) {
    change(drive(tenantId).tenant().withDataLocationCode(dataLocationCode));
  }

  /**
   * Gives a tenant's drive to another owner; its id and its files stay.
   *
   * @param ownerId of a person, or of the group behind a library
   */
  public void replaceOwner(String tenantId, String ownerId) {
    drive(tenantId).giveTo(ownerId);
  }

  /** The id of whoever owns a tenant's drive. */
  public String owner(String tenantId) {
    return drive(tenantId).owner();
  }

  /** The tenants, by id. */
  public List<Tenant> tenants() {
    return drives.values().stream()
        .map(Drive::tenant)
        .sorted(Comparator.comparing(Tenant::id))
        .toList();
  }

  /**
   * Makes a folder with its parents.
   *
   * @return its id
   */
  public String createFolder(String tenantId, String path) {
    return drive(tenantId).folder(path).id();
  }

  /** Refuses every write at or below this folder from now on. */
  public void forbidWrites(String tenantId, String folderPath) {
    Drive drive = drive(tenantId);
    drive.forbidWrites(drive.folder(folderPath));
  }

  /** Whether what needs an admin's consent is refused: sites and the organisation. */
  public void denyDirectory(String tenantId, boolean deny) {
    graph.denyDirectory(tenantId, deny);
  }

  /** Whether file items come without hashes, as they may for a moment after storing. */
  public void hideHashes(boolean hide) {
    graph.hideHashes(hide);
  }

  /**
   * From now on files of this tenant whose names end so are changed after they are stored, as
   * SharePoint does with Office documents.
   */
  public void rewriteAfterStoring(String tenantId, String ending) {
    drive(tenantId).rewrite(ending);
  }

  /** Stores a file as if somebody else had done it; one of that name is replaced. */
  public void putFile(String tenantId, String folderPath, String name, byte[] content) {
    Drive drive = drive(tenantId);
    Blob blob = new Blob(folder, Uploads.DIGESTS);
    blob.append(content);
    try {
      drive.store(drive.folder(folderPath), name, blob, "replace", clock.instant());
    } catch (GraphError e) {
      throw new IllegalStateException(e);
    }
  }

  /** The bytes of a file; empty if there is none. */
  public Optional<byte[]> fileBytes(String tenantId, String folderPath, String name) {
    Drive drive = drive(tenantId);
    return drive
        .at(drive.root(), folderPath + "/" + name)
        .flatMap(Item::content)
        .map(
            blob -> {
              try {
                return Files.readAllBytes(blob.file());
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
  }

  /** How many files a folder holds. */
  public int fileCount(String tenantId, String folderPath) {
    Drive drive = drive(tenantId);
    return (int)
        drive.children(drive.folder(folderPath).id()).stream()
            .filter(item -> !item.isFolder())
            .count();
  }

  /**
   * Flips one bit of the file stored last, where it rests. The reported hash stays as it was.
   *
   * @throws IllegalStateException if no file with bytes is stored
   */
  public void corruptStoredByte(String tenantId) {
    List<Blob> files =
        drive(tenantId).files().stream()
            .map(Item::content)
            .flatMap(Optional::stream)
            .filter(blob -> blob.size() > 0)
            .toList();
    if (files.isEmpty()) {
      throw new IllegalStateException("nothing is stored");
    }
    Blob last = files.getLast();
    last.corrupt(last.size() / 2);
  }

  /** Forgets every upload session. */
  public void expireSessions() {
    uploads.expireAll();
  }

  /** How many upload sessions are under way. */
  public int openSessions() {
    return uploads.count();
  }

  /** Makes all access tokens invalid; new ones can be had. */
  public void expireAccessTokens() {
    signIn.expireAccessTokens();
  }

  /** What the consent of whoever owns the tenant's drive brings, without a page. */
  public Tokens consent(String tenantId, Set<String> scopes) {
    return signIn.consent(drive(tenantId).tenant(), scopes);
  }

  /** Ends the tenant's consent: no access token is good any more and none is to be had. */
  public void revoke(String tenantId) {
    signIn.revoke(tenantId);
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
        429, "activityLimitReached", "throttledRequest", Map.of("Retry-After", retryAfter));
  }

  /** A refusal without special headers. */
  public static Disturbance refuse(int status, String code) {
    return new Disturbance.Refuse(status, code, "", Map.of());
  }

  /** Ends both servers and deletes what is stored. Closing twice is harmless. */
  @Override
  public void close() {
    if (!ended.compareAndSet(false, true)) {
      return;
    }
    stage.close();
    graphServer.close();
    uploadServer.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Drive drive(String tenantId) {
    return Optional.ofNullable(drives.get(tenantId))
        .orElseThrow(() -> new IllegalArgumentException("no tenant `" + tenantId + "`"));
  }

  List<Drive> drives() {
    return tenants().stream().map(tenant -> drive(tenant.id())).toList();
  }

  private Answer onGraph(Call call) {
    if (AdminEndpoints.owns(call)) {
      return admin.handle(call);
    }
    Route route = Route.of(call);
    return stage.play(route.operation(), call, given -> graph.handle(route, given));
  }

  private Answer onUploadHost(Call call) {
    String[] segments = call.path().split("/", -1);
    String kind = segments.length == 3 ? segments[1] : "";
    String key = segments.length == 3 ? segments[2] : "";
    return stage.play(uploadOperation(kind, call), call, given -> upload(kind, key, given));
  }

  private static GraphOperation uploadOperation(String kind, Call call) {
    if (kind.equals("download") && call.method().equals("GET")) {
      return GraphOperation.DOWNLOAD;
    }
    if (!kind.equals("up")) {
      return GraphOperation.OTHER;
    }
    return switch (call.method()) {
      case "PUT" ->
          call.header("content-range")
                  .flatMap(Uploads.Range::parse)
                  .filter(Uploads.Range::last)
                  .isPresent()
              ? GraphOperation.LAST_FRAGMENT
              : GraphOperation.FRAGMENT;
      case "GET" -> GraphOperation.SESSION_STATUS;
      case "DELETE" -> GraphOperation.DELETE_SESSION;
      default -> GraphOperation.OTHER;
    };
  }

  private Answer upload(String kind, String key, Call call) throws GraphError {
    if (call.header("authorization").isPresent()) {
      throw new GraphError(401, "unauthenticated", "The address carries its own permission.");
    }
    return switch (kind + " " + call.method()) {
      case "up PUT" -> fragment(key, call);
      case "up GET" -> GraphEndpoints.json(200, GraphJson.progress(uploads.require(key)));
      case "up DELETE" -> {
        uploads.delete(key);
        yield Answer.empty(204);
      }
      case "download GET" -> download(key);
      default -> throw GraphError.notFound();
    };
  }

  private Answer fragment(String key, Call call) throws GraphError {
    return switch (uploads.put(key, call.header("content-range"), call.body())) {
      case Uploads.Outcome.More more -> GraphEndpoints.json(202, GraphJson.progress(more.upload()));
      case Uploads.Outcome.Done done -> graph.completed(done);
    };
  }

  private Answer download(String key) throws GraphError {
    String[] found = graph.download(key).orElseThrow(GraphError::notFound).split(" ", 2);
    Blob blob =
        drive(found[0]).item(found[1]).flatMap(Item::content).orElseThrow(GraphError::notFound);
    return Answer.stored(blob.file(), blob.size(), Long.MAX_VALUE);
  }

  /** How Graph refuses. */
  private record GraphRefusals(Clock clock) implements Stage.Refusals {
    @Override
    public Answer answer(Disturbance.Refuse refuse) {
      return GraphError.answer(
          refuse.status(), refuse.code(), refuse.innerCode(), "As asked for.", clock);
    }

    @Override
    public String requestIdHeader() {
      return "request-id";
    }
  }

  /** The tenants by which the double can be tried out. */
  public static Map<String, Tenant> demoTenants() {
    String client = "onshore-demo";
    String secret = "demo-secret";
    Map<String, Tenant> tenants = new LinkedHashMap<>();
    for (Tenant tenant :
        List.of(
            Tenant.singleGeo("au-clinic", client, secret, "AU").withDataLocationCode("AUS"),
            Tenant.singleGeo("single-geo", client, secret, "AU"),
            Tenant.singleGeo("uk-clinic", client, secret, "GB").withDataLocationCode("GBR"),
            Tenant.singleGeo("us-clinic", client, secret, "US").withDataLocationCode("NAM"),
            Tenant.personal("personal", client, secret))) {
      tenants.put(tenant.id(), tenant);
    }
    return tenants;
  }
}
