package io.onshore.connector.simulator.box;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onshore.connector.DigestAlgorithm;
import io.onshore.connector.simulator.Answer;
import io.onshore.connector.simulator.Blob;
import io.onshore.connector.simulator.Call;
import io.onshore.connector.simulator.signin.SignInService;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** What the addresses of Box's API and of its upload host do. Safe for several threads. */
final class BoxEndpoints {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long LARGEST_AT_ONCE = 50_000_000;

  private final Published published;
  private final BoxSignIn signIn;
  private final Content content;
  private final Uploads uploads;
  private final Supplier<String> uploadBase;
  private final Path folder;
  private final Map<String, String> downloads = new ConcurrentHashMap<>();

  /**
   * @param uploadBase the address of the upload host
   */
  BoxEndpoints(
      Published published,
      BoxSignIn signIn,
      Content content,
      Uploads uploads,
      Supplier<String> uploadBase,
      Path folder) {
    this.published = published;
    this.signIn = signIn;
    this.content = content;
    this.uploads = uploads;
    this.uploadBase = uploadBase;
    this.folder = folder;
  }

  Answer handle(Published.Found found, Call call) throws BoxError {
    if (found.operation() == BoxOperation.OTHER) {
      throw BoxError.notFound();
    }
    published.requireAllowed(found.operation(), call);
    return switch (found.operation()) {
      case TOKEN -> signIn.token(call);
      case REVOKE -> signIn.revoke(call);
      default -> answer(found, bearer(call), call);
    };
  }

  private SignInService.Grant bearer(Call call) throws BoxError {
    return signIn
        .service()
        .bearer(call)
        .orElseThrow(() -> new BoxError(401, "unauthorized", "Unauthorized"));
  }

  private Answer answer(Published.Found found, SignInService.Grant grant, Call call)
      throws BoxError {
    String id = found.variable();
    String user = grant.account();
    return switch (found.operation()) {
      case PREFLIGHT -> preflight(user, call);
      case UPLOAD -> upload(user, call);
      case FILE -> json(200, BoxJson.only(call.queryValue("fields"), file(content.file(id, user))));
      case DELETE_FILE -> {
        content.delete(id, user);
        yield Answer.empty(204);
      }
      case CONTENT -> content(id, user);
      case CREATE_SESSION -> createSession(user, call);
      case PART -> part(id, user, call);
      case SESSION_STATUS -> json(200, uploads.require(id, user).json(uploadBase.get()));
      case DELETE_SESSION -> {
        uploads.delete(id, user);
        yield Answer.empty(204);
      }
      case PARTS -> json(200, parts(uploads.require(id, user), call));
      case COMMIT -> commit(id, user, call);
      case FOLDER -> folder(id, user, call);
      case ME -> json(200, told(me(user), call));
      case USER -> user(id, grant, call);
      case STORAGE_POLICY -> policy(id, grant);
      case STORAGE_POLICY_ASSIGNMENTS -> assignments(grant, call);
      case TOKEN, REVOKE, PAGE, DOWNLOAD, OTHER ->
          throw new IllegalStateException("answered elsewhere");
    };
  }

  private BoxUser me(String userId) {
    return content.user(userId);
  }

  private ObjectNode file(BoxItem file) {
    return BoxJson.file(
        file, content.item(file.parentId()).orElseThrow(), content.user(file.ownerId()));
  }

  private Answer preflight(String user, Call call) throws BoxError {
    JsonNode asked = Published.json(call.body());
    content.requirePlaceFor(
        asked.path("parent").path("id").asText(),
        asked.path("name").asText(),
        asked.path("size").asLong(),
        user);
    return json(
        200,
        JSON.createObjectNode().put("upload_url", uploadBase.get() + "/api/2.0/files/content"));
  }

  private Answer upload(String user, Call call) throws BoxError {
    Multipart form = Multipart.of(call);
    if (form.file().length > LARGEST_AT_ONCE) {
      throw new BoxError(413, "request_entity_too_large", "Request Entity Too Large");
    }
    JsonNode attributes = Published.json(form.attributes());
    Blob blob = new Blob(folder, Content.DIGESTS);
    blob.append(form.file());
    try {
      Optional<String> digest = call.header("content-md5");
      if (digest.isPresent()
          && !digest.get().equalsIgnoreCase(blob.digest(DigestAlgorithm.SHA1).hex())) {
        throw new BoxError(400, "bad_digest", "The specified content-md5 did not match");
      }
      return json(
          201,
          BoxJson.list(
              file(
                  content.store(
                      attributes.path("parent").path("id").asText(),
                      attributes.path("name").asText(),
                      blob,
                      user))));
    } catch (BoxError refused) {
      blob.delete();
      throw refused;
    }
  }

