package io.onshore.connector.simulator.googledrive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onshore.connector.simulator.Answer;
import io.onshore.connector.simulator.Blob;
import io.onshore.connector.simulator.Call;
import io.onshore.connector.simulator.Room;
import io.onshore.connector.simulator.signin.SignInService.Grant;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Drive's addresses do. Safe for several threads. */
final class DriveEndpoints {
  private static final ObjectMapper JSON = new ObjectMapper();
  static final String POLICIES = "https://www.googleapis.com/auth/cloud-identity.policies.readonly";
  private static final int MAX_MULTIPART = 5 * 1024 * 1024;
  private static final Pattern BY_NAME =
      Pattern.compile("name = '([^'\\\\]+)' and '([^'\\\\]+)' in parents and trashed = false");
  private static final Set<String> DESCRIBED =
      Set.of("id", "name", "parents", "mimeType", "appProperties");

  private final Oauth oauth;
  private final Drives drives;
  private volatile Room room = Room.AMPLE;
  private final Uploads uploads;
  private final Path folder;
  private final Map<String, List<Region>> regions = new ConcurrentHashMap<>();
  private final Set<String> silent = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean hidesSha = new AtomicBoolean();

  DriveEndpoints(Oauth oauth, Drives drives, Uploads uploads, Path folder) {
    this.oauth = oauth;
    this.drives = drives;
    this.uploads = uploads;
    this.folder = folder;
  }

  /** Sets the organisation's data region policies. */
  void setRegions(String customer, List<Region> policies) {
    regions.put(customer, List.copyOf(policies));
  }

  /** Sets the region of each unit that has a setting of its own. */
  void changeRegions(String customer, String region) {
    regions.computeIfPresent(
        customer,
        (ignored, policies) ->
            policies.stream().map(policy -> new Region(policy.orgUnit(), region)).toList());
  }

  /** Whether nobody may read this organisation's policies. */
  void denyPolicies(String customer, boolean deny) {
    if (deny) {
      silent.add(customer);
    } else {
      silent.remove(customer);
    }
  }

  /** Whether files come without the checksums that Drive gives "if available". */
  void hideSha(boolean hide) {
    hidesSha.set(hide);
  }

  Answer handle(DriveOperation operation, Call call) throws DriveError {
    return switch (operation) {
      case CONSENT ->
          call.method().equals("GET") ? oauth.service().page(call) : oauth.service().decide(call);
      case TOKEN -> oauth.token(call);
      case REVOKE -> oauth.revoke(call);
      // An upload's address carries its own permission.
      case CHUNK, LAST_CHUNK -> chunk(call);
      case SESSION_STATUS -> progress(call, uploads.require(key(call)));
      case ABOUT,
          SHARED_DRIVE,
          GENERATE_IDS,
          LIST,
          FILE,
          DOWNLOAD,
          DELETE_FILE,
          CREATE,
          START_SESSION,
          POLICIES,
          OTHER ->
          authorised(operation, call, bearer(call));
    };
  }

  private Answer authorised(DriveOperation operation, Call call, Grant grant) throws DriveError {
    return switch (operation) {
      case ABOUT -> about(call, grant);
      case SHARED_DRIVE -> sharedDrive(call, grant);
      case GENERATE_IDS -> generateIds(call, grant);
      case LIST -> list(call, grant);
      case FILE -> narrowed(call, "kind,id,name,mimeType", json(item(call, grant), grant));
      case DOWNLOAD -> download(item(call, grant));
      case DELETE_FILE -> delete(item(call, grant));
      case CREATE -> create(call, grant);
      case START_SESSION -> startSession(call, grant);
      case POLICIES -> policies(call, grant);
      default -> throw new DriveError(404, "notFound", "Not Found");
    };
  }

  private Grant bearer(Call call) throws DriveError {
    return oauth.service().bearer(call).orElseThrow(DriveError::unauthenticated);
  }

  private Account account(Grant grant) throws DriveError {
    return oauth.account(grant.account()).orElseThrow(DriveError::unauthenticated);
  }

  void room(Room changed) {
    this.room = changed;
  }

  private Answer about(Call call, Grant grant) throws DriveError {
    if (call.queryValue("fields").isEmpty()) {
      throw new DriveError(400, "required", "The 'fields' parameter is required for this method.");
    }
    return narrowed(call, "", DriveJson.about(account(grant), room));
  }

  private Answer sharedDrive(Call call, Grant grant) throws DriveError {
    if (!grant.scopes().contains(Drives.ALL_FILES)) {
      throw DriveError.scopeMissing();
    }
    String id = lastSegment(call);
    Item topmost =
        drives
            .sharedDrive(id, grant.account())
            .orElseThrow(() -> new DriveError(404, "notFound", "Shared drive not found: " + id));
    return narrowed(call, "kind,id,name", DriveJson.sharedDrive(topmost));
  }

