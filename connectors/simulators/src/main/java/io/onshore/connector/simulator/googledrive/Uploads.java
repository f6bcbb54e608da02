package io.onshore.connector.simulator.googledrive;

import io.onshore.connector.DigestAlgorithm;
import io.onshore.connector.simulator.Blob;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The upload sessions, under way and complete. Safe for several threads. */
final class Uploads {
  /** What the double computes over each file. */
  static final Set<DigestAlgorithm> DIGESTS =
      Set.of(DigestAlgorithm.MD5, DigestAlgorithm.SHA1, DigestAlgorithm.SHA256);

  static final int CHUNK_UNIT = 256 * 1024;
  private static final Duration LIFE = Duration.ofDays(7);
  private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d+)-(\\d+)/(\\d+)");

  private final Map<String, Upload> sessions = new LinkedHashMap<>();
  private final SecureRandom random = new SecureRandom();
  private final Path folder;
  private final Clock clock;
  private OptionalLong keepOnly = OptionalLong.empty();
  private boolean standsStill;

  Uploads(Path folder, Clock clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /** Makes the file of a complete upload. */
  @FunctionalInterface
  interface Completion {
    Item store(Blob content) throws DriveError;
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
    private final OptionalLong declared;
    private final Completion completion;
    private final String fields;
    private final Instant expiresAt;
    private final Blob blob;
    private Optional<Item> stored = Optional.empty();

    private Upload(
        OptionalLong declared, Completion completion, String fields, Instant expiresAt, Blob blob) {
      this.declared = declared;
      this.completion = completion;
      this.fields = fields;
      this.expiresAt = expiresAt;
      this.blob = blob;
    }

    long received() {
      return blob.size();
    }

    /** What the answer at the end has to hold, as asked when the session was opened. */
    String fields() {
      return fields;
    }

    /** The file, once it is complete. */
    Optional<Item> stored() {
      return stored;
    }
  }

  /**
   * Opens a session.
   *
   * @param declared the size, if the client has told it
   * @return its key, a secret
   */
  synchronized String create(OptionalLong declared, String fields, Completion completion) {
    byte[] secret = new byte[48];
    random.nextBytes(secret);
    String key = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    sessions.put(
        key,
        new Upload(
            declared, completion, fields, clock.instant().plus(LIFE), new Blob(folder, DIGESTS)));
    return key;
  }

  synchronized Upload require(String key) throws DriveError {
    Upload upload = sessions.get(key);
    if (upload == null || !clock.instant().isBefore(upload.expiresAt)) {
      throw new DriveError(404, "notFound", "The upload session was not found.");
    }
    return upload;
  }

  /** Takes a chunk, or as much of it as a test wants. */
  synchronized Upload put(String key, Optional<String> contentRange, byte[] body)
      throws DriveError {
    Upload upload = require(key);
    if (upload.stored.isPresent()) {
      return upload;
    }
    Range range =
        contentRange
            .flatMap(Range::parse)
            .orElseThrow(() -> DriveError.invalid("The Content-Range header is missing or wrong."));
    check(upload, range, body);
    byte[] fresh =
        Arrays.copyOfRange(
            body, (int) Math.min(body.length, upload.received() - range.from()), body.length);
    if (standsStill) {
      return upload;
    }
    if (keepOnly.isPresent()) {
      fresh = Arrays.copyOf(fresh, (int) Math.min(fresh.length, keepOnly.getAsLong()));
      keepOnly = OptionalLong.empty();
    }
    if (upload.received() + fresh.length == range.total()) {
      upload.blob.append(fresh);
      upload.stored = Optional.of(upload.completion.store(upload.blob));
    } else {
      upload.blob.append(fresh);
    }
    return upload;
  }

  private static void check(Upload upload, Range range, byte[] body) throws DriveError {
    if (range.to() <= range.from()
        || range.to() > range.total()
        || body.length != range.to() - range.from()) {
      throw DriveError.invalid("The body has not the length that Content-Range says.");
    }
    if (upload.declared.isPresent() && upload.declared.getAsLong() != range.total()) {
      throw DriveError.invalid("The total is not the declared one.");
    }
    if (range.from() > upload.received()) {
      throw DriveError.invalid("Bytes before these are missing.");
    }
    if (!range.last() && body.length % CHUNK_UNIT != 0) {
      throw DriveError.invalid("A chunk must be a multiple of 256 KiB.");
    }
  }

  /** Of the next chunk only so many bytes are stored. */
  synchronized void keepOnlyOfNextChunk(long bytes) {
    keepOnly = OptionalLong.of(bytes);
  }

  /** Whether chunks are acknowledged and none of their bytes stored. */
  synchronized void standStill(boolean still) {
    standsStill = still;
  }

  synchronized void expireAll() {
    sessions.values().stream()
        .filter(upload -> upload.stored.isEmpty())
        .forEach(upload -> upload.blob.delete());
    sessions.clear();
  }

  /** How many are neither complete nor expired. */
  synchronized int count() {
    return (int) sessions.values().stream().filter(upload -> upload.stored.isEmpty()).count();
  }
}
