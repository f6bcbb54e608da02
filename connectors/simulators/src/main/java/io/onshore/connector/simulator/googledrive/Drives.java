package io.onshore.connector.simulator.googledrive;

import io.onshore.connector.simulator.Blob;
import io.onshore.connector.simulator.signin.SignInService.Grant;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** All files of all drives, and who sees them. Safe for several threads. */
final class Drives {
  static final String ALL_FILES = "https://www.googleapis.com/auth/drive";
  private static final String MY_DRIVE = "root";

  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Item> items = new LinkedHashMap<>();
  private final Map<String, Set<String>> members = new HashMap<>();
  private final Map<String, Set<String>> picked = new HashMap<>();
  private final Map<String, String> myDrives = new HashMap<>();
  private final Map<String, String> handedOut = new HashMap<>();
  private final Set<String> readOnly = new HashSet<>();

  Drives(Clock clock) {
    this.clock = clock;
  }

  /** What a file is to be. */
  record Description(
      String id, String name, String parentId, String mimeType, Map<String, String> appProperties) {
    Description {
      appProperties = Map.copyOf(appProperties);
    }
  }

  synchronized void addMyDrive(String email) {
    if (!myDrives.containsKey(email)) {
      Item root = root(newId(), email, Optional.empty());
      items.put(root.id(), root);
      myDrives.put(email, root.id());
    }
  }

  synchronized void addSharedDrive(String id, Set<String> accounts) {
    items.put(id, root(id, "", Optional.of(id)));
    members.put(id, Set.copyOf(accounts));
  }

  private Item root(String id, String owner, Optional<String> sharedDrive) {
    return new Item(
        id,
        "",
        "Drive",
        owner,
        sharedDrive,
        "",
        Optional.empty(),
        Map.of(),
        Item.FOLDER,
        clock.instant());
  }

  synchronized String myDrive(String email) {
    return Optional.ofNullable(myDrives.get(email))
        .orElseThrow(() -> new IllegalArgumentException("no account `" + email + "`"));
  }

  /** Ids that only this account can use. */
  synchronized List<String> handOut(String email, int count) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String id = newId();
      handedOut.put(id, email);
      ids.add(id);
    }
    return ids;
  }

  private String newId() {
    byte[] bytes = new byte[24];
    random.nextBytes(bytes);
    return "1" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** An item as the bearer of a token sees it. */
  synchronized Optional<Item> seen(String id, Grant grant) {
    return reached(id, grant.account()).filter(item -> appMay(item, grant));
  }

  /** An item that the account reaches, whether or not this app may. */
  synchronized Optional<Item> reached(String id, String account) {
    String real = id.equals(MY_DRIVE) ? myDrives.getOrDefault(account, "") : id;
    return Optional.ofNullable(items.get(real))
        .filter(
            item ->
                item.sharedDrive().isPresent()
                    ? members.getOrDefault(item.sharedDrive().get(), Set.of()).contains(account)
                    : item.owner().equals(account));
  }

  /** With the narrow scope an app sees what it made or what was picked for it. */
  synchronized boolean appMay(Item item, Grant grant) {
    return grant.scopes().contains(ALL_FILES)
        || item.app().equals(grant.client())
        || picked.getOrDefault(item.id(), Set.of()).contains(grant.client());
  }

  /** Whether it is the topmost folder of the account's own drive, in which every app may store. */
  synchronized boolean ownRoot(Item item) {
    return item.parentId().isEmpty() && item.sharedDrive().isEmpty();
  }

  synchronized Optional<Item> sharedDrive(String id, String account) {
    return reached(id, account)
        .filter(item -> item.sharedDrive().equals(Optional.of(id)) && item.parentId().isEmpty());
  }

  synchronized void pick(String id, String app) {
    picked.computeIfAbsent(id, ignored -> new HashSet<>()).add(app);
  }

  synchronized void forbidWrites(String id) {
    readOnly.add(id);
  }

  synchronized boolean writable(Item folder) {
    for (Item at = folder; ; at = parent(at)) {
      if (readOnly.contains(at.id())) {
        return false;
      }
      if (at.parentId().isEmpty()) {
        return true;
      }
    }
  }

  private Item parent(Item item) {
    return Objects.requireNonNull(items.get(item.parentId()), "every item but the topmost has one");
  }

  /** Whether an id is taken by a file. */
  synchronized boolean used(String id) {
    return items.containsKey(id);
  }

  /** Whether the double has set this id aside for the account. */
  synchronized boolean setAside(String id, String account) {
    return account.equals(handedOut.get(id));
  }

  synchronized Item addFolder(String parentId, String name) {
    return put(
        new Description(newId(), name, parentId, Item.FOLDER, Map.of()), "", Optional.empty());
  }

  /** Stores a file; names need not differ. */
  synchronized Item store(Description description, String app, Blob content) throws DriveError {
    if (used(description.id())) {
      throw new DriveError(409, "fileIdInUse", "A file already exists with the provided ID.");
    }
    return put(description, app, Optional.of(content));
  }

  /** Stores a file of a new id. */
  synchronized Item store(String parentId, String name, String app, Blob content) {
    return put(
        new Description(newId(), name, parentId, "application/octet-stream", Map.of()),
        app,
        Optional.of(content));
  }

  private Item put(Description description, String app, Optional<Blob> content) {
    Item parent =
        Optional.ofNullable(items.get(description.parentId()))
            .orElseThrow(() -> new IllegalArgumentException("no such folder"));
    Item item =
        new Item(
            description.id(),
            parent.id(),
            description.name(),
            parent.owner(),
            parent.sharedDrive(),
            app,
            content,
            description.appProperties(),
            description.mimeType(),
            clock.instant());
    items.put(item.id(), item);
    return item;
  }

  /** Moves an item with all that lies in it. */
  synchronized void move(String id, String parentId) {
    Item item = items.get(id);
    Item parent = items.get(parentId);
    if (item == null || item.parentId().isEmpty() || parent == null || !parent.isFolder()) {
      throw new IllegalArgumentException("no such folder");
    }
    Item moved = item.below(parent);
    items.put(id, moved);
    children(id).forEach(child -> move(child.id(), id));
  }

  synchronized List<Item> children(String parentId) {
    return items.values().stream().filter(item -> item.parentId().equals(parentId)).toList();
  }

  synchronized List<Item> files() {
    return items.values().stream().filter(item -> !item.isFolder()).toList();
  }

  synchronized List<String> sharedDrives() {
    return members.keySet().stream().sorted().toList();
  }

  /** The names from the drive's topmost folder, without that one. */
  synchronized String path(Item item) {
    List<String> names = new ArrayList<>();
    for (Item at = item; !at.parentId().isEmpty(); at = parent(at)) {
      names.addFirst(at.name());
    }
    return String.join("/", names);
  }

  synchronized void remove(Item item) {
    children(item.id()).forEach(this::remove);
    item.content().ifPresent(Blob::delete);
    items.remove(item.id());
  }
}
