package io.onshore.connector.googledrive;

import com.google.api.services.drive.model.File;
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
import io.onshore.connector.googledrive.GoogleDriveApi.Progress;
import io.onshore.connector.googledrive.GoogleDriveFailures.About;
import io.onshore.connector.toolkit.digest.PartDigests;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One upload. A small object is one part and goes in one request at commit. A larger one goes in
 * chunks to an address of its own; its last part waits for commit, because the last chunk makes the
 * object visible. What waits is a {@link Part}, never its bytes.
 *
 * <p>The file's id was handed out before the first byte. However often a commit is repeated, in
 * whatever process, Google stores one file of that id, and it is looked for by that id.
 */
final class GoogleDriveUploadSession implements UploadSession {
  /** Google asks for multiples of 256 KiB. */
  static final long UNIT = 256 * 1024;

  /** Google sets no bound; this is ours, so that a request fits its time-out. */
  static final long MAX_PART = 256 * UNIT;

  /** 8 MiB: half a minute on a line of 2 Mbit/s. */
  static final long PREFERRED_PART = 32 * UNIT;

  /** Google documents 5 MB, and does not say which. */
  static final long SMALL = 4 * 1024 * 1024;

  static final PartRule CHUNKS = new PartRule.MultipleOf(UNIT, PREFERRED_PART, MAX_PART, 1);

  private final GoogleDriveConnector connector;
  private final UploadState state;
  private @Nullable Part waiting;
  private @Nullable StoredObject stored;
  private boolean abandoned;

  /** How many bytes Google has said that it has; empty when it has to be asked. */
  private OptionalLong position;

  /** Whether an earlier commit, perhaps in another process, may have stored the object. */
  private boolean doubtful;

  GoogleDriveUploadSession(GoogleDriveConnector connector, UploadState state, boolean resumed) {
    this.connector = connector;
    this.state = state;
    this.doubtful = resumed;
    this.position = resumed ? OptionalLong.empty() : OptionalLong.of(0);
  }

  @Override
  public ResumeToken token() {
    return state.token();
  }

  @Override
  public PartRule partRule() {
    return state.upload().isPresent() ? CHUNKS : new PartRule.Fixed(Math.max(1, state.size()), 1);
  }

  @Override
  public Optional<Instant> expiresAt() {
    return state.expiresAt();
  }

  @Override
  public Confirmed confirmed() throws ConnectorException {
    requireOpen();
    Optional<URI> upload = state.upload();
    return Confirmed.upTo(upload.isPresent() ? askedPosition(upload.get()) : 0);
  }

  @Override
  public void send(Part part) throws ConnectorException {
    requireOpen();
    requireFitting(part);
    Optional<URI> upload = state.upload();
    if (upload.isEmpty() || part.end() == state.size()) {
      requireGoodSource(part);
      waiting = part;
      return;
    }
    Optional<Part> missing = missing(upload.get(), part);
    if (missing.isPresent() && received(upload.get(), missing.get(), About.UPLOAD) < part.end()) {
      throw mismatch();
    }
  }

  /**
   * Google does not keep names apart, so the connector looks before it stores. Between the two a
   * stranger can still take the name; then both files exist, and neither is overwritten.
   */
  @Override
  public StoredObject commit(Digests whole) throws ConnectorException {
    connector.requireOpen();
    StoredObject already = stored;
    if (already != null) {
      return already;
    }
    requireOpen();
    Optional<File> earlier = doubtful ? connector.stored(state.id()) : Optional.empty();
    File file = earlier.isPresent() ? earlier.get() : store();
    StoredObject object =
        StoredFiles.of(file, state.name())
            .filter(described -> described.id().equals(state.id()))
            .orElseThrow(
                () ->
                    new ConnectorException(
                        Failure.permanent(Kind.UNCLASSIFIED).withEffect(Effect.UNKNOWN),
                        "Google does not describe what it stored"));
    requireSame(object, whole);
    stored = object;
    return object;
  }

