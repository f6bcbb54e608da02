package io.onshore.connector.dropbox;

import com.dropbox.core.DbxException;
import com.dropbox.core.DbxHost;
import com.dropbox.core.DbxRequestConfig;
import com.dropbox.core.http.HttpRequestor;
import com.dropbox.core.oauth.DbxRefreshResult;
import com.dropbox.core.v2.DbxRawClientV2;
import com.dropbox.core.v2.common.PathRoot;
import com.dropbox.core.v2.files.CommitInfo;
import com.dropbox.core.v2.files.DbxUserFilesRequests;
import com.dropbox.core.v2.files.FileMetadata;
import com.dropbox.core.v2.files.Metadata;
import com.dropbox.core.v2.files.UploadSessionCursor;
import com.dropbox.core.v2.files.UploadSessionType;
import com.dropbox.core.v2.files.WriteMode;
import com.dropbox.core.v2.sharing.DbxUserSharingRequests;
import com.dropbox.core.v2.sharing.SharedFolderMetadata;
import com.dropbox.core.v2.users.DbxUserUsersRequests;
import com.dropbox.core.v2.users.FullAccount;
import com.dropbox.core.v2.users.SpaceUsage;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onshore.connector.ConnectorContext;
import io.onshore.connector.ConnectorException;
import io.onshore.connector.Failure;
import io.onshore.connector.Part;
import io.onshore.connector.credential.Authorization;
import io.onshore.connector.credential.Tokens;
import io.onshore.connector.dropbox.DropboxFailures.About;
import io.onshore.connector.dropbox.DropboxFailures.Refusal;
import io.onshore.connector.toolkit.http.Body;
import io.onshore.connector.toolkit.http.Headers;
import io.onshore.connector.toolkit.http.HttpAnswer;
import io.onshore.connector.toolkit.http.HttpCall;
import io.onshore.connector.toolkit.http.HttpSeam;
import io.onshore.connector.toolkit.http.OkHttpSeam;
import io.onshore.connector.toolkit.http.StreamingAnswer;
import io.onshore.connector.toolkit.http.TransportException;
import io.onshore.connector.toolkit.http.TransportFailures;
import io.onshore.connector.toolkit.oauth.BearerCalls;
import io.onshore.connector.toolkit.oauth.CodeFlow;
import io.onshore.connector.toolkit.oauth.Grant;
import io.onshore.connector.toolkit.oauth.MemoryVault;
import io.onshore.connector.toolkit.oauth.OAuthTokens;
import io.onshore.connector.toolkit.oauth.TokenEndpoint;
import io.onshore.connector.toolkit.pace.RateBudget;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The calls to Dropbox that the connector makes, each one request. The SDK writes the arguments and
 * reads the answers; every byte goes through the toolkit's seam. Safe for several threads.
 */
