package io.onshore.connector.simulator.onedrive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onshore.connector.simulator.Answer;
import io.onshore.connector.simulator.Blob;
import io.onshore.connector.simulator.Call;
import io.onshore.connector.simulator.signin.SignInService;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** What Graph's addresses do. Safe for several threads. */
final class GraphEndpoints {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MAX_SINGLE_PUT = 250 * 1024 * 1024;

  /** The scopes of which a person's consent has to name one. */
  private static final Set<String> FILES = Set.of("Files.ReadWrite", "Files.ReadWrite.All");

  private static final Set<String> SITES = Set.of("Sites.Read.All");
  private static final Set<String> ORGANIZATION = Set.of("Organization.Read.All");

  private final TenantSignIns signIn;
  private final Uploads uploads;
  private final Map<String, Drive> drives;
  private final Map<String, String> downloads = new ConcurrentHashMap<>();
  private final Set<String> silentTenants = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean hidesHashes = new AtomicBoolean();
  private final Supplier<String> uploadBase;
  private final Path folder;
  private final Clock clock;

  /**
   * @param drives by tenant id; the caller may add to it
   * @param uploadBase the address of the upload host
   */
  GraphEndpoints(
      TenantSignIns signIn,
      Uploads uploads,
      Map<String, Drive> drives,
      Supplier<String> uploadBase,
      Path folder,
      Clock clock) {
    this.signIn = signIn;
    this.uploads = uploads;
    this.drives = drives;
    this.uploadBase = uploadBase;
    this.folder = folder;
    this.clock = clock;
  }

  /** Whether this tenant's requests about sites and the organisation are refused. */
  void denyDirectory(String tenantId, boolean deny) {
    if (deny) {
      silentTenants.add(tenantId);
    } else {
      silentTenants.remove(tenantId);
    }
  }

  /** Whether file items come without hashes, as they may for a moment after storing. */
  void hideHashes(boolean hide) {
    hidesHashes.set(hide);
  }

  /** The drive and item id behind a download address, as {@code tenant item}. */
  Optional<String> download(String key) {
    return Optional.ofNullable(downloads.get(key));
  }

  Answer handle(Route route, Call call) throws GraphError {
    return switch (route) {
      case Route.Token token -> signIn.token(call, token.tenantId());
      case Route.Consent consent -> signIn.page(call, consent.tenantId());
      case Route.Nowhere ignored -> throw GraphError.invalid("", "Resource not found.");
      case Route.Resource resource -> resource(resource, call);
    };
  }

  private Answer resource(Route.Resource resource, Call call) throws GraphError {
    SignInService.Grant grant = signIn.require(call);
    Drive drive =
        Optional.ofNullable(drives.get(grant.account())).orElseThrow(GraphError::notFound);
    return switch (resource) {
      case Route.OfDrive of -> {
        requireDrive(of.driveId(), drive, grant);
        requireScope(grant, FILES);
        yield drive(drive, call);
      }
      case Route.OfItem of -> {
        requireDrive(of.driveId(), drive, grant);
        Item start = drive.item(of.id()).orElseThrow(GraphError::notFound);
        if (!drive.inAppFolder(start)) {
          requireScope(grant, FILES);
        }
        yield item(of, drive, start, call);
      }
      case Route.SiteList ignored -> {
        requireScope(grant, SITES);
        requireDirectory(drive);
        requireRootFilter(call);
        yield json(200, GraphJson.sites(drive.tenant()));
      }
      case Route.OfSite of -> {
        requireScope(grant, SITES);
        requireDirectory(drive);
        requireSite(of.id(), drive);
        yield json(200, GraphJson.site(drive.tenant()));
      }
      case Route.DriveOfSite of -> {
        requireScope(grant, FILES);
        requireSite(of.id(), drive);
        yield drive(drive, call);
      }
      case Route.Organization ignored -> {
        requireScope(grant, ORGANIZATION);
        requireDirectory(drive);
        yield json(200, GraphJson.organization(drive.tenant()));
      }
    };
  }

  private static Answer drive(Drive drive, Call call) {
    boolean selected =
        call.queryValue("$select").filter(select -> select.contains("sharePointIds")).isPresent();
    return json(200, GraphJson.drive(drive, selected));
  }

  private static void requireDrive(Optional<String> asked, Drive drive, SignInService.Grant grant)
      throws GraphError {
    if (asked.isEmpty() && !grant.person()) {
      throw new GraphError(
          400, "BadRequest", "/me request is only valid with delegated authentication flow.");
    }
    if (asked.isPresent() && !asked.get().equals(drive.tenant().driveId())) {
      throw GraphError.notFound();
    }
  }

  /** What an admin approved for an application is not told by its scopes. */
  private static void requireScope(SignInService.Grant grant, Set<String> anyOf) throws GraphError {
    if (grant.person() && Collections.disjoint(grant.scopes(), anyOf)) {
      throw GraphError.forbidden();
    }
  }

