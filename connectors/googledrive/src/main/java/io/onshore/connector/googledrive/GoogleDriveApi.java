package io.onshore.connector.googledrive;

import com.google.api.client.json.GenericJson;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.services.drive.Drive;
import com.google.api.services.drive.DriveRequest;
import com.google.api.services.drive.model.File;
import com.google.api.services.drive.model.FileList;
import io.onshore.connector.ConnectorContext;
import io.onshore.connector.ConnectorException;
import io.onshore.connector.Failure;
import io.onshore.connector.Failure.Kind;
import io.onshore.connector.ObjectName;
import io.onshore.connector.Part;
import io.onshore.connector.credential.Authorization;
import io.onshore.connector.googledrive.GoogleDriveFailures.About;
import io.onshore.connector.toolkit.http.Body;
import io.onshore.connector.toolkit.http.HttpAnswer;
import io.onshore.connector.toolkit.http.HttpCall;
import io.onshore.connector.toolkit.http.HttpSeam;
import io.onshore.connector.toolkit.http.OkHttpSeam;
import io.onshore.connector.toolkit.http.StreamingAnswer;
import io.onshore.connector.toolkit.http.TransportException;
import io.onshore.connector.toolkit.http.TransportFailures;
import io.onshore.connector.toolkit.oauth.BearerCalls;
import io.onshore.connector.toolkit.pace.RateBudget;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The calls to Google that the connector makes, each one request. The SDK builds the questions and
 * reads the answers; every byte goes through the toolkit's seam. The access token goes to the API's
 * host and to no other. Safe for several threads.
 */
final class GoogleDriveApi implements AutoCloseable {
  static final String UPLOAD_PATH = "/upload/drive/v3/files";

  /** Google's ids cost one request however many they are, and stay good until used. */
  private static final int IDS_AT_ONCE = 100;

  private static final GsonFactory JSON = GsonFactory.getDefaultInstance();
  private static final Pattern RANGE = Pattern.compile("bytes=0-(\\d{1,18})");
  private static final int RESUME_INCOMPLETE = 308;

  private final GoogleDriveSettings settings;
  private final ConnectorContext context;
  private final GoogleDriveFailures failures;
  private final HttpSeam seam;
  private final GoogleSignIn signIn;
  private final RateBudget budget;
  private final Queue<String> ids = new ConcurrentLinkedQueue<>();

  GoogleDriveApi(GoogleDriveSettings settings, ConnectorContext context) {
    this.settings = settings;
    this.context = context;
    this.failures = new GoogleDriveFailures(context.clock());
    this.seam = OkHttpSeam.of(context);
    this.signIn = new GoogleSignIn(settings, seam, context);
    this.budget =
        new RateBudget(
            context.clock(), List.of(new RateBudget.Rate(325_000, Duration.ofMinutes(1))));
  }

  /**
   * What a request costs of the quota, in Google's units. What a chunk costs is not published; it
   * is counted like the call that opens its session. See
   * https://developers.google.com/workspace/drive/api/guides/limits.
   */
  private enum Cost {
    READ(5),
    EDIT(50),
    LIST(100),
    DOWNLOAD(200);

    private final long units;

    Cost(long units) {
      this.units = units;
    }
  }

  Optional<Authorization> authorization() {
    return signIn.authorization();
  }

  com.google.api.services.drive.model.About account() throws ConnectorException {
    return ask(
        About.DESTINATION,
        Cost.READ,
        drive -> drive.about().get().setFields("user(emailAddress,permissionId)"));
  }

  com.google.api.services.drive.model.About storage() throws ConnectorException {
    return ask(
        About.DESTINATION,
        Cost.READ,
        drive -> drive.about().get().setFields("storageQuota(limit,usage)"));
  }

  com.google.api.services.drive.model.Drive sharedDrive(String id) throws ConnectorException {
    return ask(About.DESTINATION, Cost.READ, drive -> drive.drives().get(id).setFields("id,kind"));
  }

  File folder(String id) throws ConnectorException {
    return ask(
        About.DESTINATION,
        Cost.READ,
        drive ->
            drive
                .files()
                .get(id)
                .setSupportsAllDrives(true)
                .setFields(
                    "id,mimeType,trashed,driveId,owners(permissionId),"
                        + "capabilities(canAddChildren)"));
  }

  File file(String id) throws ConnectorException {
    return ask(
        About.OBJECT,
        Cost.READ,
        drive -> drive.files().get(id).setSupportsAllDrives(true).setFields(StoredFiles.FIELDS));
  }

