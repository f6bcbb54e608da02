package io.onshore.connector.box;

import com.box.sdkgen.internal.SerializableObject;
import com.box.sdkgen.managers.chunkeduploads.ChunkedUploadsManager;
import com.box.sdkgen.managers.chunkeduploads.CreateFileUploadSessionCommitByUrlHeaders;
import com.box.sdkgen.managers.chunkeduploads.CreateFileUploadSessionCommitByUrlRequestBody;
import com.box.sdkgen.managers.chunkeduploads.CreateFileUploadSessionRequestBody;
import com.box.sdkgen.managers.chunkeduploads.GetFileUploadSessionPartsByUrlQueryParams;
import com.box.sdkgen.managers.files.FilesManager;
import com.box.sdkgen.managers.files.GetFileByIdQueryParams;
import com.box.sdkgen.managers.folders.FoldersManager;
import com.box.sdkgen.managers.folders.GetFolderByIdQueryParams;
import com.box.sdkgen.managers.storagepolicies.StoragePoliciesManager;
import com.box.sdkgen.managers.storagepolicyassignments.GetStoragePolicyAssignmentsQueryParams;
import com.box.sdkgen.managers.storagepolicyassignments.GetStoragePolicyAssignmentsQueryParamsResolvedForTypeField;
import com.box.sdkgen.managers.storagepolicyassignments.StoragePolicyAssignmentsManager;
import com.box.sdkgen.managers.uploads.PreflightFileUploadCheckRequestBody;
import com.box.sdkgen.managers.uploads.PreflightFileUploadCheckRequestBodyParentField;
import com.box.sdkgen.managers.uploads.UploadsManager;
import com.box.sdkgen.managers.users.GetUserByIdQueryParams;
import com.box.sdkgen.managers.users.GetUserMeQueryParams;
import com.box.sdkgen.managers.users.UsersManager;
import com.box.sdkgen.networking.baseurls.BaseUrls;
import com.box.sdkgen.networking.network.NetworkSession;
import com.box.sdkgen.schemas.filefull.FileFull;
import com.box.sdkgen.schemas.files.Files;
import com.box.sdkgen.schemas.folderfull.FolderFull;
import com.box.sdkgen.schemas.storagepolicy.StoragePolicy;
import com.box.sdkgen.schemas.storagepolicyassignments.StoragePolicyAssignments;
import com.box.sdkgen.schemas.uploadedpart.UploadedPart;
import com.box.sdkgen.schemas.uploadpart.UploadPart;
import com.box.sdkgen.schemas.uploadparts.UploadParts;
import com.box.sdkgen.schemas.userfull.UserFull;
import com.box.sdkgen.serialization.json.JsonManager;
import io.onshore.connector.ConnectorContext;
import io.onshore.connector.ConnectorException;
import io.onshore.connector.Digest;
import io.onshore.connector.Failure;
import io.onshore.connector.Failure.Kind;
import io.onshore.connector.ObjectName;
import io.onshore.connector.Part;
import io.onshore.connector.box.BoxFailures.About;
import io.onshore.connector.credential.Authorization;
import io.onshore.connector.credential.Tokens;
import io.onshore.connector.toolkit.http.Body;
import io.onshore.connector.toolkit.http.HttpAnswer;
import io.onshore.connector.toolkit.http.HttpCall;
import io.onshore.connector.toolkit.http.HttpSeam;
import io.onshore.connector.toolkit.http.OkHttpSeam;
import io.onshore.connector.toolkit.http.StreamingAnswer;
import io.onshore.connector.toolkit.http.TransportException;
import io.onshore.connector.toolkit.http.TransportFailures;
import io.onshore.connector.toolkit.pace.RateBudget;
import io.onshore.connector.toolkit.pace.RateBudget.Rate;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The calls to Box that the connector makes, each one request. The SDK builds the requests for
 * metadata and reads the answers; every byte of an object goes through the toolkit's seam. The
 * access token goes to the API and to the upload addresses that Box names on known hosts, and
 * nowhere else. Safe for several threads.
 */
final class BoxApi implements AutoCloseable {
  /**
   * What Box allows a user:
   * https://developer.box.com/guides/api-calls/permissions-and-errors/rate-limits.
   */
  private static final Rate CALLS = new Rate(1_000, Duration.ofMinutes(1));

  private static final Rate UPLOADS = new Rate(240, Duration.ofMinutes(1));

  private static final long PAGE = 1_000;
  private static final List<String> OF_A_USER = List.of("enterprise", "space_amount", "space_used");
  private static final List<String> OF_A_FILE = List.of("name", "size", "sha1");

