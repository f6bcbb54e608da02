package io.onshore.connector.simulator.googledrive;

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
import io.onshore.connector.simulator.signin.SignInService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * Google's sign-in, Drive and data region policies, with state: what is uploaded can be found, read
 * and deleted again. One server, as Google's hosts differ by name only. Bytes rest in files, not on
 * the heap. Safe for several threads.
 */
public final class GoogleDriveSimulator implements AutoCloseable {
  /** A member of every demo practice's shared drive, who may read their policies. */
  public static final String DEMO_SERVICE_ACCOUNT = "gateway@onshore-demo.iam.gserviceaccount.com";

  private static final String DEMO_CLIENT = "onshore-demo";

  private final Path folder;
  private final Stage<DriveOperation> stage;
  private final AtomicBoolean ended = new AtomicBoolean();
  private final Oauth oauth;
  private final Drives drives;
  private final Uploads uploads;
  private final DriveEndpoints drive;
  private final AdminEndpoints<DriveOperation> admin;
  private final DoubleServer server;

  /**
   * Where and how to run.
   *
   * @param where for the API, the sign-in and uploads alike
   * @param folder for stored bytes; a new one is made in it and deleted at the end
   */
  public record Options(Listening where, Path folder) {
    /** On this machine, on a free port, in the folder for temporary files. */
    public static Options local() {
      return new Options(Listening.local(), Path.of(System.getProperty("java.io.tmpdir")));
    }
  }