  private Answer generateIds(Call call, Grant grant) throws DriveError {
    int count = Integer.parseInt(call.queryValue("count").orElse("10"));
    if (count < 1 || count > 1000 || !call.queryValue("space").orElse("drive").equals("drive")) {
      throw DriveError.invalid("Invalid count or space.");
    }
    return narrowed(call, "kind,space,ids", DriveJson.ids(drives.handOut(grant.account(), count)));
  }

  /** The one query that the double understands: files of a name in a folder. */
  private Answer list(Call call, Grant grant) throws DriveError {
    Matcher query = BY_NAME.matcher(call.queryValue("q").orElse(""));
    if (!query.matches()
        || !Set.of("createdTime", "").contains(call.queryValue("orderBy").orElse(""))) {
      throw DriveError.invalid("Invalid Value");
    }
    Optional<String> drive = call.queryValue("driveId");
    boolean inDrive = call.queryValue("corpora").orElse("user").equals("drive");
    if (inDrive != drive.isPresent() || (drive.isPresent() && !allDrives(call))) {
      throw DriveError.invalid("The driveId parameter must be specified with corpora=drive.");
    }
    Item parent = parent(query.group(2), grant, call);
    String wanted = query.group(1).toLowerCase(Locale.ROOT);
    List<ObjectNode> found = new ArrayList<>();
    for (Item item : drives.children(parent.id())) {
      boolean inside =
          drive.isPresent() ? item.sharedDrive().equals(drive) : item.sharedDrive().isEmpty();
      // Drive compares names without regard to case.
      boolean named = item.name().toLowerCase(Locale.ROOT).equals(wanted);
      if (inside && named && drives.appMay(item, grant)) {
        found.add(json(item, grant));
      }
    }
    return narrowed(
        call,
        "kind,incompleteSearch,nextPageToken,files(kind,id,name,mimeType)",
        DriveJson.files(found));
  }

  private static boolean allDrives(Call call) {
    return call.queryValue("supportsAllDrives").filter("true"::equals).isPresent()
        && call.queryValue("includeItemsFromAllDrives").filter("true"::equals).isPresent();
  }

  private Item item(Call call, Grant grant) throws DriveError {
    String id = lastSegment(call);
    return supported(drives.seen(id, grant).orElseThrow(() -> DriveError.notFound(id)), call);
  }

  /** Without the parameter, what lies in a shared drive is as good as missing. */
  private static Item supported(Item item, Call call) throws DriveError {
    if (item.sharedDrive().isPresent()
        && call.queryValue("supportsAllDrives").filter("true"::equals).isEmpty()) {
      throw DriveError.notFound(item.id());
    }
    return item;
  }

  private Item parent(String id, Grant grant, Call call) throws DriveError {
    Item parent =
        supported(
            drives
                .reached(id, grant.account())
                .orElseThrow(() -> DriveError.notFound(id.equals("root") ? "." : id)),
            call);
    if (!drives.ownRoot(parent) && !drives.appMay(parent, grant)) {
      throw new DriveError(
          403,
          "appNotAuthorizedToFile",
          "The user has not granted the app access to the file " + id + ".");
    }
    return parent;
  }

  private static String lastSegment(Call call) {
    return call.path().substring(call.path().lastIndexOf('/') + 1);
  }

  private Answer download(Item item) throws DriveError {
    Blob blob =
        item.content()
            .orElseThrow(
                () ->
                    new DriveError(
                        403,
                        "fileNotDownloadable",
                        "Only files with binary content can be downloaded."));
    return Answer.stored(blob.file(), blob.size(), Long.MAX_VALUE);
  }

  private Answer delete(Item item) throws DriveError {
    if (!drives.writable(item) || item.parentId().isEmpty()) {
      throw new DriveError(
          403,
          "insufficientFilePermissions",
          "The user does not have sufficient permissions for this file.");
    }
    drives.remove(item);
    return Answer.empty(204);
  }

  private Answer create(Call call, Grant grant) throws DriveError {
    requirePlain(call);
    Multipart body = Multipart.of(call.header("content-type").orElse(""), call.body());
    if (body.content().length > MAX_MULTIPART) {
      throw new DriveError(413, "uploadTooLarge", "The file is too large for this upload type.");
    }
    Drives.Description described = described(body.json(), grant, call);
    Blob blob = new Blob(folder, Uploads.DIGESTS);
    blob.append(body.content());
    return narrowed(call, "kind,id,name,mimeType", json(store(described, grant, blob), grant));
  }