  private final BoxSettings settings;
  private final ConnectorContext context;
  private final BoxFailures failures;
  private final HttpSeam seam;
  private final Line uploader;
  private final Line zoneReader;
  private final RateBudget uploads;
  private final NetworkSession network;
  private final Optional<Authorization> authorization;

  BoxApi(BoxSettings settings, ConnectorContext context) {
    this.settings = settings;
    this.context = context;
    this.failures = new BoxFailures(context.clock());
    this.seam = OkHttpSeam.of(context);
    BoxSignIn signIn = new BoxSignIn(settings, context, seam);
    this.uploader = new Line(signIn.uploader(), failures, budget(CALLS));
    this.zoneReader =
        signIn.zoneReader().map(calls -> new Line(calls, failures, budget(CALLS))).orElse(uploader);
    this.uploads = budget(UPLOADS);
    // Once: the SDK makes an HTTP client with each session that it builds, even if it gets another.
    this.network =
        new NetworkSession.Builder()
            .baseUrls(
                new BaseUrls.Builder()
                    .baseUrl(settings.apiBase())
                    .uploadUrl(settings.uploadBase())
                    .build())
            .networkClient(new BoxRequests(context.callTimeout()))
            .build();
    this.authorization = signIn.authorization(this::revoke);
  }

  private RateBudget budget(Rate rate) {
    return new RateBudget(context.clock(), List.of(rate));
  }

  Optional<Authorization> authorization() {
    return authorization;
  }

  FolderFull folder(String id) throws ConnectorException {
    return ask(
        uploader,
        About.DESTINATION,
        session ->
            new FoldersManager.Builder()
                .networkSession(session)
                .build()
                .getFolderById(
                    id,
                    new GetFolderByIdQueryParams.Builder()
                        .fields(List.of("owned_by", "is_externally_owned"))
                        .build()));
  }

  UserFull me() throws ConnectorException {
    return ask(
        uploader,
        About.OBJECT,
        session ->
            new UsersManager.Builder()
                .networkSession(session)
                .build()
                .getUserMe(new GetUserMeQueryParams.Builder().fields(OF_A_USER).build()));
  }

  /** Another user, which only those who manage users are told. */
  UserFull user(String id) throws ConnectorException {
    return ask(
        zoneReader,
        About.OBJECT,
        session ->
            new UsersManager.Builder()
                .networkSession(session)
                .build()
                .getUserById(id, new GetUserByIdQueryParams.Builder().fields(OF_A_USER).build()));
  }

  /** The zone that counts for a user, which only those who manage users are told. */
  StoragePolicyAssignments zoneOf(String userId) throws ConnectorException {
    return ask(
        zoneReader,
        About.OBJECT,
        session ->
            new StoragePolicyAssignmentsManager.Builder()
                .networkSession(session)
                .build()
                .getStoragePolicyAssignments(
                    new GetStoragePolicyAssignmentsQueryParams(
                        GetStoragePolicyAssignmentsQueryParamsResolvedForTypeField.USER, userId)));
  }

  StoragePolicy zone(String id) throws ConnectorException {
    return ask(
        zoneReader,
        About.OBJECT,
        session ->
            new StoragePoliciesManager.Builder()
                .networkSession(session)
                .build()
                .getStoragePolicyById(id));
  }

  /** Whether a file of this name would be taken; stores none. */
  void preflight(String folderId, ObjectName name) throws ConnectorException {
    preflight(call -> uploader.accepted(call, About.DESTINATION), folderId, name);
  }

  /**
   * The file of this name. Box looks names up by preflight only: a free name is one request however
   * full the folder is, and a taken one brings the file's id.
   */
  Optional<FileFull> fileNamed(String folderId, ObjectName name) throws ConnectorException {
    AtomicReference<@Nullable HttpAnswer> answered = new AtomicReference<>();
    try {
      preflight(call -> noted(uploader, call, About.DESTINATION, answered), folderId, name);
      return Optional.empty();
    } catch (ConnectorException e) {
      if (e.failure().kind() != Kind.NAME_TAKEN) {
        throw e;
      }
      Optional<String> id = Optional.ofNullable(answered.get()).flatMap(BoxFailures::fileInTheWay);
      return id.isEmpty() ? Optional.empty() : Optional.of(file(id.get()));
    }
  }

  private void preflight(BoxRequests.Way way, String folderId, ObjectName name)
      throws ConnectorException {
    PreflightFileUploadCheckRequestBody body =
        new PreflightFileUploadCheckRequestBody.Builder()
            .name(name.value())
            .parent(
                new PreflightFileUploadCheckRequestBodyParentField.Builder().id(folderId).build())
            .build();
    ask(
        way,
        About.DESTINATION,
        session ->
            new UploadsManager.Builder()
                .networkSession(session)
                .build()
                .preflightFileUploadCheck(body));
  }

