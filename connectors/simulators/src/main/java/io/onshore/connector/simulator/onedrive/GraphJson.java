package io.onshore.connector.simulator.onedrive;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onshore.connector.DigestAlgorithm;
import io.onshore.connector.simulator.Blob;
import io.onshore.connector.simulator.Room;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;

/** Graph's resources as JSON. */
final class GraphJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private GraphJson() {}

  static ObjectNode drive(Drive drive, boolean withSharePointIds) {
    Tenant tenant = drive.tenant();
    ObjectNode node =
        JSON.createObjectNode()
            .put("@odata.context", "https://graph.microsoft.com/v1.0/$metadata#drives/$entity")
            .put("id", tenant.driveId())
            .put("name", "OneDrive")
            .put("driveType", tenant.driveType().word())
            .put("webUrl", webUrl(tenant) + "/Documents");
    node.putObject("owner")
        .putObject(tenant.driveType() == Tenant.DriveType.DOCUMENT_LIBRARY ? "group" : "user")
        .put("id", drive.owner())
        .put("displayName", "Owner");
    switch (drive.room()) {
      case Room.Limited limited ->
          node.putObject("quota")
              .put("total", limited.total())
              .put("used", limited.used())
              .put("remaining", limited.total() - limited.used())
              .put("deleted", 0)
              .put("state", limited.used() > limited.total() ? "exceeded" : "normal");
      case Room.Unlimited _, Room.Untold _ -> {}
    }
    if (withSharePointIds && tenant.driveType() != Tenant.DriveType.PERSONAL) {
      node.putObject("sharePointIds")
          .put("listId", guid(tenant, "list"))
          .put("siteId", guid(tenant, "site"))
          .put("siteUrl", webUrl(tenant))
          .put("tenantId", guid(tenant, "tenant"))
          .put("webId", guid(tenant, "web"));
    }
    return node;
  }

  static String siteId(Tenant tenant) {
    return tenant.host() + "," + guid(tenant, "site") + "," + guid(tenant, "web");
  }

  static ObjectNode site(Tenant tenant) {
    return site(siteId(tenant), tenant.host(), webUrl(tenant), tenant.dataLocationCode());
  }

  static ObjectNode sites(Tenant tenant) {
    ObjectNode root = JSON.createObjectNode();
    root.put("@odata.context", "https://graph.microsoft.com/v1.0/$metadata#sites");
    var value = root.putArray("value");
    tenant.rootSites().forEach((host, code) -> value.add(rootSite(host, code)));
    return root;
  }

  private static ObjectNode rootSite(String host, String code) {
    return site(host + "," + guid(host) + "," + guid("web " + host), host, "https://" + host, code);
  }

  private static ObjectNode site(String id, String host, String webUrl, String code) {
    ObjectNode node = JSON.createObjectNode().put("id", id).put("webUrl", webUrl);
    ObjectNode collection = node.putObject("siteCollection").put("hostname", host);
    // Microsoft documents the field for tenants with several geographies only.
    collection.put("dataLocationCode", code);
    return node;
  }

  static ObjectNode organization(Tenant tenant) {
    ObjectNode root = JSON.createObjectNode();
    ObjectNode organization =
        root.putArray("value")
            .addObject()
            .put("id", guid(tenant, "tenant"))
            .put("displayName", tenant.id());
    tenant
        .countryLetterCode()
        .ifPresent(
            code -> organization.put("countryLetterCode", code).put("defaultUsageLocation", code));
    return root;
  }

  static ObjectNode item(Drive drive, Item item, boolean withHash) {
    Tenant tenant = drive.tenant();
    String path = drive.path(item);
    String guid = guid(tenant, item.id()).toUpperCase(java.util.Locale.ROOT);
    ObjectNode node =
        JSON.createObjectNode()
            .put("@odata.context", "https://graph.microsoft.com/v1.0/$metadata#driveItem/$entity")
            .put("id", item.id())
            .put("name", item.name())
            .put("size", item.size())
            .put("eTag", "\"{" + guid + "}," + item.version() + "\"")
            .put("cTag", "\"c:{" + guid + "}," + item.version() + "\"")
            .put("createdDateTime", item.createdAt().toString())
            .put("lastModifiedDateTime", item.createdAt().toString())
            .put("webUrl", webUrl(tenant) + "/Documents/" + path);
    node.putObject("fileSystemInfo")
        .put("createdDateTime", item.fileCreatedAt().toString())
        .put("lastModifiedDateTime", item.fileCreatedAt().toString());
    ObjectNode parent =
        node.putObject("parentReference")
            .put("driveId", tenant.driveId())
            .put("driveType", tenant.driveType().word());
    if (item.parentId().isEmpty()) {
      node.putObject("root");
    } else {
      int slash = path.lastIndexOf('/');
      parent.put("id", item.parentId());
      parent.put(
          "path",
          "/drives/"
              + tenant.driveId()
              + "/root:"
              + (slash < 0 ? "" : "/" + path.substring(0, slash)));
    }
    if (item.isFolder()) {
      node.putObject("folder").put("childCount", drive.children(item.id()).size());
      if (path.equals(drive.appPath())) {
        node.putObject("specialFolder").put("name", "approot");
      }
    }
    item.content().ifPresent(blob -> file(node, blob, withHash));
    return node;
  }

  private static void file(ObjectNode node, Blob blob, boolean withHash) {
    ObjectNode file = node.putObject("file").put("mimeType", "application/octet-stream");
    if (withHash) {
      file.putObject("hashes")
          .put(
              "quickXorHash",
              Base64.getEncoder().encodeToString(blob.digest(DigestAlgorithm.QUICKXOR).bytes()));
    }
  }

  static ObjectNode session(Uploads.Upload upload, String uploadUrl) {
    ObjectNode node =
        progress(upload)
            .put(
                "@odata.context",
                "https://graph.microsoft.com/v1.0/$metadata#microsoft.graph.uploadSession");
    return node.put("uploadUrl", uploadUrl);
  }

  static ObjectNode progress(Uploads.Upload upload) {
    ObjectNode node =
        JSON.createObjectNode().put("expirationDateTime", upload.expiresAt().toString());
    node.putArray("nextExpectedRanges").add(upload.received() + "-");
    return node;
  }

  private static String webUrl(Tenant tenant) {
    String below =
        tenant.driveType() == Tenant.DriveType.DOCUMENT_LIBRARY ? "/sites/" : "/personal/";
    return "https://" + tenant.host() + below + tenant.id();
  }

  static String guid(Tenant tenant, String what) {
    return guid(tenant.id() + " " + what);
  }

  private static String guid(String seed) {
    return UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
