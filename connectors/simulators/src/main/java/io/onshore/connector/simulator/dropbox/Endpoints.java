package io.onshore.connector.simulator.dropbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onshore.connector.DigestAlgorithm;
import io.onshore.connector.simulator.Answer;
import io.onshore.connector.simulator.Blob;
import io.onshore.connector.simulator.Call;
import io.onshore.connector.simulator.Room;
import io.onshore.connector.simulator.dropbox.Stone.Route;
import io.onshore.connector.simulator.signin.SignInService;
import io.onshore.connector.simulator.signin.SignInService.Grant;
import io.onshore.connector.toolkit.digest.RunningDigests;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the API's addresses do. An answer that its own description would not allow is a mistake of
 * the double's and ends in an exception. Safe for several threads.
 */
final class Endpoints {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MAX_BODY = 150 * 1024 * 1024;

  private final SignInService signIn;
  private final Sessions sessions;
  private final AuditLog log;
  private final Map<String, Account> accounts = new ConcurrentHashMap<>();
  private volatile Room.Limited room = Room.AMPLE;
  private final Map<String, App> apps = new ConcurrentHashMap<>();
  private final Map<String, Namespace> namespaces = new ConcurrentHashMap<>();
  private final Path folder;
  private final Clock clock;

  Endpoints(SignInService signIn, Sessions sessions, AuditLog log, Path folder, Clock clock) {
    this.signIn = signIn;
    this.sessions = sessions;
    this.log = log;
    this.folder = folder;
    this.clock = clock;
  }

  void room(Room.Limited changed) {
    this.room = changed;
  }

  Map<String, Account> accounts() {
    return accounts;
  }

  Map<String, App> apps() {
    return apps;
  }

  Map<String, Namespace> namespaces() {
    return namespaces;
  }

  Namespace namespace(String id) {
    return namespaces.computeIfAbsent(id, each -> new Namespace(each, clock));
  }

  Answer handle(Call call, boolean onContentHost) throws DropboxError {
    if (!call.method().equals("POST")) {
      throw DropboxError.badRequest("The method is not allowed here.");
    }
    String path = call.path().startsWith("/2/") ? call.path().substring("/2/".length()) : "";
    Route route =
        Published.DESCRIPTION
            .route(path)
            .orElseThrow(() -> new DropboxError(404, JSON.createObjectNode(), "Not Found"));
    Grant grant = signIn.bearer(call).orElseThrow(Endpoints::unauthorised);
    App app = Optional.ofNullable(apps.get(grant.client())).orElseThrow(Endpoints::unauthorised);
    Account account =
        Optional.ofNullable(accounts.get(grant.account())).orElseThrow(Endpoints::unauthorised);
    Asked.requireAllowed(route, app, grant, onContentHost);
    if (call.body().length > MAX_BODY) {
      throw DropboxError.endpoint(DropboxError.union("payload_too_large"));
    }
    JsonNode argument = Asked.argument(route, call);
    Asked asked = new Asked(route, account, app, argument, files(account, app, call), call.body());
    try {
      return dispatch(asked, call);
    } catch (DropboxError refused) {
      requirePublished(Published.DESCRIPTION.wrongError(route.path(), refused.error()));
      throw refused;
    }
  }

  private static DropboxError unauthorised() {
    return new DropboxError(
        401, DropboxError.union("expired_access_token"), "expired_access_token");
  }

  private static void requirePublished(Optional<String> problem) {
    problem.ifPresent(
        what -> {
          throw new IllegalStateException("the double does not keep to the description: " + what);
        });
  }

  /** Where paths lead, by the app's kind and the header about the root. */
  private Asked.Files files(Account account, App app, Call call) throws DropboxError {
    Optional<String> header = call.header("dropbox-api-path-root");
    if (app.access() == App.Access.APP_FOLDER) {
      if (header.isPresent()) {
        throw pathRoot(DropboxError.union("no_permission"));
      }
      return new Asked.Files(namespace(account.home()), app.prefix());
    }
    if (header.isEmpty()) {
      return new Asked.Files(namespace(account.home()), "");
    }
    JsonNode root;
    try {
      root = JSON.readTree(header.get());
    } catch (JsonProcessingException e) {
      throw DropboxError.badRequest("HTTP header \"Dropbox-API-Path-Root\": not JSON");
    }
    Optional<String> problem = Published.DESCRIPTION.wrong("common.PathRoot", root);
    if (problem.isPresent()) {
      throw DropboxError.badRequest("HTTP header \"Dropbox-API-Path-Root\": " + problem.get());
    }
    return new Asked.Files(namespace(root(account, root)), "");
  }

