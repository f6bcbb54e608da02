package io.onshore.connector.simulator.box;

import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * Box's sign-in, its API and the separate upload host, with state: what is uploaded can be found,
 * read and deleted again. Two servers, because uploads and downloads go to other hosts. Requests
 * that Box's own description does not allow are refused. Bytes rest in files, not on the heap. Safe
 * for several threads.
 */
public final class BoxSimulator implements AutoCloseable {
  private static final String DOWNLOADS = "/dl/";
  private static final String PAGE = "/api/oauth2/authorize";

  private final Path folder;
  private final Published published = new Published();
  private final AtomicBoolean ended = new AtomicBoolean();
  private final Content content;
  private final Uploads uploads;
  private final BoxSignIn signIn;
  private final BoxEndpoints endpoints;
  private final Stage<BoxOperation> stage;
  private final AdminEndpoints<BoxOperation> admin;
  private final DoubleServer apiServer;
  private final DoubleServer uploadServer;
  private final String uploadBase;

  /**
   * Where and how to run.
   *
   * @param api for the API and the sign-in
   * @param upload for the upload host
   * @param uploadUrl how clients reach the upload host; empty for its own address
   * @param folder for stored bytes; a new one is made in it and deleted at the end
   */
  public record Options(Listening api, Listening upload, Optional<String> uploadUrl, Path folder) {
    /** On this machine, on free ports, in the folder for temporary files. */
    public static Options local() {
      return new Options(
          Listening.local(),
          Listening.local(),
          Optional.empty(),
          Path.of(System.getProperty("java.io.tmpdir")));
    }
  }