  private FileFull file(String id) throws ConnectorException {
    return ask(
        uploader,
        About.OBJECT,
        session ->
            files(session)
                .getFileById(id, new GetFileByIdQueryParams.Builder().fields(OF_A_FILE).build()));
  }

  void delete(String id) throws ConnectorException {
    ask(
        uploader,
        About.OBJECT,
        session -> {
          files(session).deleteFileById(id);
          return id;
        });
  }

  private static FilesManager files(NetworkSession session) {
    return new FilesManager.Builder().networkSession(session).build();
  }

  /**
   * A session for an upload.
   *
   * @param begunBefore whether an earlier request for the same name in the same folder opened it
   */
  record Begun(com.box.sdkgen.schemas.uploadsession.UploadSession session, boolean begunBefore) {}

  /** Opens an upload session; the name must be free. */
  Begun createSession(String folderId, ObjectName name, long size) throws ConnectorException {
    uploads.spend(1);
    AtomicReference<@Nullable HttpAnswer> answered = new AtomicReference<>();
    try {
      return new Begun(
          ask(
              call -> noted(uploader, call, About.DESTINATION, answered),
              About.DESTINATION,
              session ->
                  chunked(session)
                      .createFileUploadSession(
                          new CreateFileUploadSessionRequestBody(folderId, size, name.value()))),
          false);
    } catch (ConnectorException e) {
      return Optional.ofNullable(answered.get())
          .flatMap(BoxFailures::sessionInTheWay)
          .map(
              json ->
                  JsonManager.deserialize(
                      json, com.box.sdkgen.schemas.uploadsession.UploadSession.class))
          .map(session -> new Begun(session, true))
          .orElseThrow(() -> e);
    }
  }

  private static ChunkedUploadsManager chunked(NetworkSession session) {
    return new ChunkedUploadsManager.Builder().networkSession(session).build();
  }

  /** Every part that Box has, however many pages of them there are. */
  List<UploadPart> parts(URI parts) throws ConnectorException {
    List<UploadPart> all = new ArrayList<>();
    while (true) {
      long offset = all.size();
      UploadParts page =
          ask(
              uploader,
              About.UPLOAD,
              session ->
                  chunked(session)
                      .getFileUploadSessionPartsByUrl(
                          parts.toString(),
                          new GetFileUploadSessionPartsByUrlQueryParams.Builder()
                              .offset(offset)
                              .limit(PAGE)
                              .build()));
      List<UploadPart> entries =
          Optional.<List<UploadPart>>ofNullable(page.getEntries()).orElse(List.of());
      all.addAll(entries);
      long total = Optional.<Long>ofNullable(page.getTotalCount()).orElse(0L);
      if (entries.isEmpty() || all.size() >= total) {
        return all;
      }
    }
  }

  /** Sends one part, whose digest Box compares. */
  UploadPart part(URI upload, Part part, long total, Digest sha1) throws ConnectorException {
    HttpAnswer answer =
        uploader.accepted(
            HttpCall.of("PUT", upload, context.callTimeout())
                .with("Accept", "application/json")
                .with("Digest", sha(sha1))
                .with(
                    "Content-Range",
                    "bytes " + part.offset() + "-" + (part.end() - 1) + "/" + total)
                .with(Body.of(part)),
            About.UPLOAD);
    @Nullable UploadPart stored = read(answer, UploadedPart.class, About.UPLOAD).getPart();
    return Optional.ofNullable(stored)
        .orElseThrow(() -> BoxFailures.unreadable(About.UPLOAD, null));
  }

  /** Makes an object of the parts, whose digest Box compares. */
  FileFull commit(URI commit, List<UploadPart> parts, Digest sha1) throws ConnectorException {
    return only(
        ask(
            call -> done(uploader.accepted(call, About.COMPLETING), About.COMPLETING),
            About.COMPLETING,
            session ->
                chunked(session)
                    .createFileUploadSessionCommitByUrl(
                        commit.toString(),
                        new CreateFileUploadSessionCommitByUrlRequestBody(parts),
                        new CreateFileUploadSessionCommitByUrlHeaders(sha(sha1)))),
        About.COMPLETING);
  }

  void abort(URI abort) throws ConnectorException {
    ask(
        uploader,
        About.UPLOAD,
        session -> {
          chunked(session).deleteFileUploadSessionByUrl(abort.toString());
          return abort;
        });
  }