  /**
   * The files of exactly this name in a folder, oldest first; Drive allows several. Neither ids nor
   * our names hold a character that would have to be escaped in a query.
   */
  List<File> named(ObjectName name, Place place) throws ConnectorException {
    FileList found =
        ask(
            About.DESTINATION,
            Cost.LIST,
            drive -> {
              Drive.Files.List list =
                  drive
                      .files()
                      .list()
                      .setQ(
                          "name = '"
                              + name
                              + "' and '"
                              + place.folder()
                              + "' in parents and trashed = false")
                      .setOrderBy("createdTime")
                      .setSupportsAllDrives(true)
                      .setIncludeItemsFromAllDrives(true)
                      .setFields("files(" + StoredFiles.FIELDS + ")");
              place.sharedDrive().ifPresent(id -> list.setCorpora("drive").setDriveId(id));
              return list;
            });
    // Drive compares names without regard to case.
    return Optional.ofNullable(found.getFiles()).orElse(List.of()).stream()
        .filter(file -> name.value().equals(file.getName()))
        .toList();
  }

  /** An id that Google has set aside for a file of this account, used by nobody else. */
  String newId() throws ConnectorException {
    @Nullable String id = ids.poll();
    while (id == null) {
      List<String> fresh =
          ask(
                  About.DESTINATION,
                  Cost.READ,
                  drive ->
                      drive
                          .files()
                          .generateIds()
                          .setCount(IDS_AT_ONCE)
                          .setSpace("drive")
                          .setFields("ids"))
              .getIds();
      if (fresh == null || fresh.isEmpty()) {
        throw GoogleDriveFailures.unreadable(About.DESTINATION, new IOException("no ids"));
      }
      ids.addAll(fresh);
      id = ids.poll();
    }
    return id;
  }

  void delete(String id) throws ConnectorException {
    ask(About.OBJECT, Cost.EDIT, drive -> drive.files().delete(id).setSupportsAllDrives(true));
  }

  /** Stores a whole object, described first, in one request. */
  File create(UploadState state, Part whole) throws ConnectorException {
    HttpAnswer answer =
        authorised(
            HttpCall.of("POST", storing("multipart"), context.callTimeout())
                .with("Accept", "application/json")
                .with(MultipartBody.of(json(state), whole)),
            About.STORING,
            Cost.EDIT);
    return read(answer, About.STORING);
  }

  /** Opens an upload session and gives its address. */
  URI startSession(UploadState state) throws ConnectorException {
    HttpAnswer answer =
        authorised(
            HttpCall.of("POST", storing("resumable"), context.callTimeout())
                .with("Accept", "application/json")
                .with("X-Upload-Content-Type", Body.OCTETS)
                .with("X-Upload-Content-Length", Long.toString(state.size()))
                .with(Body.json(json(state))),
            About.DESTINATION,
            Cost.EDIT);
    return answer
        .headers()
        .first("Location")
        .flatMap(GoogleDriveApi::parse)
        .filter(settings::allowsBytesAt)
        .orElseThrow(
            () ->
                new ConnectorException(
                    Failure.permanent(Kind.UNCLASSIFIED),
                    "Google names no upload address beside its API"));
  }

  /** Where an upload stands. */
  sealed interface Progress {
    /**
     * More is to come.
     *
     * @param bytes how many Google has, without a gap from the first
     */
    record Has(long bytes) implements Progress {}

    /** The object is stored. */
    record Stored(File file) implements Progress {}
  }

  /**
   * Sends a chunk to an upload's address, without credentials.
   *
   * @param total the object's size in bytes
   */
  Progress chunk(URI upload, Part part, long total, About about) throws ConnectorException {
    return progress(
        HttpCall.of("PUT", upload, context.callTimeout())
            .with("Accept", "application/json")
            .with("Content-Range", "bytes " + part.offset() + "-" + (part.end() - 1) + "/" + total)
            .with(Body.of(part)),
        about,
        Cost.EDIT);
  }

  /** Asks an upload's address how far it is, without credentials. */
  Progress progress(URI upload, long total) throws ConnectorException {
    return progress(
        HttpCall.of("PUT", upload, context.callTimeout())
            .with("Accept", "application/json")
            .with("Content-Range", "bytes */" + total),
        About.UPLOAD,
        Cost.READ);
  }

  private Progress progress(HttpCall call, About about, Cost cost) throws ConnectorException {
    budget.spend(cost.units);
    HttpAnswer answer;
    try {
      answer = seam.send(call);
    } catch (TransportException e) {
      throw TransportFailures.toException(e, about.mayStore());
    }
    return answer.status() == RESUME_INCOMPLETE
        ? new Progress.Has(received(answer))
        : new Progress.Stored(read(answer, about));
  }

  /** What counts is the range that Google names, not what was sent; without one it has nothing. */
  private static long received(HttpAnswer answer) {
    return answer
        .headers()
        .first("Range")
        .map(RANGE::matcher)
        .filter(Matcher::matches)
        .map(range -> Long.parseLong(range.group(1)) + 1)
        .orElse(0L);
  }