  private String root(Account account, JsonNode root) throws DropboxError {
    String tag = root.path(".tag").asText();
    String id = root.path(tag).asText("");
    if (tag.equals("root") && !id.equals(account.root())) {
      ObjectNode error = DropboxError.union("invalid_root");
      error.set("invalid_root", DropboxJson.rootInfo(account));
      throw pathRoot(error);
    }
    if (tag.equals("namespace_id") && !Set.of(account.root(), account.home()).contains(id)) {
      throw pathRoot(DropboxError.union("no_permission"));
    }
    return tag.equals("home") ? account.home() : id;
  }

  private static DropboxError pathRoot(ObjectNode error) {
    return new DropboxError(422, error, "path_root");
  }

  private Answer dispatch(Asked asked, Call call) throws DropboxError {
    return switch (DropboxOperation.of(call.path())) {
      case REVOKE -> {
        signIn.end(call.header("authorization").orElse("").replaceFirst("^Bearer ", ""));
        yield json(asked, JSON.nullNode());
      }
      case ACCOUNT -> json(asked, DropboxJson.account(asked.account()));
      case SPACE -> json(asked, DropboxJson.space(asked.account(), room));
      case TEAM_INFO -> json(asked, DropboxJson.teamInfo(team(asked)));
      case EVENTS -> json(asked, events(asked));
      case SHARED_FOLDER -> sharedFolder(asked);
      case METADATA -> metadata(asked);
      case UPLOAD -> upload(asked);
      case START -> start(asked);
      case APPEND -> append(asked);
      case FINISH -> finish(asked);
      case DOWNLOAD -> download(asked);
      case DELETE -> delete(asked);
      case TOKEN, CONSENT, OTHER ->
          throw DropboxError.badRequest("The double does not play this function.");
    };
  }

  private static Team team(Asked asked) throws DropboxError {
    return asked
        .account()
        .team()
        .orElseThrow(
            () ->
                new DropboxError(
                    403, DropboxError.union("team_access_denied"), "team_access_denied"));
  }

  private ObjectNode events(Asked asked) throws DropboxError {
    String team = team(asked).id();
    if (!asked.argument().has("cursor")) {
      return log.page(team, asked.argument().path("event_type").path(".tag").asText(""), 0);
    }
    String[] cursor = asked.argument().path("cursor").asText().split(" ", -1);
    if (cursor.length != 2 || !cursor[1].matches("\\d{1,9}")) {
      throw DropboxError.endpoint(DropboxError.union("bad_cursor"));
    }
    return log.page(team, cursor[0], Integer.parseInt(cursor[1]));
  }

  private Answer sharedFolder(Asked asked) throws DropboxError {
    String id = asked.argument().path("shared_folder_id").asText();
    for (Namespace each : namespaces.values()) {
      Optional<Namespace.Shared> found = each.sharedFolder(id);
      if (found.isPresent()) {
        return json(asked, DropboxJson.sharedFolder(found.get()));
      }
    }
    throw DropboxError.endpoint(DropboxError.union("invalid_id"));
  }

  /** What a path or id leads to. */
  private static Entry require(Asked asked, String around) throws DropboxError {
    String path = asked.argument().path("path").asText();
    Asked.Files files = asked.files();
    if (path.isEmpty() || path.equals("/")) {
      throw DropboxError.badRequest("The root folder is unsupported.");
    }
    Optional<Entry> found =
        path.startsWith("id:")
            ? files.namespace().byId(path)
            : files.namespace().at(files.prefix() + path);
    return found
        .filter(entry -> entry.path().startsWith(files.prefix()))
        .orElseThrow(() -> DropboxError.endpoint(DropboxError.union(around + "/not_found")));
  }

  private Answer metadata(Asked asked) throws DropboxError {
    return json(asked, described(asked, require(asked, "path"), true));
  }

  private static ObjectNode described(Asked asked, Entry entry, boolean tagged) {
    return DropboxJson.metadata(
        entry, asked.files().prefix(), asked.files().namespace().sharing(entry.path()), tagged);
  }

