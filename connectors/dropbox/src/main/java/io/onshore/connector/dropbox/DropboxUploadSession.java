package io.onshore.connector.dropbox;

import com.dropbox.core.v2.files.FileMetadata;
import io.onshore.connector.Confirmed;
import io.onshore.connector.ConnectorException;
import io.onshore.connector.Digests;
import io.onshore.connector.Failure;
import io.onshore.connector.Failure.Effect;
import io.onshore.connector.Failure.Kind;
import io.onshore.connector.Part;
import io.onshore.connector.PartRule;
import io.onshore.connector.ResumeToken;
import io.onshore.connector.StoredObject;
import io.onshore.connector.UploadSession;
import io.onshore.connector.dropbox.DropboxApi.Appended;
import io.onshore.connector.toolkit.commit.CommitDoubt;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One upload. A small object is one part and goes in one request at commit. A larger one is
 * appended to an upload session, which nobody sees before it is finished.
 *
 * <p>A sequential session takes parts in order and tells where it stands. A concurrent one takes
 * them in any order but tells nothing; its last part closes it, so that part waits for commit. What
 * waits is a {@link Part}, never its bytes.
 */
final class DropboxUploadSession implements UploadSession {
  /** The blocks of a content hash, and what concurrent sessions ask for. */
  static final long UNIT = 4 * 1024 * 1024;

  /** The most units that stay below the 150 MiB of a request. */
  static final long MAX_PART = 36 * UNIT;

  /**
   * 16 MiB: each request counts against a team's monthly quota, but has to get through a slow line
   * within the time of a call.
   */
  static final long PREFERRED_PART = 4 * UNIT;

  /** Two blocks; a larger object is worth the two more requests of a session. */
  static final long SMALL = 2 * UNIT;

  /**
   * A place where no part of a concurrent session can start. Asking there is refused whatever the
   * session holds, so it cannot change anything.
   */
  private static final long NOWHERE = 1;

  private final DropboxConnector connector;
  private final UploadState state;
  private final Acknowledged acknowledged = new Acknowledged();
  private @Nullable HashedPart waiting;
  private @Nullable StoredObject stored;
  private boolean closed;
  private boolean abandoned;

  private final CommitDoubt doubt;

  DropboxUploadSession(DropboxConnector connector, UploadState state, boolean resumed) {
    this.connector = connector;
    this.state = state;
    this.doubt = new CommitDoubt(resumed);
  }

  /** How a larger object is cut. */
  static PartRule appends(int parallel) {
    return new PartRule.MultipleOf(UNIT, PREFERRED_PART, MAX_PART, parallel);
  }

  @Override
  public ResumeToken token() {
    return state.token();
  }

  @Override
  public PartRule partRule() {
    return state.session().isPresent()
        ? appends(state.parallel())
        : new PartRule.Fixed(Math.max(1, state.size()), 1);
  }

  @Override
  public Optional<Instant> expiresAt() {
    return state.expiresAt();
  }

  @Override
  public Confirmed confirmed() throws ConnectorException {
    requireOpen();
    if (state.session().isPresent()) {
      ask(state.session().get());
    }
    return acknowledged.bytes();
  }

  @Override
  public void send(Part part) throws ConnectorException {
    requireOpen();
    requireFitting(part);
    HashedPart hashed = HashedPart.of(part);
    boolean completes = part.end() == state.size();
    if (state.session().isEmpty() || (state.concurrent() && completes)) {
      waiting = hashed;
      return;
    }
    switch (connector.api().append(state.place(), state.session().get(), hashed, false)) {
      case Appended.Taken taken -> acknowledged.add(part);
      case Appended.Elsewhere elsewhere -> {
        acknowledged.standAt(elsewhere.correctOffset());
        if (elsewhere.correctOffset() < part.end()) {
          throw mismatch();
        }
        // It had arrived, and only the answer was lost.
      }
      case Appended.Closed ignored -> throw lost();
    }
  }

  @Override
  public StoredObject commit(Digests whole) throws ConnectorException {
    connector.requireOpen();
    StoredObject already = stored;
    if (already != null) {
      return already;
    }
    requireOpen();
    FileMetadata file = state.session().isPresent() ? finish(state.session().get()) : upload();
    StoredObject object = StoredFiles.of(file, state.name());
    requireSame(object, whole);
    stored = object;
    return object;
  }

  /** Dropbox lets nobody end a session; it forgets the bytes after seven days. */
  @Override
  public void abandon() throws ConnectorException {
    connector.requireOpen();
    abandoned = true;
    waiting = null;
  }