  /** Opens a file's bytes. */
  StreamingAnswer content(String id) throws ConnectorException {
    budget.spend(Cost.DOWNLOAD.units);
    URI address =
        URI.create(
            settings.apiUrl() + "/drive/v3/files/" + id + "?alt=media&supportsAllDrives=true");
    try {
      StreamingAnswer answer =
          signIn.calls().open(HttpCall.of("GET", address, context.callTimeout()));
      if (answer.ok()) {
        return answer;
      }
      throw refused(answer.readWhole(), About.OBJECT);
    } catch (TransportException e) {
      throw TransportFailures.toException(e, false);
    }
  }

  /** Whether there is an admin in whose name policies are asked for. */
  boolean asksForPolicies() {
    return signIn.evidence().isPresent();
  }

  /** A page of the data region policies that the organisation has set. */
  DataRegions.Page dataRegions(Optional<String> page) throws ConnectorException {
    HttpCall call =
        HttpCall.of("GET", DataRegions.address(settings.policyUrl(), page), context.callTimeout())
            .with("Accept", "application/json");
    HttpAnswer answer = send(signIn.evidence().orElseThrow(), call, About.DESTINATION, Cost.READ);
    try {
      return JSON.fromInputStream(
          new ByteArrayInputStream(answer.body()), StandardCharsets.UTF_8, DataRegions.Page.class);
    } catch (IOException | RuntimeException e) {
      throw GoogleDriveFailures.unreadable(About.DESTINATION, e);
    }
  }

  /** An answer as JSON, with what the SDK has no member for. */
  static String text(GenericJson answer) {
    try {
      return JSON.toString(answer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    seam.close();
  }

  @Override
  public String toString() {
    return "GoogleDriveApi[" + settings.apiUrl().getHost() + "]";
  }

  /** Nothing but the way of uploading differs; the answer has to say what is compared. */
  private URI storing(String uploadType) {
    return URI.create(
        settings.apiUrl()
            + UPLOAD_PATH
            + "?uploadType="
            + uploadType
            + "&supportsAllDrives=true&fields="
            + StoredFiles.FIELDS);
  }

  private static String json(UploadState state) throws ConnectorException {
    try {
      return JSON.toString(StoredFiles.describe(state));
    } catch (IOException e) {
      throw GoogleDriveFailures.unreadable(About.DESTINATION, e);
    }
  }

  private static Optional<URI> parse(String text) {
    try {
      URI address = new URI(text);
      return address.getHost() == null ? Optional.empty() : Optional.of(address);
    } catch (URISyntaxException notAnAddress) {
      return Optional.empty();
    }
  }

  private File read(HttpAnswer answer, About about) throws ConnectorException {
    if (!answer.ok()) {
      throw refused(answer, about);
    }
    try {
      return JSON.fromInputStream(
          new ByteArrayInputStream(answer.body()), StandardCharsets.UTF_8, File.class);
    } catch (IOException | RuntimeException e) {
      throw GoogleDriveFailures.unreadable(about, e);
    }
  }

  /** A request that carries the access token; an expired one is renewed once. */
  private HttpAnswer authorised(HttpCall call, About about, Cost cost) throws ConnectorException {
    return send(signIn.calls(), call, about, cost);
  }

  private HttpAnswer send(BearerCalls calls, HttpCall call, About about, Cost cost)
      throws ConnectorException {
    budget.spend(cost.units);
    HttpAnswer answer;
    try {
      answer = calls.send(call);
    } catch (TransportException e) {
      throw TransportFailures.toException(e, about.mayStore());
    }
    if (!answer.ok()) {
      throw refused(answer, about);
    }
    return answer;
  }

  private ConnectorException refused(HttpAnswer answer, About about) {
    return budget.heed(failures.of(answer, about));
  }

  private interface Question<T> {
    DriveRequest<T> of(Drive drive) throws IOException;
  }

  /** One request built by the SDK, which neither compresses, logs nor retries it. */
  private <T> T ask(About about, Cost cost, Question<T> question) throws ConnectorException {
    SdkRequests requests =
        new SdkRequests(
            (method, address) -> {
              HttpCall call =
                  HttpCall.of(method, address, context.callTimeout())
                      .with("Accept", "application/json");
              try {
                return authorised(call, about, cost);
              } catch (ConnectorException e) {
                throw new Carried(e);
              }
            });
    Drive drive =
        new Drive.Builder(
                requests,
                JSON,
                request ->
                    request
                        .setLoggingEnabled(false)
                        .setCurlLoggingEnabled(false)
                        .setNumberOfRetries(0))
            .setRootUrl(settings.apiUrl() + "/")
            .setApplicationName("Onshore")
            .build();
    try {
      return question.of(drive).execute();
    } catch (Carried carried) {
      throw carried.failure;
    } catch (IOException | RuntimeException e) {
      throw GoogleDriveFailures.unreadable(about, e);
    }
  }

  /** Carries the SPI's exception through the SDK, whose methods declare another one. */
  private static final class Carried extends IOException {
    private static final long serialVersionUID = 1L;
    private final transient ConnectorException failure;

    Carried(ConnectorException failure) {
      super(failure);
      this.failure = failure;
    }
  }
}
