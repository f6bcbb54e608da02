package io.onshore.connector.simulator.box;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onshore.connector.DigestAlgorithm;
import io.onshore.connector.simulator.Blob;
import io.onshore.connector.simulator.Room;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Box's resources as JSON. */
final class BoxJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What comes whatever fields are asked for. */
  private static final List<String> ALWAYS = List.of("type", "id", "etag");

  private BoxJson() {}

  /** A file as conflicts describe it. */
  static ObjectNode mini(BoxItem file) {
    ObjectNode node =
        JSON.createObjectNode()
            .put("type", "file")
            .put("id", file.id())
            .put("sequence_id", "0")
            .put("etag", "0")
            .put("sha1", sha1(file))
            .put("name", file.name());
    node.putObject("file_version")
        .put("type", "file_version")
        .put("id", file.versionId())
        .put("sha1", sha1(file));
    return node;
  }

  static ObjectNode file(BoxItem file, BoxItem folder, BoxUser owner) {
    ObjectNode node = mini(file);
    node.put("size", file.content().map(Blob::size).orElse(0L))
        .put("description", "")
        .put("created_at", file.createdAt().toString())
        .put("modified_at", file.createdAt().toString())
        .put("item_status", "active");
    node.set("owned_by", mini(owner));
    node.set("parent", miniFolder(folder));
    ArrayNode path = node.putObject("path_collection").put("total_count", 1).putArray("entries");
    path.add(miniFolder(folder));
    return node;
  }

  static ObjectNode miniFolder(BoxItem folder) {
    boolean root = folder.parentId().isEmpty();
    return JSON.createObjectNode()
        .put("type", "folder")
        .put("id", root ? "0" : folder.id())
        .put("sequence_id", root ? null : "0")
        .put("etag", root ? null : "0")
        .put("name", folder.name());
  }

  /**
   * @param external whether the owner is not of the asker's enterprise
   */
  static ObjectNode folder(BoxItem folder, BoxUser owner, boolean external) {
    ObjectNode node = miniFolder(folder);
    node.put("created_at", folder.createdAt().toString())
        .put("size", 0)
        .put("item_status", "active")
        .put("is_externally_owned", external);
    node.set("owned_by", mini(owner));
    return node;
  }

  static ObjectNode mini(BoxUser user) {
    return JSON.createObjectNode()
        .put("type", "user")
        .put("id", user.id())
        .put("name", user.name())
        .put("login", user.id() + "@box.example");
  }

  static ObjectNode user(BoxUser user, Room room) {
    ObjectNode node = mini(user).put("status", "active").put("max_upload_size", 536_870_912_000L);
    if (user.enterprise().isPresent()) {
      String id = user.enterprise().get();
      node.putObject("enterprise").put("type", "enterprise").put("id", id).put("name", id);
    } else {
      node.putNull("enterprise");
    }
    switch (room) {
      case Room.Limited limited ->
          node.put("space_amount", limited.total()).put("space_used", limited.used());
      case Room.Unlimited _ -> node.put("space_amount", -1).put("space_used", 1);
      case Room.Untold _ -> {}
    }
    return node;
  }

  static ObjectNode zone(Zone zone) {
    return JSON.createObjectNode()
        .put("type", "storage_policy")
        .put("id", zone.id())
        .put("name", zone.name());
  }

  static ObjectNode assignment(BoxUser user, Zone zone) {
    ObjectNode root = JSON.createObjectNode().put("limit", 1000);
    ObjectNode entry =
        root.putArray("entries")
            .addObject()
            .put("type", "storage_policy_assignment")
            .put("id", "assignment-" + user.id());
    entry.putObject("storage_policy").put("type", "storage_policy").put("id", zone.id());
    entry.putObject("assigned_to").put("type", "user").put("id", user.id());
    return root;
  }

  /** A list of one, as uploads are answered. */
  static ObjectNode list(ObjectNode entry) {
    ObjectNode root = JSON.createObjectNode().put("total_count", 1);
    root.putArray("entries").add(entry);
    return root;
  }

  /** Only the fields that were asked for, and those that always come. */
  static ObjectNode only(Optional<String> fields, ObjectNode whole) {
    if (fields.isEmpty()) {
      return whole;
    }
    Set<String> wanted = new LinkedHashSet<>(ALWAYS);
    wanted.addAll(List.of(fields.get().split(",", -1)));
    return whole.retain(wanted);
  }

  private static String sha1(BoxItem file) {
    return file.content().map(blob -> blob.digest(DigestAlgorithm.SHA1).hex()).orElseThrow();
  }
}