final class DropboxApi implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final DropboxSettings settings;
  private final ConnectorContext context;
  private final DropboxFailures failures;
  private final HttpSeam seam;
  private final BearerCalls calls;
  private final Optional<BearerCalls> teamCalls;
  private final Authorization authorization;

  /** Dropbox publishes no limits, so its own refusals count and nothing else. */
  private final RateBudget budget;

  /** The namespace of the account's root; null until somebody needs it, and when it has changed. */
  private volatile @Nullable String root;

  DropboxApi(DropboxSettings settings, ConnectorContext context) {
    this.settings = settings;
    this.context = context;
    this.failures = new DropboxFailures(context.clock());
    this.seam = OkHttpSeam.of(context);
    this.budget = new RateBudget(context.clock(), List.of());
    this.calls = bearer(context);
    this.teamCalls = settings.evidence().map(this::team);
    this.authorization =
        new CodeFlow(
            seam,
            context,
            settings.authorizeUrl(),
            Map.of("token_access_type", "offline"),
            endpoint(settings.scopes()),
            Optional.of(this::revoke));
  }

  private TokenEndpoint endpoint(Set<String> scopes) {
    return new TokenEndpoint(
        settings.tokenAddress(),
        Optional.of(settings.appKey()),
        Optional.of(settings.appSecret()),
        scopes,
        Map.of());
  }

  /** Renewals name no scopes: a token then has all that the person has consented to. */
  private BearerCalls bearer(ConnectorContext lent) {
    return new BearerCalls(
        seam, new OAuthTokens(seam, endpoint(Set.of()), new Grant.RefreshToken(), lent));
  }

  /** The second app's tokens can be had again at any time, so they are kept in memory. */
  private BearerCalls team(DropboxSettings.Evidence evidence) {
    TokenEndpoint endpoint =
        new TokenEndpoint(
            settings.tokenAddress(),
            Optional.of(evidence.appKey()),
            Optional.of(evidence.appSecret()),
            Set.of(),
            Map.of());
    Tokens nothingYet =
        new Tokens(
            "none",
            context.clock().instant(),
            Optional.of(evidence.refreshToken()),
            Optional.empty());
    return new BearerCalls(
        seam, new OAuthTokens(seam, endpoint, new Grant.RefreshToken(), remembering(nothingYet)));
  }

  private ConnectorContext remembering(Tokens tokens) {
    return new ConnectorContext(
        context.clock(), context.userAgent(), context.callTimeout(), new MemoryVault(tokens));
  }

  Authorization authorization() {
    return authorization;
  }

  /**
   * Ends a grant, for which Dropbox wants an access token that works. A grant that gives none any
   * more has ended.
   */
  private void revoke(Tokens tokens) throws ConnectorException {
    HttpCall call =
        HttpCall.of("POST", settings.api("/2/auth/token/revoke"), context.callTimeout())
            .with(Body.json("null"));
    try {
      answer(bearer(remembering(tokens)), call, About.DESTINATION);
    } catch (Refused refused) {
      ConnectorException e = refused.refusal.exception();
      if (e.failure().kind() != Failure.Kind.REAUTHORISE) {
        throw e;
      }
      // Gone already, which is what was wanted.
    }
  }

  FullAccount account() throws ConnectorException {
    FullAccount account =
        ask(About.DESTINATION, Optional.empty(), client -> client.users().getCurrentAccount());
    root = account.getRootInfo().getRootNamespaceId();
    return account;
  }

  SpaceUsage space() throws ConnectorException {
    return ask(About.DESTINATION, Optional.empty(), client -> client.users().getSpaceUsage());
  }

  SharedFolderMetadata sharedFolder(String id) throws ConnectorException {
    return ask(
        About.DESTINATION, Optional.empty(), client -> client.sharing().getFolderMetadata(id));
  }

  Metadata metadata(Place place, String path, About about) throws ConnectorException {
    return ask(about, Optional.of(place), client -> client.files().getMetadata(path));
  }

  /** Deletes a file unless somebody has changed it since. */
  void delete(Place place, String id, @Nullable String version) throws ConnectorException {
    ask(About.OBJECT, Optional.of(place), client -> client.files().deleteV2(id, version));
  }

  /** Stores a whole object under a name that must be free. */
  FileMetadata upload(UploadState state, HashedPart whole) throws ConnectorException {
    return ask(
        About.STORING,
        Optional.of(state.place()),
        Optional.of(whole.part()),
        client ->
            client
                .files()
                .uploadBuilder(state.path())
                .withMode(WriteMode.ADD)
                .withAutorename(false)
                .withStrictConflict(true)
                .withMute(true)
                .withContentHash(whole.contentHash())
                .start()
                .finish());
  }

  /** Opens an upload session; it knows no name yet. */
  String start(Place place, boolean concurrent) throws ConnectorException {
    UploadSessionType type =
        concurrent ? UploadSessionType.CONCURRENT : UploadSessionType.SEQUENTIAL;
    return ask(
            About.UPLOAD,
            Optional.of(place),
            client ->
                client.files().uploadSessionStartBuilder().withSessionType(type).start().finish())
        .getSessionId();
  }

  /** The answer to an append. */
  sealed interface Appended {
    /** The bytes were taken. */
    record Taken() implements Appended {}

    /** The session stands elsewhere, and no byte was taken. */
    record Elsewhere(long correctOffset) implements Appended {}

    /** The session takes no more bytes. */
    record Closed() implements Appended {}
  }

  /**
   * Puts bytes into a session.
   *
   * @param close whether they are the last ones
   */
  Appended append(Place place, String session, HashedPart sent, boolean close)
      throws ConnectorException {
    return append(
        place,
        Optional.of(sent.part()),
        client ->
            client
                .files()
                .uploadSessionAppendV2Builder(
                    new UploadSessionCursor(session, sent.part().offset()))
                .withClose(close)
                .withContentHash(sent.contentHash())
                .start()
                .finish());
  }

  /**
   * Appends nothing, which is how a session is asked about: Dropbox has no request for it, but
   * tells the correct offset when it refuses another one.
   */
  Appended appendNothing(Place place, String session, long offset) throws ConnectorException {
    return append(
        place,
        Optional.empty(),
        client ->
            client
                .files()
                .uploadSessionAppendV2(new UploadSessionCursor(session, offset))
                .finish());
  }

  private Appended append(Place place, Optional<Part> content, Question<?> question)
      throws ConnectorException {
    try {
      tried(About.UPLOAD, Optional.of(place), content, whole(About.UPLOAD), question);
      return new Appended.Taken();
    } catch (Refused refused) {
      if (refused.refusal.correctOffset().isPresent()) {
        return new Appended.Elsewhere(refused.refusal.correctOffset().getAsLong());
      }
      if (refused.refusal.says("closed")) {
        return new Appended.Closed();
      }
      throw refused.refusal.exception();
    }
  }

  /** Makes the object of a session visible under a name that must be free. */
  FileMetadata finish(UploadState state, String session) throws ConnectorException {
    CommitInfo commit =
        CommitInfo.newBuilder(state.path())
            .withMode(WriteMode.ADD)
            .withAutorename(false)
            .withStrictConflict(true)
            .withMute(true)
            .build();
    return ask(
        About.COMPLETING,
        Optional.of(state.place()),
        client ->
            client
                .files()
                .uploadSessionFinish(new UploadSessionCursor(session, state.size()), commit)
                .finish());
  }

  /** Opens a file's bytes; the caller closes the answer. */
  StreamingAnswer content(Place place, String id) throws ConnectorException {
    AtomicReference<StreamingAnswer> opened = new AtomicReference<>();
    try {
      tried(
          About.OBJECT,
          Optional.of(place),
          Optional.empty(),
          call -> streamed(call, opened),
          client -> client.files().download(id));
    } catch (Refused refused) {
      throw refused.refusal.exception();
    }
    return opened.get();
  }

  /** Whether there is a second app to ask about the team. */
  boolean asksTheTeam() {
    return teamCalls.isPresent();
  }

  /**
   * A question to the team, in the second app's name. The SDK's models would turn a word that they
   * do not know into {@code other}, so the answer comes as it is.
   */
  JsonNode askTeam(String route, JsonNode argument) throws ConnectorException {
    HttpCall call =
        HttpCall.of("POST", settings.api("/2/" + route), context.callTimeout())
            .with(Body.json(argument.toString()));
    try {
      return JSON.readTree(answer(teamCalls.orElseThrow(), call, About.DESTINATION).body());
    } catch (Refused refused) {
      throw refused.refusal.exception();
    } catch (IOException e) {
      throw DropboxFailures.unreadable(About.DESTINATION, e);
    }
  }

  @Override
  public void close() {
    seam.close();
  }

  @Override
  public String toString() {
    return "DropboxApi[" + settings.apiUrl().getHost() + "]";
  }

  private interface Question<T> {
    @Nullable T ask(Client client) throws DbxException;
  }

  private <T> T ask(About about, Optional<Place> place, Question<T> question)
      throws ConnectorException {
    return ask(about, place, Optional.empty(), question);
  }

  private <T> T ask(
      About about, Optional<Place> place, Optional<Part> content, Question<T> question)
      throws ConnectorException {
    try {
      T answer = tried(about, place, content, whole(about), question);
      if (answer == null) {
        throw DropboxFailures.unreadable(about, new IOException("the answer is empty"));
      }
      return answer;
    } catch (Refused refused) {
      throw refused.refusal.exception();
    }
  }

  /** One request written and read by the SDK. */
  private <T> @Nullable T tried(
      About about,
      Optional<Place> place,
      Optional<Part> content,
      DropboxRequests.Way way,
      Question<T> question)
      throws ConnectorException, Refused {
    DbxRequestConfig config =
        DbxRequestConfig.newBuilder("onshore")
            .withHttpRequestor(new DropboxRequests(settings, context.callTimeout(), content, way))
            .build();
    @Nullable PathRoot from = place.isPresent() ? pathRoot(place.get()) : null;
    try {
      return question.ask(new Client(config, from));
    } catch (DbxException e) {
      if (e.getCause() instanceof Refused refused) {
        if (refused.refusal.says("invalid_root")) {
          root = null;
        }
        throw refused;
      }
      throw DropboxFailures.unreadable(about, e);
    } catch (RuntimeException e) {
      throw DropboxFailures.unreadable(about, e);
    }
  }

  /** What paths start from: said only where the app sees more than a folder of its own. */
  private @Nullable PathRoot pathRoot(Place place) throws ConnectorException {
    if (settings.access() == DropboxSettings.Access.APP_FOLDER) {
      return null;
    }
    if (place.space().isPresent()) {
      return PathRoot.namespaceId(place.space().get());
    }
    String known = root;
    if (known == null) {
      known = account().getRootInfo().getRootNamespaceId();
    }
    return PathRoot.root(known);
  }

  private DropboxRequests.Way whole(About about) {
    return call -> {
      HttpAnswer answer = answer(calls, call, about);
      return new HttpRequestor.Response(
          200, new ByteArrayInputStream(answer.body()), byName(answer.headers()));
    };
  }

  private HttpRequestor.Response streamed(HttpCall call, AtomicReference<StreamingAnswer> opened)
      throws Refused {
    try {
      budget.spend(1);
      StreamingAnswer answer = calls.open(call);
      if (!answer.ok()) {
        throw refused(answer.readWhole(), About.OBJECT);
      }
      opened.set(answer);
      return new HttpRequestor.Response(200, answer.body(), byName(answer.headers()));
    } catch (ConnectorException e) {
      throw new Refused(Refusal.ofOurs(e));
    } catch (TransportException e) {
      throw new Refused(Refusal.ofOurs(TransportFailures.toException(e, false)));
    }
  }

  /** Sends a request; an access token that has expired is renewed once. */
  private HttpAnswer answer(BearerCalls by, HttpCall call, About about) throws Refused {
    try {
      budget.spend(1);
      HttpAnswer answer = by.send(call);
      if (!answer.ok()) {
        throw refused(answer, about);
      }
      return answer;
    } catch (ConnectorException e) {
      throw new Refused(Refusal.ofOurs(e));
    } catch (TransportException e) {
      throw new Refused(Refusal.ofOurs(TransportFailures.toException(e, about.mayStore())));
    }
  }

  private Refused refused(HttpAnswer answer, About about) {
    Refusal refusal = failures.of(answer, about);
    budget.heed(refusal.exception());
    return new Refused(refusal);
  }

  private static Map<String, List<String>> byName(Headers headers) {
    Map<String, List<String>> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers
        .fields()
        .forEach(
            field ->
                byName.computeIfAbsent(field.name(), name -> new ArrayList<>()).add(field.value()));
    return byName;
  }

  /** Without credentials of its own: the token is added where requests leave. */
  private static final class Client extends DbxRawClientV2 {
    Client(DbxRequestConfig config, @Nullable PathRoot from) {
      super(config, DbxHost.DEFAULT, null, from);
    }

    DbxUserFilesRequests files() {
      return new DbxUserFilesRequests(this);
    }

    DbxUserUsersRequests users() {
      return new DbxUserUsersRequests(this);
    }

    DbxUserSharingRequests sharing() {
      return new DbxUserSharingRequests(this);
    }

    @Override
    protected void addAuthHeaders(List<HttpRequestor.Header> headers) {
      // See above.
    }

    @Override
    protected boolean canRefreshAccessToken() {
      return false;
    }

    @Override
    protected boolean needsRefreshAccessToken() {
      return false;
    }

    @Override
    public DbxRefreshResult refreshAccessToken() {
      throw new IllegalStateException("tokens are renewed where requests leave");
    }

    @Override
    protected DbxRawClientV2 withPathRoot(PathRoot from) {
      throw new IllegalStateException("each request has its own root");
    }
  }

  /** Carries a refusal through the SDK. */
  private static final class Refused extends IOException {
    private static final long serialVersionUID = 1L;
    private final transient Refusal refusal;

    Refused(Refusal refusal) {
      super(refusal.exception());
      this.refusal = refusal;
    }
  }
}