  private void requireDirectory(Drive drive) throws GraphError {
    if (silentTenants.contains(drive.tenant().id())) {
      throw new GraphError(
          403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.");
    }
    if (drive.tenant().driveType() == Tenant.DriveType.PERSONAL) {
      throw GraphError.invalid("", "This operation is not supported for personal accounts.");
    }
  }

  private static void requireRootFilter(Call call) throws GraphError {
    if (!call.queryValue("$filter").equals(Optional.of("siteCollection/root ne null"))) {
      throw GraphError.invalid("", "The filter is not supported.");
    }
  }

  private static void requireSite(String id, Drive drive) throws GraphError {
    if (!id.equals(GraphJson.siteId(drive.tenant()))) {
      throw GraphError.notFound();
    }
  }

  private Answer item(Route.OfItem of, Drive drive, Item start, Call call) throws GraphError {
    return switch (of.operation()) {
      case PUT_CONTENT -> put(of, drive, start, call);
      case CREATE_SESSION -> createSession(of, drive, start, call);
      case ITEM -> itemJson(200, drive, existing(of, drive, start));
      case CHILDREN -> children(drive, existing(of, drive, start));
      case CONTENT -> content(drive, existing(of, drive, start));
      case DELETE_ITEM -> {
        Item item = existing(of, drive, start);
        drive.requireWritable(drive.item(item.parentId()).orElseThrow(GraphError::forbidden));
        drive.remove(item);
        yield Answer.empty(204);
      }
      default -> throw GraphError.invalid("", "The method is not supported here.");
    };
  }

  private static Item existing(Route.OfItem of, Drive drive, Item start) throws GraphError {
    return drive.at(start, of.path()).orElseThrow(GraphError::notFound);
  }

  private Answer children(Drive drive, Item item) {
    ObjectNode root = JSON.createObjectNode();
    ArrayNode value = root.putArray("value");
    drive
        .children(item.id())
        .forEach(child -> value.add(GraphJson.item(drive, child, !hidesHashes.get())));
    return json(200, root);
  }

  private Answer content(Drive drive, Item item) throws GraphError {
    if (item.isFolder()) {
      throw GraphError.invalid("", "A folder has no content.");
    }
    String key = UUID.randomUUID().toString();
    downloads.put(key, drive.tenant().id() + " " + item.id());
    return Answer.empty(302).with("Location", uploadBase.get() + "/download/" + key);
  }

  private Answer put(Route.OfItem of, Drive drive, Item start, Call call) throws GraphError {
    Target target = target(of, drive, start);
    if (call.body().length > MAX_SINGLE_PUT) {
      throw new GraphError(413, "requestEntityTooLarge", "The request is too large.");
    }
    Blob blob = new Blob(folder, Uploads.DIGESTS);
    blob.append(call.body());
    try {
      return itemJson(
          201,
          drive,
          drive.store(
              target.folder(),
              target.name(),
              blob,
              call.queryValue("@microsoft.graph.conflictBehavior").orElse("replace"),
              clock.instant()));
    } catch (GraphError refused) {
      blob.delete();
      throw refused;
    }
  }

  private Answer createSession(Route.OfItem of, Drive drive, Item start, Call call)
      throws GraphError {
    Target target = target(of, drive, start);
    JsonNode body = body(call);
    JsonNode item = body.path("item");
    if (body.path("deferCommit").asBoolean(false)) {
      throw GraphError.invalid("", "The double does not play deferred commits.");
    }
    if (item.has("name") && !item.path("name").asText().equals(target.name())) {
      throw GraphError.invalid("", "The name differs from the one in the address.");
    }
    Uploads.Upload upload =
        uploads.create(
            drive,
            target.folder(),
            target.name(),
            item.path("@microsoft.graph.conflictBehavior").asText("fail"),
            fileCreatedAt(item));
    return json(200, GraphJson.session(upload, uploadBase.get() + "/up/" + upload.key()));
  }

  private Instant fileCreatedAt(JsonNode item) throws GraphError {
    String text = item.path("fileSystemInfo").path("createdDateTime").asText("");
    try {
      return text.isEmpty() ? clock.instant() : Instant.parse(text);
    } catch (DateTimeException e) {
      throw GraphError.invalid("", "The time cannot be read.");
    }
  }

  private static JsonNode body(Call call) throws GraphError {
    try {
      return call.body().length == 0 ? JSON.createObjectNode() : JSON.readTree(call.body());
    } catch (java.io.IOException e) {
      throw GraphError.invalid("", "The body is not JSON.");
    }
  }

  private record Target(Item folder, String name) {}

  /** The folder and the name that a file is to have. */
  private static Target target(Route.OfItem of, Drive drive, Item start) throws GraphError {
    int slash = of.path().lastIndexOf('/');
    String name = of.path().substring(slash + 1);
    Item folder =
        drive
            .at(start, slash < 0 ? "" : of.path().substring(0, slash))
            .orElseThrow(GraphError::notFound);
    Names.requireAllowed(name, drive.path(folder), folder.parentId().isEmpty());
    drive.requireWritable(folder);
    return new Target(folder, name);
  }

  private Answer itemJson(int status, Drive drive, Item item) {
    return json(status, GraphJson.item(drive, item, !hidesHashes.get()));
  }

  /** The answer to the fragment that completed an upload. */
  Answer completed(Uploads.Outcome.Done done) {
    return itemJson(201, done.drive(), done.item());
  }

  static Answer json(int status, ObjectNode node) {
    try {
      return Answer.json(status, JSON.writeValueAsString(node))
          .with("request-id", UUID.randomUUID().toString());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