  private Answer upload(Asked asked) throws DropboxError {
    requireHash(asked);
    Blob blob = new Blob(folder, Sessions.DIGESTS);
    blob.append(asked.body());
    try {
      Entry stored = write(asked, (ObjectNode) asked.argument(), blob);
      return json(asked, described(asked, stored, false));
    } catch (Namespace.Unwritable refused) {
      blob.delete();
      // The bytes are kept in a session, so that the commit alone can be repeated.
      ObjectNode error = DropboxError.union("path");
      error.set("reason", DropboxError.union(refused.tags()));
      error.put("upload_session_id", sessions.start(asked.owner(), false, false, asked.body()));
      throw DropboxError.endpoint(error);
    }
  }

  private static Entry write(Asked asked, ObjectNode commit, Blob blob)
      throws Namespace.Unwritable {
    return asked
        .files()
        .namespace()
        .write(asked.files().prefix() + commit.path("path").asText(), blob, commit);
  }

  private Answer start(Asked asked) throws DropboxError {
    requireHash(asked);
    JsonNode type = asked.argument().path("session_type");
    boolean concurrent = type.path(".tag").asText(type.asText("")).equals("concurrent");
    String id =
        sessions.start(
            asked.owner(),
            concurrent,
            asked.argument().path("close").asBoolean(false),
            asked.body());
    return json(asked, JSON.createObjectNode().put("session_id", id));
  }

  private Answer append(Asked asked) throws DropboxError {
    requireHash(asked);
    JsonNode cursor = asked.argument().path("cursor");
    try {
      sessions.append(
          asked.owner(),
          cursor.path("session_id").asText(),
          cursor.path("offset").asLong(),
          asked.argument().path("close").asBoolean(false),
          asked.body());
    } catch (Sessions.Refused refused) {
      throw DropboxError.endpoint(refused.error());
    }
    return json(asked, JSON.nullNode());
  }

  private Answer finish(Asked asked) throws DropboxError {
    requireHash(asked);
    if (asked.body().length > 0) {
      throw DropboxError.badRequest("The double plays finish without data only.");
    }
    JsonNode cursor = asked.argument().path("cursor");
    String session = cursor.path("session_id").asText();
    Blob blob = sessions.whole(asked.owner(), session, cursor.path("offset").asLong());
    try {
      Entry stored = write(asked, (ObjectNode) asked.argument().path("commit"), blob);
      sessions.end(session);
      return json(asked, described(asked, stored, false));
    } catch (Namespace.Unwritable refused) {
      blob.delete();
      throw DropboxError.endpoint(DropboxError.within("path", DropboxError.union(refused.tags())));
    }
  }

  /** The hash of this call's bytes. */
  private static void requireHash(Asked asked) throws DropboxError {
    JsonNode given = asked.argument().path("content_hash");
    if (given.isTextual() && !given.asText().equals(hash(asked.body()))) {
      throw DropboxError.endpoint(DropboxError.union("content_hash_mismatch"));
    }
  }

  private static String hash(byte[] bytes) {
    try {
      return RunningDigests.of(
              Set.of(DigestAlgorithm.DROPBOX_CONTENT_HASH), new ByteArrayInputStream(bytes))
          .by(DigestAlgorithm.DROPBOX_CONTENT_HASH)
          .orElseThrow()
          .hex();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Answer download(Asked asked) throws DropboxError {
    Entry entry = require(asked, "path");
    Blob blob =
        entry
            .content()
            .orElseThrow(() -> DropboxError.endpoint(DropboxError.union("path/not_file")));
    ObjectNode described = described(asked, entry, false);
    requirePublished(Published.DESCRIPTION.wrongResult(asked.route().path(), described));
    return Answer.stored(blob.file(), blob.size(), Long.MAX_VALUE)
        .with("Dropbox-API-Result", described.toString());
  }

  private Answer delete(Asked asked) throws DropboxError {
    Entry entry = require(asked, "path_lookup");
    Namespace namespace = asked.files().namespace();
    String rev = asked.argument().path("parent_rev").asText("");
    if (!rev.isEmpty() && !rev.equals("null") && !rev.equals(entry.rev())) {
      throw DropboxError.endpoint(DropboxError.union("path_write/conflict/file"));
    }
    if (namespace.sharing(entry.path()).filter(Namespace.Shared::readOnly).isPresent()) {
      throw DropboxError.endpoint(DropboxError.union("path_write/no_write_permission"));
    }
    ObjectNode result = JSON.createObjectNode();
    result.set("metadata", described(asked, entry, true));
    namespace.delete(entry);
    return json(asked, result);
  }

  private static Answer json(Asked asked, JsonNode result) {
    requirePublished(Published.DESCRIPTION.wrongResult(asked.route().path(), result));
    return Answer.json(200, result.toString());
  }
}