  private GoogleDriveSimulator(Clock clock, Options options) {
    try {
      Files.createDirectories(options.folder());
      this.folder = Files.createTempDirectory(options.folder(), "google-drive-double-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.oauth = new Oauth(clock);
    this.drives = new Drives(clock);
    this.uploads = new Uploads(folder, clock);
    this.drive = new DriveEndpoints(oauth, drives, uploads, folder);
    this.stage = new Stage<>(DriveOperation.class, new Refusals(), clock);
    this.admin =
        new AdminEndpoints<>(new ShownGoogleDrive(this), stage, DriveOperation.class, clock);
    this.server = DoubleServer.start(options.where(), this::answer);
  }

  /** Starts one without accounts on a free port of this machine. */
  public static GoogleDriveSimulator start(Clock clock) {
    return start(clock, Options.local());
  }

  /** Starts one without accounts. */
  public static GoogleDriveSimulator start(Clock clock, Options options) {
    return new GoogleDriveSimulator(clock, options);
  }

  /** What goes in the connector's {@code api-url}, {@code oauth-url} and {@code policy-url}. */
  public String url() {
    return server.url();
  }

  /** What goes in the connector's {@code authorize-url}. */
  public String authorizeUrl() {
    return url() + Oauth.PAGE;
  }

  /** How full every account is from now on. */
  public void room(Room room) {
    drive.room(room);
  }

  /** The disturbances to come. */
  public Faults<DriveOperation> faults() {
    return stage.faults();
  }

  /** The requests so far, those to {@link AdminEndpoints} not counted. */
  public RequestLog<DriveOperation> log() {
    return stage.log();
  }

  /** Registers a program that people can consent to. */
  public void addClient(String id, String secret) {
    oauth.service().add(new SignInService.Client(id, Optional.of(secret), Optional.empty()));
  }

  /** Adds an account with an empty My Drive. */
  public void add(Account account) {
    oauth.add(account);
    drives.addMyDrive(account.email());
  }

  /**
   * Adds a service account, which signs with this key.
   *
   * @return its key file
   */
  public String addServiceAccount(String email, KeyPair key) {
    add(Account.service(email));
    oauth.setKey(email, key.getPublic());
    return Oauth.keyFile(email, key);
  }

  /** A key such as Google makes for a service account. */
  public static KeyPair newKey() {
    return Oauth.newKey();
  }

  /** Lets a service account stand for the users of an organisation, for these scopes only. */
  public void delegate(String serviceAccount, String customer, Set<String> scopes) {
    oauth.delegate(serviceAccount, customer, scopes);
  }

  /** Adds a shared drive with these members. */
  public void addSharedDrive(String id, String... members) {
    drives.addSharedDrive(id, Set.of(members));
  }

  /** The id of the topmost folder of an account's My Drive. */
  public String myDrive(String email) {
    return drives.myDrive(email);
  }

  /**
   * Makes a folder as a person does.
   *
   * @param parentId a folder's id, or a shared drive's
   * @return its id
   */
  public String createFolder(String parentId, String name) {
    return drives.addFolder(parentId, name).id();
  }

  /** Lets a program with the narrow scope see a folder or file, as when a person picks it. */
  public void pick(String id, String client) {
    drives.pick(id, client);
  }

  /** Refuses every write at or below this folder from now on. */
  public void forbidWrites(String folderId) {
    drives.forbidWrites(folderId);
  }

  /** Sets the data region policies of an organisation. */
  public void setRegions(String customer, List<Region> policies) {
    drive.setRegions(customer, policies);
  }

  /**
   * An admin asks for another region, for each unit that has a setting of its own.
   *
   * @param region in Google's words: {@code US}, {@code EUROPE} or {@code ANY_REGION}
   */
  public void changeRegions(String customer, String region) {
    drive.changeRegions(customer, region);
  }

  /**
   * Moves a folder, with all that lies in it, below another one, perhaps of another drive. Its id
   * stays; whose it is changes with the drive.
   *
   * @param parentId a folder's id, or a shared drive's
   * @throws IllegalArgumentException if there is no such folder
   */
  public void moveFolder(String folderId, String parentId) {
    drives.move(folderId, parentId);
  }

  /** Whether nobody may read this organisation's policies. */
  public void denyPolicies(String customer, boolean deny) {
    drive.denyPolicies(customer, deny);
  }

  /** Whether files come without SHA-1 and SHA-256. */
  public void hideSha(boolean hide) {
    drive.hideSha(hide);
  }

  /** Of the next chunk only so many bytes are stored. */
  public void keepOnlyOfNextChunk(long bytes) {
    uploads.keepOnlyOfNextChunk(bytes);
  }

  /** Whether chunks are acknowledged and none of their bytes stored. */
  public void standStill(boolean still) {
    uploads.standStill(still);
  }

  /**
   * Stores a file as if a program had done it; others of that name stay.
   *
   * @return its id
   */
  public String putFile(String folderId, String name, String client, byte[] content) {
    Blob blob = new Blob(folder, Uploads.DIGESTS);
    blob.append(content);
    return drives.store(folderId, name, client, blob).id();
  }

  /** How many files a folder holds, whatever their names. */
  public int fileCount(String folderId) {
    return (int)
        drives.children(folderId).stream().filter(item -> item.content().isPresent()).count();
  }

  /** The bytes of every file of a name in a folder, oldest first. */
  public List<byte[]> fileBytes(String folderId, String name) {
    return drives.children(folderId).stream()
        .filter(item -> item.name().equals(name))
        .map(Item::content)
        .flatMap(Optional::stream)
        .map(
            blob -> {
              try {
                return Files.readAllBytes(blob.file());
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            })
        .toList();
  }

  /**
   * Flips one bit of the file stored last, where it rests. The reported checksums stay as they
   * were.
   *
   * @throws IllegalStateException if no file with bytes is stored
   */
  public void corruptStoredByte() {
    Blob last =
        drives.files().stream()
            .map(Item::content)
            .flatMap(Optional::stream)
            .filter(blob -> blob.size() > 0)
            .reduce((earlier, later) -> later)
            .orElseThrow(() -> new IllegalStateException("nothing is stored"));
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

  /** What a consent without a page brings. */
  public Tokens consent(String email, String client, Set<String> scopes) {
    return oauth.service().consent(email, client, scopes);
  }

  /** Makes all access tokens invalid; new ones can be had. */
  public void expireAccessTokens() {
    oauth.service().expireAccessTokens();
  }

  /** Ends an account's consent, or a service account: no token is good and none is to be had. */
  public void revoke(String email) {
    oauth.service().revoke(email);
  }

  /** Every secret handed out so far, for looking for leaks. */
  public Set<String> tokensHandedOut() {
    return oauth.service().handedOut();
  }

  /** Waits for a request that {@link Disturbance.Hold} holds; each is told once. */
  public boolean awaitHeld(Duration atMost) throws InterruptedException {
    return stage.awaitHeld(atMost);
  }

  /** Too many requests; slow down. The delay goes out as it is given, seconds or date. */
  public static Disturbance throttled(String retryAfter) {
    return new Disturbance.Refuse(
        429, "rateLimitExceeded", "RATE_LIMIT_EXCEEDED", Map.of("Retry-After", retryAfter));
  }

  /** A refusal without special headers. */
  public static Disturbance refuse(int status, String reason) {
    return new Disturbance.Refuse(status, reason, "", Map.of());
  }

  /** Ends the server and deletes what is stored. Closing twice is harmless. */
  @Override
  public void close() {
    if (!ended.compareAndSet(false, true)) {
      return;
    }
    stage.close();
    server.close();
    try (Stream<Path> stored = Files.walk(folder)) {
      for (Path path : stored.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Drives drives() {
    return drives;
  }

  Map<String, Account> accounts() {
    return oauth.accounts();
  }

  private Answer answer(Call call) {
    if (AdminEndpoints.owns(call)) {
      return admin.handle(call);
    }
    DriveOperation operation = DriveOperation.of(call);
    return stage.play(operation, call, given -> drive.handle(operation, given));
  }

  /**
   * Adds the accounts by which the double can be tried out: a practice in Australia that asked for
   * no region, one in the United Kingdom that asked for Europe, one in the United States that asked
   * for that, each with a shared drive; and a person.
   *
   * @return the key file of {@link #DEMO_SERVICE_ACCOUNT}, a new one each time
   */
  public String addDemoAccounts() {
    addClient(DEMO_CLIENT, "demo-secret");
    String key = addServiceAccount(DEMO_SERVICE_ACCOUNT, newKey());
    addDemoPractice("harbour.example", "0AHarbourPractice", Optional.empty());
    addDemoPractice("thames.example", "0AThamesPractice", Optional.of("EUROPE"));
    addDemoPractice("lakeside.example", "0ALakesidePractice", Optional.of("US"));
    add(Account.consumer("sam.taylor@gmail.com"));
    return key;
  }

  private void addDemoPractice(String customer, String sharedDrive, Optional<String> region) {
    Account admin = Account.superAdmin("admin@" + customer);
    add(admin);
    addSharedDrive(sharedDrive, admin.email(), DEMO_SERVICE_ACCOUNT);
    pick(sharedDrive, DEMO_CLIENT);
    delegate(DEMO_SERVICE_ACCOUNT, customer, Set.of(DriveEndpoints.POLICIES));
    setRegions(customer, region.map(asked -> new Region("top", asked)).stream().toList());
  }

  /** How Google refuses. */
  private record Refusals() implements Stage.Refusals {
    @Override
    public Answer answer(Disturbance.Refuse refuse) {
      return DriveError.answer(refuse.status(), refuse.code(), refuse.innerCode(), "As asked for.");
    }

    /** Only uploads have one, and it is the upload's secret as well. */
    @Override
    public String requestIdHeader() {
      return "X-GUploader-UploadID";
    }
  }
}
