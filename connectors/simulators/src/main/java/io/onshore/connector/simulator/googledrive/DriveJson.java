package io.onshore.connector.simulator.googledrive;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onshore.connector.DigestAlgorithm;
import io.onshore.connector.simulator.Blob;
import io.onshore.connector.simulator.Room;
import java.util.List;

/** What the double holds, in Drive's words; a client is told what it asks for. */
final class DriveJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private DriveJson() {}

  /**
   * @param app whose private properties are told, and no others
   * @param writable whether the account may change it
   * @param sha whether Drive knows the newer checksums of it
   */
  static ObjectNode file(Item item, String app, boolean writable, boolean sha) {
    ObjectNode root =
        JSON.createObjectNode()
            .put("kind", "drive#file")
            .put("id", item.id())
            .put("name", item.name())
            .put("mimeType", item.mimeType())
            .put("trashed", false)
            .put("createdTime", item.createdAt().toString());
    if (!item.parentId().isEmpty()) {
      root.putArray("parents").add(item.parentId());
    }
    item.sharedDrive().ifPresent(id -> root.put("driveId", id));
    if (item.sharedDrive().isEmpty()) {
      root.putArray("owners").add(user(item.owner()));
    }
    root.putObject("capabilities")
        .put("canAddChildren", writable && item.isFolder())
        .put("canDelete", writable);
    item.content().ifPresent(blob -> addContent(root, blob, sha));
    if (item.app().equals(app) && !item.appProperties().isEmpty()) {
      ObjectNode properties = root.putObject("appProperties");
      item.appProperties().forEach(properties::put);
    }
    return root;
  }

  private static void addContent(ObjectNode root, Blob blob, boolean sha) {
    root.put("size", Long.toString(blob.size()))
        .put("headRevisionId", "r-" + root.path("id").asText())
        .put("md5Checksum", blob.digest(DigestAlgorithm.MD5).hex());
    if (sha) {
      root.put("sha1Checksum", blob.digest(DigestAlgorithm.SHA1).hex())
          .put("sha256Checksum", blob.digest(DigestAlgorithm.SHA256).hex());
    }
  }

  static ObjectNode files(List<ObjectNode> files) {
    ObjectNode root =
        JSON.createObjectNode().put("kind", "drive#fileList").put("incompleteSearch", false);
    ArrayNode list = root.putArray("files");
    files.forEach(list::add);
    return root;
  }

  static ObjectNode ids(List<String> ids) {
    ObjectNode root =
        JSON.createObjectNode().put("kind", "drive#generatedIds").put("space", "drive");
    ArrayNode list = root.putArray("ids");
    ids.forEach(list::add);
    return root;
  }

  static ObjectNode about(Account account, Room room) {
    ObjectNode root = JSON.createObjectNode().put("kind", "drive#about");
    root.set("user", user(account.email()));
    switch (room) {
      case Room.Limited limited ->
          root.putObject("storageQuota")
              .put("limit", Long.toString(limited.total()))
              .put("usage", Long.toString(limited.used()));
      case Room.Unlimited _ -> root.putObject("storageQuota").put("usage", "1");
      case Room.Untold _ -> {}
    }
    return root;
  }

  private static ObjectNode user(String email) {
    return JSON.createObjectNode()
        .put("kind", "drive#user")
        .put("displayName", email)
        .put("emailAddress", email)
        .put("permissionId", permissionId(email));
  }

  /** Of twenty digits, as Google's are; it says nothing about the address. */
  static String permissionId(String email) {
    return "%020d".formatted(Integer.toUnsignedLong(email.hashCode()));
  }

  static ObjectNode sharedDrive(Item topmost) {
    return JSON.createObjectNode()
        .put("kind", "drive#drive")
        .put("id", topmost.id())
        .put("name", topmost.name());
  }

  /**
   * @param regions by organisational unit
   */
  static ObjectNode policies(List<Region> regions, String customer) {
    ObjectNode root = JSON.createObjectNode();
    ArrayNode list = root.putArray("policies");
    for (Region region : regions) {
      ObjectNode policy =
          list.addObject()
              .put("name", "policies/" + region.orgUnit())
              .put("customer", "customers/" + customer)
              .put("type", "ADMIN");
      policy
          .putObject("policyQuery")
          .put("orgUnit", "orgUnits/" + region.orgUnit())
          .put(
              "query",
              "entity.org_units.exists(org_unit, org_unit.org_unit_id == orgUnitId('"
                  + region.orgUnit()
                  + "'))")
          .put("sortOrder", 1);
      policy
          .putObject("setting")
          .put("type", "settings/data_regions.data_at_rest_region")
          .putObject("value")
          .put("region", region.region());
    }
    return root;
  }
}
