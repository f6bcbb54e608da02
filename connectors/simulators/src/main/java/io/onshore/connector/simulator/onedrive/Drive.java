package io.onshore.connector.simulator.onedrive;

import io.onshore.connector.simulator.Blob;
import io.onshore.connector.simulator.Room;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The items of one drive. Safe for several threads. */
final class Drive {
  private static final String ROOT_ID = "01ROOT";
  private static final byte[] PROPERTIES = "library properties".getBytes(StandardCharsets.UTF_8);

  private volatile Tenant tenant;
  private volatile String owner;
  private volatile Room room = Room.AMPLE;
  private final Clock clock;
  private final Map<String, Item> items = new LinkedHashMap<>();
  private final Set<String> readOnly = new HashSet<>();
  private Optional<String> rewritten = Optional.empty();
  private int nextId = 1;

  Drive(Tenant tenant, Clock clock) {
    this.tenant = tenant;
    this.owner = GraphJson.guid(tenant, "owner");
    this.clock = clock;
    Instant now = clock.instant();
    items.put(ROOT_ID, new Item(ROOT_ID, "", "root", Optional.empty(), now, now, 1));
  }

  Tenant tenant() {
    return tenant;
  }

  void change(Tenant changed) {
    this.tenant = changed;
  }

  Room room() {
    return room;
  }

  void room(Room changed) {
    this.room = changed;
  }

  /** The id of whoever owns it: a person, or the group behind a library. */
  String owner() {
    return owner;
  }

  void giveTo(String newOwner) {
    this.owner = newOwner;
  }

  synchronized Item root() {
    return Optional.ofNullable(items.get(ROOT_ID)).orElseThrow();
  }

  /** By its id, or one of the names {@code root} and {@code approot}. */
  synchronized Optional<Item> item(String id) {
    return switch (id) {
      case "root" -> Optional.of(root());
      case "approot" -> Optional.of(appFolder());
      default -> Optional.ofNullable(items.get(id));
    };
  }

  /** The folder of the tenant's program; OneDrive makes it when it is first asked for. */
  synchronized Item appFolder() {
    return folder(appPath());
  }

  String appPath() {
    return "Apps/" + tenant.clientId();
  }

  /** Whether an item is that folder or lies somewhere in it. */
  boolean inAppFolder(Item item) {
    return (path(item) + "/").startsWith(appPath() + "/");
  }

  synchronized Optional<Item> child(String parentId, String name) {
    return items.values().stream()
        .filter(item -> item.parentId().equals(parentId))
        .filter(item -> Names.key(item.name()).equals(Names.key(name)))
        .findFirst();
  }

  synchronized List<Item> children(String parentId) {
    return items.values().stream().filter(item -> item.parentId().equals(parentId)).toList();
  }

  synchronized List<Item> files() {
    return items.values().stream().filter(item -> !item.isFolder()).toList();
  }

  /** The item at a path relative to another; an empty path is that item itself. */
  synchronized Optional<Item> at(Item start, String path) {
    Optional<Item> found = Optional.of(start);
    for (String segment : path.split("/", -1)) {
      if (!segment.isEmpty()) {
        found = found.flatMap(parent -> child(parent.id(), segment));
      }
    }
    return found;
  }

  /** The path from the root, without a slash at either end. */
  synchronized String path(Item item) {
    List<String> names = new ArrayList<>();
    Item at = item;
    while (!at.parentId().isEmpty()) {
      names.addFirst(at.name());
      at = item(at.parentId()).orElseThrow();
    }
    return String.join("/", names);
  }

  /** The folder of this path, made if need be. */
  synchronized Item folder(String path) {
    Item at = root();
    for (String name : path.split("/", -1)) {
      if (!name.isEmpty()) {
        Item parent = at;
        at =
            child(parent.id(), name)
                .orElseGet(() -> add(parent, name, Optional.empty(), clock.instant()));
      }
    }
    return at;
  }

  synchronized void forbidWrites(Item folder) {
    readOnly.add(folder.id());
  }

  /** From now on files whose names end so are changed after they are stored. */
  synchronized void rewrite(String ending) {
    rewritten = Optional.of(ending);
  }

  synchronized void requireWritable(Item folder) throws GraphError {
    if (!folder.isFolder()) {
      throw GraphError.invalid("", "The parent is not a folder.");
    }
    Item at = folder;
    while (true) {
      if (readOnly.contains(at.id())) {
        throw GraphError.forbidden();
      }
      if (at.parentId().isEmpty()) {
        return;
      }
      at = item(at.parentId()).orElseThrow();
    }
  }

  /**
   * Stores a file.
   *
   * @param conflict Graph's conflict behaviour: fail, replace or rename
   */
  synchronized Item store(
      Item folder, String name, Blob content, String conflict, Instant fileCreatedAt)
      throws GraphError {
    Optional<Item> taken = child(folder.id(), name);
    if (taken.isEmpty()) {
      return settled(add(folder, name, Optional.of(content), fileCreatedAt));
    }
    return settled(
        switch (conflict) {
          case "rename" -> add(folder, freeName(folder, name), Optional.of(content), fileCreatedAt);
          case "replace" -> replace(taken.get(), content);
          case "fail" -> throw GraphError.nameTaken();
          default -> throw GraphError.invalid("", "Unknown conflict behaviour.");
        });
  }

  /** What a library makes of a file that it takes for a document: a new version with more in it. */
  private Item settled(Item item) {
    if (rewritten.filter(item.name()::endsWith).isEmpty()) {
      return item;
    }
    item.content().ifPresent(blob -> blob.append(PROPERTIES));
    return put(item.changedTo(item.content()));
  }

  private String freeName(Item folder, String name) {
    int number = 1;
    while (child(folder.id(), name + " " + number).isPresent()) {
      number++;
    }
    return name + " " + number;
  }

  private Item replace(Item old, Blob content) throws GraphError {
    if (old.isFolder()) {
      throw GraphError.nameTaken();
    }
    old.content().ifPresent(Blob::delete);
    return put(old.changedTo(Optional.of(content)));
  }

  private Item put(Item item) {
    items.put(item.id(), item);
    return item;
  }

  private Item add(Item folder, String name, Optional<Blob> content, Instant fileCreatedAt) {
    String id = "01ITEM%010d".formatted(nextId++);
    Item item = new Item(id, folder.id(), name, content, clock.instant(), fileCreatedAt, 1);
    return put(item);
  }

  synchronized void remove(Item item) throws GraphError {
    if (item.parentId().isEmpty()) {
      throw GraphError.forbidden();
    }
    for (Item child : children(item.id())) {
      remove(child);
    }
    item.content().ifPresent(Blob::delete);
    items.remove(item.id());
  }
}
