package io.onshore.connector.simulator.box;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onshore.connector.DigestAlgorithm;
import io.onshore.connector.simulator.Blob;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The upload sessions under way. Safe for several threads. */
final class Uploads {
  static final long SMALLEST = 20_000_000;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LIFE = Duration.ofDays(7);
  private static final long PART_BYTES = 8 * 1024 * 1024;
  private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d+)-(\\d+)/(\\d+)");

  private final Map<String, Upload> open = new LinkedHashMap<>();
  private final AtomicBoolean oneForAName = new AtomicBoolean();
  private final Content content;
  private final Path folder;
  private final Clock clock;

  Uploads(Content content, Path folder, Clock clock) {
    this.content = content;
    this.folder = folder;
    this.clock = clock;
  }

  /** One part as Box has it. */
  record Stored(String id, long offset, Blob blob) {
    String sha1() {
      return blob.digest(DigestAlgorithm.SHA1).hex();
    }

    ObjectNode json() {
      return JSON.createObjectNode()
          .put("part_id", id)
          .put("offset", offset)
          .put("size", blob.size())
          .put("sha1", sha1());
    }
  }

  /** One session. Its parts are changed only by {@link Uploads}, under its lock. */
  record Upload(
      String id,
      String userId,
      String folderId,
      String name,
      long size,
      Instant expiresAt,
      NavigableMap<Long, Stored> parts) {
    long totalParts() {
      return (size - 1) / PART_BYTES + 1;
    }

    ObjectNode json(String base) {
      String here = base + "/api/2.0/files/upload_sessions/" + id;
      ObjectNode node =
          JSON.createObjectNode()
              .put("type", "upload_session")
              .put("id", id)
              .put("session_expires_at", expiresAt.toString())
              .put("part_size", PART_BYTES)
              .put("total_parts", totalParts())
              .put("num_parts_processed", parts.size());
      node.putObject("session_endpoints")
          .put("upload_part", here)
          .put("commit", here + "/commit")
          .put("abort", here)
          .put("list_parts", here + "/parts")
          .put("status", here)
          .put("log_event", here + "/log");
      return node;
    }
  }

  /** Whether a second session for the same name is refused with the first one. */
  void refuseSecondForAName(boolean refuse) {
    oneForAName.set(refuse);
  }

  synchronized Upload create(String folderId, String name, long size, String userId, String base)
      throws BoxError {
    if (size < SMALLEST) {
      throw new BoxError(400, "file_size_too_small", "File size is below the minimum for this API");
    }
    content.requirePlaceFor(folderId, name, size, userId);
    String folderKey = content.folder(folderId, userId).id();
    if (oneForAName.get()) {
      for (Upload other : open.values()) {
        if (other.folderId().equals(folderKey) && other.name().equals(name)) {
          ObjectNode context = JSON.createObjectNode();
          context.set("session", other.json(base));
          throw new BoxError(409, "session_conflict", "A session for the file exists", context);
        }
      }
    }
    String id = UUID.randomUUID().toString().replace("-", "").toUpperCase(Locale.ROOT);
    Upload upload =
        new Upload(id, userId, folderKey, name, size, clock.instant().plus(LIFE), new TreeMap<>());
    open.put(id, upload);
    return upload;
  }

  synchronized Upload require(String id, String userId) throws BoxError {
    Upload upload = open.get(id);
    if (upload == null) {
      throw BoxError.notFound();
    }
    if (!upload.userId().equals(userId)) {
      throw new BoxError(403, "forbidden", "The session is another user's");
    }
    if (!clock.instant().isBefore(upload.expiresAt())) {
      throw new BoxError(410, "session_expired", "Session expired");
    }
    return upload;
  }

  synchronized Stored put(String id, String userId, String contentRange, String digest, byte[] body)
      throws BoxError {
    Upload upload = require(id, userId);
    Matcher range = CONTENT_RANGE.matcher(contentRange);
    if (!range.matches()) {
      throw BoxError.invalid("The content range cannot be read");
    }
    long from = Long.parseLong(range.group(1));
    long end = Long.parseLong(range.group(2)) + 1;
    boolean whole = end - from == PART_BYTES || (end == upload.size() && end > from);
    if (Long.parseLong(range.group(3)) != upload.size()
        || from % PART_BYTES != 0
        || end > upload.size()
        || !whole
        || end - from > PART_BYTES
        || end - from != body.length) {
      throw new BoxError(416, "invalid_content_range", "The range is not one of the session's");
    }
    if (upload.parts().containsKey(from)) {
      throw new BoxError(
          409, "range_overlaps_existing_part", "The range overlaps a part that exists");
    }
    Blob blob = new Blob(folder, Content.DIGESTS);
    blob.append(body);
    Stored part = new Stored("%08X".formatted(from / PART_BYTES), from, blob);
    if (!digest.equals(sha(blob))) {
      blob.delete();
      throw new BoxError(412, "sha1_mismatch", "The digest is not that of the part");
    }
    upload.parts().put(from, part);
    return part;
  }

  /** Makes a file of the parts and ends the session. */
  synchronized BoxItem commit(String id, String userId, JsonNode listed, String digest)
      throws BoxError {
    Upload upload = require(id, userId);
    if (!agrees(upload, listed)) {
      throw new BoxError(400, "parts_mismatch", "The parts are not those of the session");
    }
    Blob whole = new Blob(folder, Content.DIGESTS);
    for (Stored part : upload.parts().values()) {
      append(whole, part.blob());
    }
    try {
      if (whole.size() != upload.size()) {
        throw new BoxError(400, "parts_mismatch", "Parts are missing");
      }
      if (!digest.equals(sha(whole))) {
        throw new BoxError(400, "bad_digest", "The digest is not that of the file");
      }
      BoxItem item = content.store(upload.folderId(), upload.name(), whole, userId);
      end(upload);
      return item;
    } catch (BoxError refused) {
      whole.delete();
      throw refused;
    }
  }

  private static boolean agrees(Upload upload, JsonNode listed) {
    if (listed.size() != upload.parts().size()) {
      return false;
    }
    for (JsonNode each : listed) {
      Stored part = upload.parts().get(each.path("offset").asLong(-1));
      if (part == null
          || !part.id().equals(each.path("part_id").asText())
          || part.blob().size() != each.path("size").asLong()) {
        return false;
      }
    }
    return true;
  }

  private static void append(Blob whole, Blob part) {
    try (InputStream in = Files.newInputStream(part.file())) {
      for (byte[] some = in.readNBytes(1 << 20); some.length > 0; some = in.readNBytes(1 << 20)) {
        whole.append(some);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String sha(Blob blob) {
    return "sha=" + Base64.getEncoder().encodeToString(blob.digest(DigestAlgorithm.SHA1).bytes());
  }

  synchronized void delete(String id, String userId) throws BoxError {
    end(require(id, userId));
  }

  synchronized void expireAll() {
    for (Upload upload : Map.copyOf(open).values()) {
      end(upload);
    }
  }

  synchronized int count() {
    return open.size();
  }

  private void end(Upload upload) {
    open.remove(upload.id());
    upload.parts().values().forEach(part -> part.blob().delete());
  }
}