  private Answer createSession(String user, Call call) throws BoxError {
    JsonNode asked = Published.json(call.body());
    return json(
        201,
        uploads
            .create(
                asked.path("folder_id").asText(),
                asked.path("file_name").asText(),
                asked.path("file_size").asLong(),
                user,
                uploadBase.get())
            .json(uploadBase.get()));
  }

  private Answer part(String id, String user, Call call) throws BoxError {
    ObjectNode root = JSON.createObjectNode();
    root.set(
        "part",
        uploads
            .put(
                id,
                user,
                call.header("content-range").orElse(""),
                call.header("digest").orElse(""),
                call.body())
            .json());
    return json(200, root);
  }

  private static ObjectNode parts(Uploads.Upload upload, Call call) {
    int offset = Integer.parseInt(call.queryValue("offset").orElse("0"));
    int limit = Integer.parseInt(call.queryValue("limit").orElse("100"));
    ObjectNode root =
        JSON.createObjectNode()
            .put("total_count", upload.parts().size())
            .put("offset", offset)
            .put("limit", limit);
    var entries = root.putArray("entries");
    upload.parts().values().stream()
        .skip(offset)
        .limit(limit)
        .forEach(part -> entries.add(part.json()));
    return root;
  }

  private Answer commit(String id, String user, Call call) throws BoxError {
    BoxItem item =
        uploads.commit(
            id, user, Published.json(call.body()).path("parts"), call.header("digest").orElse(""));
    return json(201, BoxJson.list(file(item)));
  }

  private Answer content(String id, String user) throws BoxError {
    BoxItem file = content.file(id, user);
    String key = UUID.randomUUID().toString();
    downloads.put(key, file.id());
    return Answer.empty(302).with("Location", uploadBase.get() + "/dl/" + key);
  }

  /** The bytes behind a download address, which carries its own permission. */
  Answer download(String key, Call call) throws BoxError {
    if (call.header("authorization").isPresent()) {
      throw new BoxError(401, "unauthorized", "The address carries its own permission");
    }
    Blob blob =
        Optional.ofNullable(downloads.get(key))
            .flatMap(content::item)
            .flatMap(BoxItem::content)
            .orElseThrow(BoxError::notFound);
    return Answer.stored(blob.file(), blob.size(), Long.MAX_VALUE);
  }

  private Answer folder(String id, String user, Call call) throws BoxError {
    BoxItem folder = content.folder(id, user);
    BoxUser owner = content.user(folder.ownerId());
    boolean external =
        !owner.id().equals(user)
            && (owner.enterprise().isEmpty() || !owner.enterprise().equals(me(user).enterprise()));
    return json(
        200, BoxJson.only(call.queryValue("fields"), BoxJson.folder(folder, owner, external)));
  }

  private ObjectNode told(BoxUser user, Call call) {
    return BoxJson.only(call.queryValue("fields"), BoxJson.user(user, content.room()));
  }

  private Answer user(String id, SignInService.Grant grant, Call call) throws BoxError {
    requireZoneReader(grant);
    return json(200, told(colleague(id, grant), call));
  }

  private BoxUser colleague(String id, SignInService.Grant grant) throws BoxError {
    return content.users().stream()
        .filter(each -> each.id().equals(id))
        .filter(each -> each.enterprise().equals(me(grant.account()).enterprise()))
        .findFirst()
        .orElseThrow(BoxError::notFound);
  }

  private Answer policy(String id, SignInService.Grant grant) throws BoxError {
    requireZoneReader(grant);
    return json(
        200,
        content.users().stream()
            .filter(user -> user.enterprise().equals(me(grant.account()).enterprise()))
            .flatMap(user -> user.zone().stream())
            .filter(zone -> zone.id().equals(id))
            .findFirst()
            .map(BoxJson::zone)
            .orElseThrow(BoxError::notFound));
  }

  private Answer assignments(SignInService.Grant grant, Call call) throws BoxError {
    requireZoneReader(grant);
    BoxUser user = colleague(call.queryValue("resolved_for_id").orElse(""), grant);
    return json(200, BoxJson.assignment(user, user.zone().orElseThrow(BoxError::notFound)));
  }

  private void requireZoneReader(SignInService.Grant grant) throws BoxError {
    if (!signIn.app(grant.client()).readsZones()) {
      throw new BoxError(
          403, "insufficient_scope", "The request requires higher privileges than provided");
    }
  }

  private static Answer json(int status, JsonNode node) {
    return Answer.json(status, node.toString())
        .with(BoxError.REQUEST_ID, UUID.randomUUID().toString());
  }
}