  private BoxSimulator(Clock clock, Options options) {
    try {
      Files.createDirectories(options.folder());
      this.folder = Files.createTempDirectory(options.folder(), "box-double-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.content = new Content(clock);
    this.uploads = new Uploads(content, folder, clock);
    this.signIn = new BoxSignIn(content, clock);
    this.endpoints =
        new BoxEndpoints(published, signIn, content, uploads, this::uploadBase, folder);
    this.stage = new Stage<>(BoxOperation.class, new BoxRefusals(), clock);
    this.admin = new AdminEndpoints<>(new ShownBox(this), stage, BoxOperation.class, clock);
    this.uploadServer = DoubleServer.start(options.upload(), this::onUploadHost);
    this.uploadBase = options.uploadUrl().orElseGet(uploadServer::url);
    this.apiServer = DoubleServer.start(options.api(), this::onApi);
  }

  /** Starts one without users on free ports of this machine. */
  public static BoxSimulator start(Clock clock) {
    return start(clock, Options.local());
  }

  /** Starts one without users. */
  public static BoxSimulator start(Clock clock, Options options) {
    return new BoxSimulator(clock, options);
  }

  /** The host of the API, the sign-in and the admin page. */
  public String url() {
    return apiServer.url();
  }

  /** What goes in the connector's {@code api-url}. */
  public String apiUrl() {
    return url() + "/2.0";
  }

  /** What goes in the connector's {@code upload-url}. */
  public String uploadUrl() {
    return uploadBase + "/api/2.0";
  }

  /** What goes in the connector's {@code authorize-url}. */
  public String authorizeUrl() {
    return url() + PAGE;
  }

  /** The disturbances to come. */
  public Faults<BoxOperation> faults() {
    return stage.faults();
  }

  /** The requests so far, those to {@link AdminEndpoints} not counted. */
  public RequestLog<BoxOperation> log() {
    return stage.log();
  }

  /** Adds a user, or replaces one of the same id and keeps what is theirs. */
  public void add(BoxUser user) {
    content.add(user);
    signIn.service().addAccount(user.id(), user.name());
  }

  /** Adds a program, or replaces one of the same client id. */
  public void add(App app) {
    signIn.add(app);
  }

  /** The users, in the order they came. */
  public List<BoxUser> users() {
    return content.users();
  }

  /**
   * Makes a folder in a user's root.
   *
   * @return its id
   */
  public String createFolder(String ownerId, String name) {
    return content.createFolder(ownerId, name).id();
  }

  /** Invites a user to another's folder: as an editor, or else to look only. */
  public void share(String folderId, String userId, boolean writable) {
    content.share(folderId, userId, writable);
  }

  /**
   * Gives a folder, with all that lies in it, to another user, as when somebody leaves. Its id
   * stays, and whoever had it sees it on as an editor. From then on it rests in the zone of its new
   * owner.
   *
   * @throws IllegalArgumentException if there is no such folder or user
   */
  public void giveFolder(String folderId, String userId) {
    content.giveTo(folderId, userId);
  }

  /**
   * Moves a user to another zone, and with the user all that is theirs.
   *
   * @throws IllegalArgumentException if there is no such user, or it is a personal account, which
   *     has no zone
   */
  public void moveToZone(String userId, Zone zone) {
    BoxUser user = content.user(userId);
    if (user.enterprise().isEmpty()) {
      throw new IllegalArgumentException("a personal account has no zone");
    }
    content.add(user.in(zone));
  }

  /** How full every account is from now on. */
  public void room(Room room) {
    content.room(room);
  }

  /** The largest file that a user's plan takes. */
  public void limitUploads(String userId, long bytes) {
    content.limitUploads(userId, bytes);
  }

  /** Whether a second session for the same name is refused with the first one. */
  public void refuseSecondSessionForAName(boolean refuse) {
    uploads.refuseSecondForAName(refuse);
  }

  /** What a consent without a page brings, for tests. */
  public Tokens consent(String userId, String clientId) {
    return signIn.service().consent(userId, clientId, Set.of());
  }

  /** Stores a file as if somebody else had done it. */
  public void putFile(String folderId, String name, byte[] bytes) {
    Blob blob = new Blob(folder, Content.DIGESTS);
    blob.append(bytes);
    content.put(folderId, name, blob);
  }

  /** How many files a folder holds. */
  public int fileCount(String folderId) {
    return (int) content.files().stream().filter(file -> file.parentId().equals(folderId)).count();
  }

  /** The bytes of a file; empty if there is none. */
  public Optional<byte[]> fileBytes(String folderId, String name) {
    return content
        .child(folderId, name)
        .flatMap(BoxItem::content)
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
   * Flips one bit of the file stored last, where it rests. The reported hash stays as it was.
   *
   * @throws IllegalStateException if no file with bytes is stored
   */
  public void corruptStoredByte() {
    List<Blob> files =
        content.files().stream()
            .flatMap(file -> file.content().stream())
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
    signIn.service().expireAccessTokens();
  }

  /** Ends every grant to act as this user: no token is good any more and none is to be had. */
  public void revoke(String userId) {
    signIn.service().revoke(userId);
  }

  /** How many refresh tokens are good. */
  public int refreshTokens() {
    return signIn.service().refreshTokens();
  }

  /** Every secret handed out so far, for looking for leaks. */
  public Set<String> tokensHandedOut() {
    return signIn.service().handedOut();
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
        429, "rate_limit_exceeded", "", Map.of("Retry-After", retryAfter));
  }

  /** A commit that was taken but is not done. */
  public static Disturbance notReady(String retryAfter) {
    return new Disturbance.Refuse(202, "accepted", "", Map.of("Retry-After", retryAfter));
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
    apiServer.close();
    uploadServer.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Content content() {
    return content;
  }

  private String uploadBase() {
    return uploadBase;
  }

  private Answer onApi(Call call) {
    if (AdminEndpoints.owns(call)) {
      return admin.handle(call);
    }
    if (call.path().equals(PAGE)) {
      return stage.play(
          BoxOperation.PAGE,
          call,
          given ->
              given.method().equals("POST")
                  ? signIn.service().decide(given)
                  : signIn.service().page(given));
    }
    return play(call, !call.path().startsWith("/api/"));
  }

  private Answer onUploadHost(Call call) {
    if (call.method().equals("GET") && call.path().startsWith(DOWNLOADS)) {
      String key = call.path().substring(DOWNLOADS.length());
      return stage.play(BoxOperation.DOWNLOAD, call, given -> endpoints.download(key, given));
    }
    return play(call, call.path().startsWith("/api/"));
  }

  /**
   * @param here whether the address lies on this host
   */
  private Answer play(Call call, boolean here) {
    Published.Found found =
        here ? published.find(call) : new Published.Found(BoxOperation.OTHER, "");
    return stage.play(found.operation(), call, given -> endpoints.handle(found, given));
  }

  /** How Box refuses. */
  private record BoxRefusals() implements Stage.Refusals {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public Answer answer(Disturbance.Refuse refuse) {
      return refuse.status() < 400
          ? Answer.empty(refuse.status())
          : BoxError.answer(
              refuse.status(), refuse.code(), "As asked for.", JSON.createObjectNode());
    }

    @Override
    public String requestIdHeader() {
      return BoxError.REQUEST_ID;
    }
  }
}
