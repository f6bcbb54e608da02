package io.onshore.connector.simulator.dropbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onshore.connector.simulator.Blob;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The files of one namespace; paths are compared without regard to case. Safe for several threads.
 */
final class Namespace {
  private static final int MAX_NAME = 255;
  private static final Set<String> DISALLOWED =
      Set.of("desktop.ini", "thumbs.db", ".ds_store", "icon\r", ".dropbox", ".dropbox.attr");

  private final String id;
  private final Clock clock;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final Map<String, Shared> shared = new LinkedHashMap<>();
  private long next = 1;

  Namespace(String id, Clock clock) {
    this.id = id;
    this.clock = clock;
  }

  /**
   * How a folder is shared.
   *
   * @param path the folder that is shared, with all that lies in it
   * @param ownerTeam empty text if no team owns it
   */
  record Shared(String id, String path, boolean readOnly, String ownerTeam) {
    /** The same owned by another team. */
    Shared ownedBy(String team) {
      return new Shared(id, path, readOnly, team);
    }

    /** Whether this is the folder itself. */
    boolean is(Entry entry) {
      return key(entry.path()).equals(key(path));
    }
  }

  String id() {
    return id;
  }

  synchronized Optional<Entry> at(String path) {
    return Optional.ofNullable(entries.get(key(path)));
  }

  synchronized Optional<Entry> byId(String entryId) {
    return entries.values().stream().filter(entry -> entry.id().equals(entryId)).findFirst();
  }

  synchronized List<Entry> files() {
    return entries.values().stream().filter(entry -> !entry.isFolder()).toList();
  }

  /** Makes a folder with its parents. */
  synchronized Entry folder(String path) {
    Entry made = null;
    for (int slash = path.indexOf('/', 1); ; slash = path.indexOf('/', slash + 1)) {
      String each = slash < 0 ? path : path.substring(0, slash);
      made = entries.computeIfAbsent(key(each), ignored -> entry(each, Optional.empty()));
      if (slash < 0) {
        return made;
      }
    }
  }

  synchronized void share(String path, Shared how) {
    folder(path);
    shared.put(key(path), how);
  }

  /** How the folder at or above this path is shared. */
  synchronized Optional<Shared> sharing(String path) {
    for (String at = key(path); !at.isEmpty(); at = above(at)) {
      if (shared.containsKey(at)) {
        return Optional.of(shared.get(at));
      }
    }
    return Optional.empty();
  }

  synchronized Optional<Shared> sharedFolder(String sharedId) {
    return shared.values().stream().filter(each -> each.id().equals(sharedId)).findFirst();
  }

  /**
   * Stores a file; missing folders are made, as Dropbox does.
   *
   * @param commit what the request says about conflicts
   */
  synchronized Entry write(String path, Blob content, ObjectNode commit) throws Unwritable {
    requireName(path);
    if (sharing(path).filter(Shared::readOnly).isPresent()) {
      throw new Unwritable("no_write_permission");
    }
    for (String at = above(path); !at.isEmpty(); at = above(at)) {
      if (at(at).filter(entry -> !entry.isFolder()).isPresent()) {
        throw new Unwritable("conflict/file_ancestor");
      }
    }
    Optional<Entry> taken = at(path);
    if (taken.isEmpty()) {
      return put(path, content);
    }
    return conflict(taken.get(), content, commit);
  }

  private Entry conflict(Entry taken, Blob content, ObjectNode commit) throws Unwritable {
    boolean same =
        taken
            .content()
            .filter(there -> there.size() == content.size())
            .filter(there -> there.digests().equals(content.digests()))
            .isPresent();
    if (same && !commit.path("strict_conflict").asBoolean(false)) {
      // Nothing is written, and nobody is told so.
      return taken;
    }
    String mode = commit.path("mode").path(".tag").asText(commit.path("mode").asText("add"));
    if (mode.equals("overwrite") && !taken.isFolder()) {
      return put(taken.path(), content);
    }
    if (commit.path("autorename").asBoolean(false)) {
      return put(free(taken.path()), content);
    }
    throw new Unwritable("conflict/" + (taken.isFolder() ? "folder" : "file"));
  }

  private String free(String path) {
    int dot = path.lastIndexOf('.');
    String stem = dot > path.lastIndexOf('/') ? path.substring(0, dot) : path;
    int number = 1;
    while (at(stem + " (" + number + ")" + path.substring(stem.length())).isPresent()) {
      number++;
    }
    return stem + " (" + number + ")" + path.substring(stem.length());
  }

  /** Stores a file whatever is there. */
  synchronized Entry put(String path, Blob content) {
    if (!above(path).isEmpty()) {
      folder(above(path));
    }
    Optional<Entry> old = Optional.ofNullable(entries.remove(key(path)));
    Entry made = entry(path, Optional.of(content));
    Entry kept =
        old.map(
                before ->
                    new Entry(
                        before.id(), made.path(), made.content(), made.rev(), made.modifiedAt()))
            .orElse(made);
    entries.put(key(path), kept);
    return kept;
  }

  synchronized void delete(Entry entry) {
    String key = key(entry.path());
    entries
        .entrySet()
        .removeIf(each -> each.getKey().equals(key) || each.getKey().startsWith(key + "/"));
  }

  private Entry entry(String path, Optional<Blob> content) {
    long number = next++;
    return new Entry(
        "id:%s%012d".formatted(id, number),
        path,
        content,
        "5f%011x".formatted(number),
        clock.instant());
  }

  private static void requireName(String path) throws Unwritable {
    for (String name : path.substring(1).split("/", -1)) {
      if (name.isEmpty() || name.length() > MAX_NAME || name.contains("\\")) {
        throw new Unwritable("malformed_path");
      }
      if (DISALLOWED.contains(key(name))) {
        throw new Unwritable("disallowed_name");
      }
    }
  }

  private static String above(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('/')));
  }

  private static String key(String path) {
    return path.toLowerCase(Locale.ROOT);
  }

  /** Why a file cannot be stored: the tags of a write error. */
  static final class Unwritable extends Exception {
    private static final long serialVersionUID = 1L;
    private final String tags;

    Unwritable(String tags) {
      super(tags);
      this.tags = tags;
    }

    String tags() {
      return tags;
    }
  }
}