  @Override
  public void close() {
    // Nothing is held but a description of the last part.
  }

  @Override
  public String toString() {
    return "DropboxUploadSession[" + state + "]";
  }

  private void requireOpen() throws ConnectorException {
    connector.requireOpen();
    if (abandoned) {
      throw new ConnectorException(
          Failure.permanent(Kind.SESSION_LOST), "the upload was abandoned");
    }
  }

  /**
   * Refuses what the rule forbids before a byte is read. A sequential session may stand anywhere,
   * because Dropbox may have kept the start of a part that broke off.
   */
  private void requireFitting(Part part) throws ConnectorException {
    boolean fits =
        state.session().isEmpty()
            ? part.offset() == 0 && part.length() == state.size()
            : part.length() > 0
                && part.length() <= MAX_PART
                && part.end() <= state.size()
                && (part.length() % UNIT == 0 || part.end() == state.size())
                && (part.offset() % UNIT == 0 || !state.concurrent());
    if (!fits) {
      throw mismatch();
    }
  }

  /** Asks whether the session lives and, if it is a sequential one, where it stands. */
  private void ask(String session) throws ConnectorException {
    long offset = state.concurrent() ? NOWHERE : acknowledged.bytes().contiguous();
    try {
      switch (connector.api().appendNothing(state.place(), session, offset)) {
        case Appended.Taken ignored -> {
          // It stands where it was asked.
        }
        case Appended.Elsewhere elsewhere -> acknowledged.standAt(elsewhere.correctOffset());
        case Appended.Closed ignored -> {
          if (!closed) {
            throw lost();
          }
        }
      }
    } catch (ConnectorException e) {
      boolean lives = state.concurrent() && e.failure().kind() == Kind.OFFSET_MISMATCH;
      if (!lives) {
        throw e;
      }
    }
  }

  private FileMetadata upload() throws ConnectorException {
    if (waiting == null && state.size() > 0) {
      throw incomplete();
    }
    HashedPart whole = waiting == null ? HashedPart.of(HashedPart.NOTHING) : waiting;
    try {
      return connector.inTurn(state, () -> connector.api().upload(state, whole));
    } catch (ConnectorException e) {
      throw doubt.told(e);
    }
  }

  private FileMetadata finish(String session) throws ConnectorException {
    if (state.concurrent() && !closed) {
      sendLast(session);
    }
    try {
      return connector.inTurn(state, () -> connector.api().finish(state, session));
    } catch (ConnectorException e) {
      throw switch (e.failure().kind()) {
        case OFFSET_MISMATCH -> incomplete();
        case INCOMPLETE -> {
          acknowledged.standAt(0);
          yield e;
        }
        default -> doubt.told(e);
      };
    }
  }

  /** The part that closes a concurrent session goes when all others are there. */
  private void sendLast(String session) throws ConnectorException {
    HashedPart last = waiting;
    if (last == null || acknowledged.bytes().contiguous() < last.part().offset()) {
      // Tells a session that was committed, or has expired, from one that lacks bytes.
      ask(session);
      throw incomplete();
    }
    closed =
        switch (connector.api().append(state.place(), session, last, true)) {
          case Appended.Taken taken -> true;
          // It had arrived, and only the answer was lost.
          case Appended.Closed before -> true;
          case Appended.Elsewhere elsewhere -> throw mismatch();
        };
  }

  private static ConnectorException mismatch() {
    return new ConnectorException(
        Failure.permanent(Kind.OFFSET_MISMATCH),
        "the part does not continue where the upload stands");
  }

  private static ConnectorException incomplete() {
    return new ConnectorException(
        Failure.permanent(Kind.INCOMPLETE), "the upload lacks bytes and cannot be committed");
  }

  private static ConnectorException lost() {
    return new ConnectorException(
        Failure.permanent(Kind.SESSION_LOST), "the upload was closed already");
  }

  /** What is stored but is not what was sent is removed again. */
  private void requireSame(StoredObject object, Digests whole) throws ConnectorException {
    boolean same =
        object.size() == state.size() && object.digests().match(whole) != Digests.Match.DIFFERS;
    if (same) {
      return;
    }
    Failure mismatch = Failure.permanent(Kind.DIGEST_MISMATCH);
    try {
      connector.remove(state.place(), object);
    } catch (ConnectorException e) {
      throw new ConnectorException(
          mismatch.withEffect(Effect.STORED),
          "Dropbox stored other bytes than were sent, and they could not be removed",
          e);
    }
    throw new ConnectorException(mismatch, "Dropbox stored other bytes than were sent");
  }
}