  /**
   * Google publishes no request that ends a session: it forgets the bytes with the session, after a
   * week. Nothing becomes visible, because only a commit sends the last byte.
   */
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
    return "GoogleDriveUploadSession[" + state + "]";
  }

  private void requireOpen() throws ConnectorException {
    connector.requireOpen();
    if (abandoned) {
      throw new ConnectorException(
          Failure.permanent(Kind.SESSION_LOST), "the upload was abandoned");
    }
  }

  /** Refuses what the rule forbids before a byte is read. */
  private void requireFitting(Part part) throws ConnectorException {
    boolean fits =
        state.upload().isEmpty()
            ? part.offset() == 0 && part.length() == state.size()
            : part.length() > 0
                && part.length() <= MAX_PART
                && part.offset() % UNIT == 0
                && part.end() <= state.size()
                && (part.length() % UNIT == 0 || part.end() == state.size());
    if (!fits) {
      throw mismatch();
    }
  }

  private static ConnectorException mismatch() {
    return new ConnectorException(
        Failure.permanent(Kind.OFFSET_MISMATCH),
        "the part does not continue where the upload stands");
  }

  /** A part that waits is read once to its end, so that a bad source fails here, not at commit. */
  private static void requireGoodSource(Part part) throws ConnectorException {
    var _ = PartDigests.of(part, Set.of());
  }

  /** What Google has not got of a part; empty if it has all of it. */
  private Optional<Part> missing(URI upload, Part part) throws ConnectorException {
    if (position.isPresent() && position.getAsLong() == part.offset()) {
      return Optional.of(part);
    }
    long has = askedPosition(upload);
    if (has < part.offset()) {
      throw mismatch();
    }
    return has < part.end() ? Optional.of(from(has, part)) : Optional.empty();
  }

  /** The rest of a part of which Google kept the beginning. */
  private static Part from(long offset, Part part) {
    long known = offset - part.offset();
    return known == 0
        ? part
        : new Part(
            offset,
            part.length() - known,
            () -> {
              InputStream in = part.source().open();
              try {
                in.skipNBytes(known);
                return in;
              } catch (IOException e) {
                in.close();
                throw e;
              }
            });
  }

  private long askedPosition(URI upload) throws ConnectorException {
    return settled(() -> connector.api().progress(upload, state.size()));
  }

  /** How many bytes Google has after a chunk, by its own word. */
  private long received(URI upload, Part part, About about) throws ConnectorException {
    return settled(() -> connector.api().chunk(upload, part, state.size(), about));
  }

  private interface Step {
    Progress take() throws ConnectorException;
  }

  /** Takes a step, after which the position is known or, if it failed, has to be asked. */
  private long settled(Step step) throws ConnectorException {
    position = OptionalLong.empty();
    return switch (step.take()) {
      case Progress.Has has -> {
        position = OptionalLong.of(has.bytes());
        yield has.bytes();
      }
      case Progress.Stored ignored ->
          throw new ConnectorException(
              Failure.permanent(Kind.SESSION_LOST), "the upload is complete already");
    };
  }

  private File store() throws ConnectorException {
    Optional<URI> upload = state.upload();
    if (waiting == null && (upload.isPresent() || state.size() > 0)) {
      throw incomplete(upload);
    }
    connector.requireFree(state);
    try {
      return upload.isPresent() ? complete(upload.get()) : createWhole();
    } catch (ConnectorException e) {
      doubtful |= e.failure().effect() == Effect.UNKNOWN;
      if (e.failure().kind() != Kind.NAME_TAKEN) {
        throw e;
      }
      // The id is used: an earlier attempt of this very upload has stored the file.
      return connector.stored(state.id()).orElseThrow(() -> e);
    }
  }

  /** Tells an upload that was committed, or has expired, from one that lacks bytes. */
  private ConnectorException incomplete(Optional<URI> upload) throws ConnectorException {
    if (upload.isPresent()) {
      askedPosition(upload.get());
    }
    return new ConnectorException(
        Failure.permanent(Kind.INCOMPLETE), "the upload lacks bytes and cannot be committed");
  }

  private File createWhole() throws ConnectorException {
    Part whole = waiting;
    return connector
        .api()
        .create(
            state,
            whole == null ? new Part(0, 0, () -> new ByteArrayInputStream(new byte[0])) : whole);
  }

  private File complete(URI upload) throws ConnectorException {
    Part last = Objects.requireNonNull(waiting, "checked before");
    Optional<Part> missing;
    try {
      missing = missing(upload, last);
    } catch (ConnectorException e) {
      throw e.failure().kind() == Kind.OFFSET_MISMATCH ? incomplete(Optional.empty()) : e;
    }
    position = OptionalLong.empty();
    return switch (connector
        .api()
        .chunk(upload, missing.orElseThrow(), state.size(), About.COMPLETING)) {
      case Progress.Stored done -> done.file();
      case Progress.Has ignored -> throw incomplete(Optional.empty());
    };
  }

  /** What is stored but is not what was sent is removed again. */
  private void requireSame(StoredObject object, Digests whole) throws ConnectorException {
    boolean same =
        object.size() == state.size() && object.digests().match(whole) != Digests.Match.DIFFERS;
    if (same) {
      return;
    }
    ConnectorException mismatch =
        new ConnectorException(
            Failure.permanent(Kind.DIGEST_MISMATCH), "Google stored other bytes than were sent");
    try {
      connector.remove(object.id());
    } catch (ConnectorException e) {
      throw new ConnectorException(
          mismatch.failure().withEffect(Effect.STORED),
          "Google stored other bytes than were sent, and they could not be removed",
          e);
    }
    throw mismatch;
  }
}
