package io.onshore.connector.simulator.dropbox;

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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** The upload sessions under way. Safe for several threads. */
final class Sessions {
  /** What the double computes over each file. */
  static final Set<DigestAlgorithm> DIGESTS =
      Set.of(DigestAlgorithm.DROPBOX_CONTENT_HASH, DigestAlgorithm.SHA256);

  static final long MAX_FILE = (1L << 41) - (1L << 22);

  private static final long UNIT = 1L << 22;
  private static final Duration LIFE = Duration.ofDays(7);
  private static final int BUFFER = 64 * 1024;

  private final Map<String, Session> open = new LinkedHashMap<>();
  private final Path folder;
  private final Clock clock;

  Sessions(Path folder, Clock clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /** One session. Changed only by {@link Sessions}, under its lock. */
  private static final class Session {
    private final String id;
    private final String owner;
    private final boolean concurrent;
    private final Instant createdAt;
    private final Map<Long, Blob> pieces = new TreeMap<>();
    private boolean closed;

    Session(String id, String owner, boolean concurrent, Instant createdAt) {
      this.id = id;
      this.owner = owner;
      this.concurrent = concurrent;
      this.createdAt = createdAt;
    }

    /** How many bytes there are without a gap. */
    long reached() {
      long reached = 0;
      for (Map.Entry<Long, Blob> piece : pieces.entrySet()) {
        if (piece.getKey() != reached) {
          return reached;
        }
        reached += piece.getValue().size();
      }
      return reached;
    }
  }

  /**
   * Opens a session.
   *
   * @param owner who alone may go on with it
   */
  synchronized String start(String owner, boolean concurrent, boolean close, byte[] bytes)
      throws DropboxError {
    if (concurrent && bytes.length > 0) {
      throw DropboxError.endpoint(DropboxError.union("concurrent_session_data_not_allowed"));
    }
    if (concurrent && close) {
      throw DropboxError.endpoint(DropboxError.union("concurrent_session_close_not_allowed"));
    }
    Session session =
        new Session("pid_upload_session:" + UUID.randomUUID(), owner, concurrent, clock.instant());
    session.closed = close;
    if (bytes.length > 0) {
      session.pieces.put(0L, blob(bytes));
    }
    open.put(session.id, session);
    return session.id;
  }

  /** Takes bytes; what is refused is told as a lookup error. */
  synchronized void append(String owner, String id, long offset, boolean close, byte[] bytes)
      throws Refused {
    Session session = require(owner, id);
    if (session.closed) {
      throw new Refused(DropboxError.union("closed"));
    }
    if (session.concurrent) {
      if (offset % UNIT != 0) {
        throw new Refused(DropboxError.union("concurrent_session_invalid_offset"));
      }
      if (!close && bytes.length % UNIT != 0) {
        throw new Refused(DropboxError.union("concurrent_session_invalid_data_size"));
      }
    } else if (offset != session.reached()) {
      throw new Refused(DropboxError.incorrectOffset(session.reached()));
    }
    if (offset + bytes.length > MAX_FILE) {
      throw new Refused(DropboxError.union("too_large"));
    }
    if (bytes.length > 0) {
      Blob before = session.pieces.put(offset, blob(bytes));
      if (before != null) {
        before.delete();
      }
    }
    session.closed = close;
  }

  /** All bytes of a session as one, if they are so many; the session stays until it is ended. */
  synchronized Blob whole(String owner, String id, long size) throws DropboxError {
    Session session;
    try {
      session = require(owner, id);
    } catch (Refused refused) {
      throw DropboxError.endpoint(DropboxError.within("lookup_failed", refused.error));
    }
    if (session.concurrent && !session.closed) {
      throw DropboxError.endpoint(DropboxError.union("concurrent_session_not_closed"));
    }
    if (session.concurrent && session.reached() != size) {
      throw DropboxError.endpoint(DropboxError.union("concurrent_session_missing_data"));
    }
    if (session.reached() != size) {
      throw DropboxError.endpoint(
          DropboxError.within("lookup_failed", DropboxError.incorrectOffset(session.reached())));
    }
    Blob whole = new Blob(folder, DIGESTS);
    session.pieces.values().forEach(piece -> copy(piece, whole));
    return whole;
  }

  private static void copy(Blob piece, Blob whole) {
    try (InputStream in = Files.newInputStream(piece.file())) {
      byte[] buffer = in.readNBytes(BUFFER);
      while (buffer.length > 0) {
        whole.append(buffer);
        buffer = in.readNBytes(BUFFER);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Blob blob(byte[] bytes) {
    Blob blob = new Blob(folder, DIGESTS);
    blob.append(bytes);
    return blob;
  }

  private Session require(String owner, String id) throws Refused {
    Session session = open.get(id);
    boolean known =
        session != null
            && session.owner.equals(owner)
            && clock.instant().isBefore(session.createdAt.plus(LIFE));
    if (session == null || !known) {
      throw new Refused(DropboxError.union("not_found"));
    }
    return session;
  }

  /** Forgets a session that was committed. */
  synchronized void end(String id) {
    Session session = open.remove(id);
    if (session != null) {
      session.pieces.values().forEach(Blob::delete);
    }
  }

  synchronized void expireAll() {
    for (String id : Set.copyOf(open.keySet())) {
      end(id);
    }
  }

  synchronized int count() {
    return open.size();
  }

  /** A session does not take what was sent. */
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient ObjectNode error;

    Refused(ObjectNode error) {
      super("refused");
      this.error = error;
    }

    ObjectNode error() {
      return error;
    }
  }
}