  /** Stores a whole object under a name that must be free; Box compares its digest. */
  FileFull store(String folderId, ObjectName name, Part whole, Digest sha1)
      throws ConnectorException {
    uploads.spend(1);
    HttpAnswer answer =
        uploader.accepted(
            HttpCall.of("POST", settings.uploadAddress(), context.callTimeout())
                .with("Accept", "application/json")
                // Named after another digest, it carries the hexadecimal SHA-1 all the same.
                .with("Content-MD5", sha1.hex())
                .with(UploadForm.of(folderId, name, whole)),
            About.STORING);
    return only(read(answer, Files.class, About.STORING), About.STORING);
  }

  private static FileFull only(Files files, About about) throws ConnectorException {
    return Optional.<List<FileFull>>ofNullable(files.getEntries())
        .filter(entries -> entries.size() == 1)
        .map(List::getFirst)
        .orElseThrow(() -> BoxFailures.unreadable(about, null));
  }

  /** Opens a file's bytes: Box names another host, which is called without credentials. */
  StreamingAnswer content(String fileId) throws ConnectorException {
    HttpAnswer redirection =
        done(
            uploader.accepted(
                HttpCall.of("GET", settings.contentAddress(fileId), context.callTimeout()),
                About.OBJECT),
            About.OBJECT);
    URI bytes =
        redirection
            .headers()
            .first("Location")
            .flatMap(this::knownAddress)
            .orElseThrow(
                () ->
                    new ConnectorException(
                        Failure.permanent(Kind.UNCLASSIFIED),
                        "Box names no download address on a known host"));
    try {
      StreamingAnswer answer = seam.open(HttpCall.of("GET", bytes, context.callTimeout()));
      if (answer.ok()) {
        return answer;
      }
      throw failures.of(answer.readWhole(), About.OBJECT);
    } catch (TransportException e) {
      throw TransportFailures.toException(e, false);
    }
  }

  /** An address that Box named, if bytes may go to it or come from it. */
  Optional<URI> knownAddress(@Nullable String text) {
    try {
      return Optional.ofNullable(text == null ? null : new URI(text))
          .filter(settings::allowsBytesAt);
    } catch (URISyntaxException notAnAddress) {
      return Optional.empty();
    }
  }

  private void revoke(Tokens tokens) throws ConnectorException {
    HttpCall call =
        HttpCall.of("POST", settings.revokeAddress(), context.callTimeout())
            .with(
                Body.form(
                    Map.of(
                        "client_id", settings.clientId(),
                        "client_secret", settings.clientSecret(),
                        "token", tokens.refresh().orElse(tokens.access()))));
    try {
      HttpAnswer answer = seam.send(call);
      Optional<ConnectorException> refused =
          answer.ok() ? Optional.empty() : failures.ofRevocation(answer);
      if (refused.isPresent()) {
        throw refused.get();
      }
    } catch (TransportException e) {
      throw TransportFailures.toException(e, false);
    }
  }

  @Override
  public void close() {
    seam.close();
  }

  @Override
  public String toString() {
    return "BoxApi[" + settings.apiUrl().getHost() + "]";
  }

  private static String sha(Digest sha1) {
    return "sha=" + Base64.getEncoder().encodeToString(sha1.bytes());
  }

  /** Refuses an answer that only says that Box has begun. */
  private HttpAnswer done(HttpAnswer answer, About about) throws ConnectorException {
    if (answer.status() == 202) {
      throw failures.notReady(answer, about);
    }
    return answer;
  }

  /** Keeps the answer for whoever wants to know more of a refusal than its kind. */
  private HttpAnswer noted(
      Line line, HttpCall call, About about, AtomicReference<@Nullable HttpAnswer> answered)
      throws ConnectorException {
    HttpAnswer answer = line.send(call, about);
    answered.set(answer);
    return line.accepted(answer, about);
  }

  private static <T extends SerializableObject> T read(
      HttpAnswer answer, Class<T> model, About about) throws ConnectorException {
    try {
      return JsonManager.deserialize(JsonManager.jsonToSerializedData(answer.text()), model);
    } catch (RuntimeException e) {
      throw BoxFailures.unreadable(about, e);
    }
  }

  private interface Question<T> {
    @Nullable T ask(NetworkSession session);
  }

  private <T> T ask(Line line, About about, Question<T> question) throws ConnectorException {
    return ask(call -> line.accepted(call, about), about, question);
  }

  /** One request built by the SDK. */
  private <T> T ask(BoxRequests.Way way, About about, Question<T> question)
      throws ConnectorException {
    try {
      T answer = BoxRequests.by(way, () -> question.ask(network));
      if (answer == null) {
        throw BoxFailures.unreadable(about, null);
      }
      return answer;
    } catch (BoxRequests.Carried carried) {
      throw carried.failure();
    } catch (RuntimeException e) {
      throw BoxFailures.unreadable(about, e);
    }
  }
}