  private Answer startSession(Call call, Grant grant) throws DriveError {
    requirePlain(call);
    Drives.Description described = described(call.text(), grant, call);
    if (drives.used(described.id())) {
      throw new DriveError(409, "fileIdInUse", "A file already exists with the provided ID.");
    }
    OptionalLong size =
        call.header("x-upload-content-length").stream().mapToLong(Long::parseLong).findFirst();
    String key =
        uploads.create(
            size,
            call.queryValue("fields").orElse("kind,id,name,mimeType"),
            content -> store(described, grant, content));
    return Answer.empty(200)
        .with(
            "Location",
            "http://" + call.authority() + call.path() + "?uploadType=resumable&upload_id=" + key)
        .with("X-GUploader-UploadID", key);
  }

  private static void requirePlain(Call call) throws DriveError {
    if (call.header("content-encoding").isPresent()) {
      throw DriveError.invalid("The double takes no compressed body.");
    }
  }

  /** Checks what a file is to be, and whether it may be there. */
  private Drives.Description described(String json, Grant grant, Call call) throws DriveError {
    JsonNode node;
    try {
      node = JSON.readTree(json);
    } catch (IOException e) {
      throw new DriveError(400, "parseError", "Parse Error");
    }
    Set<String> unknown = new TreeSet<>();
    node.fieldNames().forEachRemaining(unknown::add);
    unknown.removeAll(DESCRIBED);
    String id = node.path("id").asText("");
    if (!unknown.isEmpty()
        || node.path("parents").size() > 1
        || (!id.isEmpty() && !drives.setAside(id, grant.account()))) {
      throw DriveError.invalid("The provided file ID is not usable, or a member is unknown.");
    }
    Item parent = parent(node.path("parents").path(0).asText("root"), grant, call);
    requireStorable(parent, grant);
    Map<String, String> properties = new HashMap<>();
    node.path("appProperties")
        .properties()
        .forEach(each -> properties.put(each.getKey(), each.getValue().asText()));
    return new Drives.Description(
        id.isEmpty() ? drives.handOut(grant.account(), 1).getFirst() : id,
        node.path("name").asText("Untitled"),
        parent.id(),
        node.path("mimeType").asText("application/octet-stream"),
        properties);
  }

  private void requireStorable(Item parent, Grant grant) throws DriveError {
    if (!parent.isFolder() || !drives.writable(parent)) {
      throw new DriveError(
          403,
          "insufficientParentPermissions",
          "Insufficient permissions for the specified parent.");
    }
    if (parent.sharedDrive().isEmpty() && account(grant).kind() == Account.Kind.SERVICE) {
      throw new DriveError(
          403, "storageQuotaExceeded", "Service Accounts do not have storage quota.");
    }
  }

  private Item store(Drives.Description described, Grant grant, Blob blob) throws DriveError {
    try {
      return drives.store(described, grant.client(), blob);
    } catch (DriveError refused) {
      blob.delete();
      throw refused;
    }
  }

  private static String key(Call call) {
    return call.queryValue("upload_id").orElse("");
  }

  private Answer chunk(Call call) throws DriveError {
    requirePlain(call);
    return progress(call, uploads.put(key(call), call.header("content-range"), call.body()));
  }

  /** 308 until the file is there, and the file from then on. */
  private Answer progress(Call call, Uploads.Upload upload) throws DriveError {
    if (upload.stored().isPresent()) {
      Item item = upload.stored().get();
      return Answer.json(200, Fields.parse(upload.fields()).of(json(item, item.app())).toString());
    }
    Answer more = Answer.empty(308).with("X-GUploader-UploadID", key(call));
    return upload.received() == 0 ? more : more.with("Range", "bytes=0-" + (upload.received() - 1));
  }

  private Answer policies(Call call, Grant grant) throws DriveError {
    Account admin = account(grant);
    if (!grant.scopes().contains(POLICIES)) {
      throw DriveError.scopeMissing();
    }
    if (admin.kind() != Account.Kind.SUPER_ADMIN || silent.contains(admin.customer())) {
      throw new DriveError(403, "forbidden", "The caller does not have permission");
    }
    if (!call.queryValue("filter")
        .equals(Optional.of("setting.type.matches(\"data_regions.data_at_rest_region\")"))) {
      throw DriveError.invalid("The double knows one filter.");
    }
    return Answer.json(
        200,
        DriveJson.policies(regions.getOrDefault(admin.customer(), List.of()), admin.customer())
            .toString());
  }

  private ObjectNode json(Item item, Grant grant) {
    return json(item, grant.client());
  }

  private ObjectNode json(Item item, String app) {
    return DriveJson.file(item, app, drives.writable(item), !hidesSha.get());
  }

  private static Answer narrowed(Call call, String usual, ObjectNode whole) throws DriveError {
    return Answer.json(
        200, Fields.parse(call.queryValue("fields").orElse(usual)).of(whole).toString());
  }
}
