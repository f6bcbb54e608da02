package io.onshore.connector.simulator.onedrive;

import io.onshore.connector.DigestAlgorithm;
import io.onshore.connector.simulator.Blob;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The upload sessions under way. Safe for several threads. */
final class Uploads {
  /** What the double computes over each file. */
  static final Set<DigestAlgorithm> DIGESTS =
      Set.of(DigestAlgorithm.QUICKXOR, DigestAlgorithm.SHA256);

  static final int FRAGMENT_UNIT = 320 * 1024;
  private static final int MAX_FRAGMENT = 60 * 1024 * 1024;
  private static final Duration IDLE = Duration.ofMinutes(15);
  private static final Duration LIFE = Duration.ofHours(24);
  private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d+)-(\\d+)/(\\d+)");

  private final Map<String, Upload> open = new LinkedHashMap<>();
  private final SecureRandom random = new SecureRandom();
  private final Path folder;
  private final Clock clock;

  Uploads(Path folder, Clock clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /** What a fragment led to. */
  sealed interface Outcome {
    record More(Upload upload) implements Outcome {}

    record Done(Drive drive, Item item) implements Outcome {}
  }

  /** A parsed {@code Content-Range}. */
  record Range(long from, long to, long total) {
    static Optional<Range> parse(String header) {
      Matcher matcher = CONTENT_RANGE.matcher(header);
      return matcher.matches()
          ? Optional.of(
              new Range(
                  Long.parseLong(matcher.group(1)),
                  Long.parseLong(matcher.group(2)) + 1,
                  Long.parseLong(matcher.group(3))))
          : Optional.empty();
    }

    boolean last() {
      return to == total;
    }
  }

  /** One session. Changed only by {@link Uploads}, under its lock. */
  static final class Upload {
    private final String key;
    private final Drive drive;
    private final Item parent;
    private final String name;
    private final String conflict;
    private final Instant createdAt;
    private final Instant fileCreatedAt;
    private final Blob blob;
    private Instant expiresAt;
    private long total = -1;

    private Upload(
        String key,
        Drive drive,
        Item parent,
        String name,
        String conflict,
        Instant createdAt,
        Instant fileCreatedAt,
        Blob blob) {
      this.key = key;
      this.drive = drive;
      this.parent = parent;
      this.name = name;
      this.conflict = conflict;
      this.createdAt = createdAt;
      this.fileCreatedAt = fileCreatedAt;
      this.blob = blob;
      this.expiresAt = createdAt.plus(IDLE);
    }

    String key() {
      return key;
    }

    long received() {
      return blob.size();
    }

    Instant expiresAt() {
      return expiresAt;
    }
  }

  synchronized Upload create(
      Drive drive, Item parent, String name, String conflict, Instant fileCreatedAt) {
    byte[] secret = new byte[24];
    random.nextBytes(secret);
    String key = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    Upload upload =
        new Upload(
            key,
            drive,
            parent,
            name,
            conflict,
            clock.instant(),
            fileCreatedAt,
            new Blob(folder, DIGESTS));
    open.put(key, upload);
    return upload;
  }

  synchronized Upload require(String key) throws GraphError {
    Upload upload = open.get(key);
    if (upload == null) {
      throw new GraphError(404, "itemNotFound", "The upload session was not found");
    }
    Instant now = clock.instant();
    if (!now.isBefore(upload.createdAt.plus(LIFE))) {
      end(upload);
      throw new GraphError(
          401, "unauthenticated", "expiredToken", "The upload session has expired");
    }
    if (!now.isBefore(upload.expiresAt)) {
      end(upload);
      throw new GraphError(404, "itemNotFound", "The upload session was not found");
    }
    return upload;
  }

  synchronized Outcome put(String key, Optional<String> contentRange, byte[] body)
      throws GraphError {
    Upload upload = require(key);
    Range range =
        contentRange
            .flatMap(Range::parse)
            .orElseThrow(() -> GraphError.invalid("", "The Content-Range header is missing."));
    check(upload, range, body);
    if (!range.last()) {
      upload.total = range.total();
      upload.blob.append(body);
      upload.expiresAt = clock.instant().plus(IDLE);
      return new Outcome.More(upload);
    }
    upload.drive.requireWritable(upload.parent);
    if (upload.conflict.equals("fail")
        && upload.drive.child(upload.parent.id(), upload.name).isPresent()) {
      throw GraphError.nameTaken();
    }
    upload.blob.append(body);
    open.remove(key);
    return new Outcome.Done(
        upload.drive,
        upload.drive.store(
            upload.parent, upload.name, upload.blob, upload.conflict, upload.fileCreatedAt));
  }

  private static void check(Upload upload, Range range, byte[] body) throws GraphError {
    if (range.to() <= range.from()
        || range.to() > range.total()
        || body.length != range.to() - range.from()) {
      throw GraphError.invalid(
          "fragmentLengthMismatch", "The declared length is not that of the fragment.");
    }
    if (body.length >= MAX_FRAGMENT) {
      throw GraphError.invalid("maxFragmentLengthExceeded", "The fragment is too large.");
    }
    if (upload.total >= 0 && upload.total != range.total()) {
      throw GraphError.invalid("", "The total length must not change.");
    }
    if (range.from() < upload.received()) {
      throw new GraphError(
          416, "invalidRange", "fragmentOverlap", "The bytes were received already.");
    }
    if (range.from() > upload.received()) {
      throw new GraphError(
          416, "invalidRange", "fragmentOutOfOrder", "Bytes before these are missing.");
    }
    if (!range.last() && body.length % FRAGMENT_UNIT != 0) {
      throw GraphError.invalid(
          "fragmentLengthMismatch", "A fragment must be a multiple of 320 KiB.");
    }
  }

  synchronized void delete(String key) throws GraphError {
    end(require(key));
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
    open.remove(upload.key);
    upload.blob.delete();
  }
}
