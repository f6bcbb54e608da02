package io.onshore.connector.simulator.onedrive;

import io.onshore.connector.simulator.Blob;
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

  private volatile Tenant tenant;
  private final Clock clock;
  private final Map<String, Item> items = new LinkedHashMap<>();
  private final Set<String> readOnly = new HashSet<>();
  private int nextId = 1;

  Drive(Tenant tenant, Clock clock) {
    this.tenant = tenant;
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

  synchronized Item root() {
    return item(ROOT_ID).orElseThrow();
  }

  synchronized Optional<Item> item(String id) {
    return Optional.ofNullable(items.get(id.equals("root") ? ROOT_ID : id));
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
      return add(folder, name, Optional.of(content), fileCreatedAt);
    }
    return switch (conflict) {
      case "rename" -> add(folder, freeName(folder, name), Optional.of(content), fileCreatedAt);
      case "replace" -> replace(taken.get(), content);
      case "fail" -> throw GraphError.nameTaken();
      default -> throw GraphError.invalid("", "Unknown conflict behaviour.");
    };
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
    Item changed =
        new Item(
            old.id(),
            old.parentId(),
            old.name(),
            Optional.of(content),
            old.createdAt(),
            old.fileCreatedAt(),
            old.version() + 1);
    items.put(changed.id(), changed);
    return changed;
  }

  private Item add(Item folder, String name, Optional<Blob> content, Instant fileCreatedAt) {
    String id = "01ITEM%010d".formatted(nextId++);
    Item item = new Item(id, folder.id(), name, content, clock.instant(), fileCreatedAt, 1);
    items.put(id, item);
    return item;
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
