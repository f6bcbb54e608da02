package io.onshore.connector.simulator.box;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onshore.connector.DigestAlgorithm;
import io.onshore.connector.simulator.Blob;
import io.onshore.connector.simulator.Room;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The users, and the folders and files they own or share. Safe for several threads. */
final class Content {
  /** What the double computes over each file. */
  static final Set<DigestAlgorithm> DIGESTS = Set.of(DigestAlgorithm.SHA1, DigestAlgorithm.SHA256);

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST_NAME = 255;

  /** Of the two pages that tell what Box refuses, the stricter one. */
  private static final Pattern FORBIDDEN = Pattern.compile("[\\\\/<>:|?*\\x00-\\x1f]|^[ .]|[ .]$");

  private final Clock clock;
  private final Map<String, BoxUser> users = new LinkedHashMap<>();
  private final Map<String, BoxItem> items = new LinkedHashMap<>();

  /** Who may see a folder that is another's, and who may write to it: user and folder id. */
  private final Set<String> viewers = new HashSet<>();

  private final Set<String> editors = new HashSet<>();
  private final Map<String, Long> maxUpload = new HashMap<>();
  private long nextId = 300_001;
  private volatile Room room = Room.AMPLE;

  Content(Clock clock) {
    this.clock = clock;
  }

  synchronized void add(BoxUser user) {
    users.put(user.id(), user);
    items.putIfAbsent(
        rootOf(user.id()),
        new BoxItem(
            rootOf(user.id()), "", "All Files", user.id(), Optional.empty(), "", clock.instant()));
  }

  synchronized BoxUser user(String id) {
    return Optional.ofNullable(users.get(id))
        .orElseThrow(() -> new IllegalArgumentException("no user `" + id + "`"));
  }

  synchronized List<BoxUser> users() {
    return List.copyOf(users.values());
  }

  Room room() {
    return room;
  }

  void room(Room changed) {
    this.room = changed;
  }

  synchronized void limitUploads(String userId, long bytes) {
    maxUpload.put(userId, bytes);
  }

  /** Makes a folder in the owner's root. */
  synchronized BoxItem createFolder(String ownerId, String name) {
    return add(rootOf(ownerId), name, ownerId, Optional.empty());
  }

  /** Lets another user see a folder, and perhaps write to it. */
  synchronized void share(String folderId, String userId, boolean writable) {
    viewers.add(userId + " " + folderId);
    if (writable) {
      editors.add(userId + " " + folderId);
    }
  }

  /**
   * Gives a folder, with all that lies in it, to another user. It lies in that user's root from
   * then on, and whoever had it sees it on as an editor.
   */
  synchronized void giveTo(String folderId, String userId) {
    BoxItem folder =
        item(folderId)
            .filter(item -> item.isFolder() && !item.parentId().isEmpty())
            .orElseThrow(() -> new IllegalArgumentException("no folder `" + folderId + "`"));
    share(folderId, folder.ownerId(), true);
    items.put(folderId, folder.ownedBy(user(userId).id(), rootOf(userId)));
    giveChildren(folderId, userId);
  }

  private void giveChildren(String folderId, String userId) {
    for (BoxItem child : List.copyOf(items.values())) {
      if (child.parentId().equals(folderId)) {
        items.put(child.id(), child.ownedBy(userId, folderId));
        giveChildren(child.id(), userId);
      }
    }
  }

  /** The folder of this id, as this user sees it; {@code 0} is the user's root. */
  synchronized BoxItem folder(String id, String userId) throws BoxError {
    return visible(id, userId).filter(BoxItem::isFolder).orElseThrow(BoxError::notFound);
  }

  synchronized BoxItem file(String id, String userId) throws BoxError {
    return visible(id, userId).filter(item -> !item.isFolder()).orElseThrow(BoxError::notFound);
  }

  synchronized Optional<BoxItem> item(String id) {
    return Optional.ofNullable(items.get(id));
  }

  private Optional<BoxItem> visible(String id, String userId) {
    return item(id.equals("0") ? rootOf(userId) : id)
        .filter(item -> item.ownerId().equals(userId) || shared(item, userId, viewers));
  }

  private boolean shared(BoxItem item, String userId, Set<String> among) {
    return among.contains(userId + " " + item.id())
        || item(item.parentId()).filter(parent -> shared(parent, userId, among)).isPresent();
  }

  /** Refuses what cannot be put there. */
  synchronized void requirePlaceFor(String folderId, String name, long size, String userId)
      throws BoxError {
    BoxItem folder = folder(folderId, userId);
    if (!folder.ownerId().equals(userId) && !shared(folder, userId, editors)) {
      throw BoxError.forbidden();
    }
    if (name.length() > LONGEST_NAME) {
      throw new BoxError(400, "item_name_too_long", "Item name too long");
    }
    if (name.isEmpty() || FORBIDDEN.matcher(name).find()) {
      throw new BoxError(400, "item_name_invalid", "Item name invalid");
    }
    if (size > maxUpload.getOrDefault(userId, 536_870_912_000L)) {
      throw new BoxError(
          403, "file_size_limit_exceeded", "File size exceeds the folder owner's file size limit");
    }
    Optional<BoxItem> taken = child(folder.id(), name);
    if (taken.isPresent()) {
      throw conflict(taken.get());
    }
  }

  private static BoxError conflict(BoxItem taken) {
    ObjectNode context = JSON.createObjectNode();
    context
        .putArray("conflicts")
        .add(taken.isFolder() ? BoxJson.miniFolder(taken) : BoxJson.mini(taken));
    return new BoxError(409, "item_name_in_use", "Item with the same name already exists", context);
  }

  synchronized Optional<BoxItem> child(String parentId, String name) {
    String key = name.toLowerCase(Locale.ROOT);
    return items.values().stream()
        .filter(item -> item.parentId().equals(parentId))
        .filter(item -> item.name().toLowerCase(Locale.ROOT).equals(key))
        .findFirst();
  }

  synchronized List<BoxItem> files() {
    return items.values().stream().filter(item -> !item.isFolder()).toList();
  }

  /** Stores a file; it belongs to whoever owns the folder. */
  synchronized BoxItem store(String folderId, String name, Blob content, String userId)
      throws BoxError {
    requirePlaceFor(folderId, name, content.size(), userId);
    BoxItem folder = folder(folderId, userId);
    return add(folder.id(), name, folder.ownerId(), Optional.of(content));
  }

  /** Stores a file as if the owner of the folder had done it. */
  synchronized void put(String folderId, String name, Blob content) {
    BoxItem folder = item(folderId).orElseThrow();
    add(folder.id(), name, folder.ownerId(), Optional.of(content));
  }

  private BoxItem add(String parentId, String name, String ownerId, Optional<Blob> content) {
    String id = Long.toString(nextId++);
    String version = content.isPresent() ? Long.toString(nextId++) : "";
    BoxItem item = new BoxItem(id, parentId, name, ownerId, content, version, clock.instant());
    items.put(id, item);
    return item;
  }

  synchronized void delete(String fileId, String userId) throws BoxError {
    BoxItem file = file(fileId, userId);
    file.content().ifPresent(Blob::delete);
    items.remove(file.id());
  }

  private static String rootOf(String userId) {
    return "root-" + userId;
  }
}
