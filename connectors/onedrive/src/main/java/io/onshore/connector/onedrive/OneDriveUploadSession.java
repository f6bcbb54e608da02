package io.onshore.connector.onedrive;

import com.microsoft.graph.models.DriveItem;
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
import io.onshore.connector.onedrive.OneDriveFailures.About;
import io.onshore.connector.toolkit.commit.CommitDoubt;
import io.onshore.connector.toolkit.digest.PartDigests;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One upload. A small object is one part and goes in one request at commit. A larger one goes in
 * fragments to an address of its own; its last part waits for commit, because the last fragment
 * makes the object visible. What waits is a {@link Part}, never its bytes.
 */
final class OneDriveUploadSession implements UploadSession {
  /** Microsoft asks for multiples of 320 KiB. */
  static final long UNIT = 320 * 1024;

  /** The most units that stay below 60 MiB, which a request must not reach. */
  static final long MAX_PART = 191 * UNIT;

  /** 10 MiB, which Microsoft advises for fast links. */
  static final long PREFERRED_PART = 32 * UNIT;

  /** What every edition of the documentation accepts in one request. */
  static final long SMALL = 4 * 1024 * 1024;

  static final PartRule FRAGMENTS = new PartRule.MultipleOf(UNIT, PREFERRED_PART, MAX_PART, 1);

  private static final Pattern RANGE = Pattern.compile("(\\d{1,18})-(\\d{0,18})");

  private final OneDriveConnector connector;
  private final UploadState state;
  private @Nullable Part waiting;
  private @Nullable StoredObject stored;
  private boolean abandoned;

  private final CommitDoubt doubt;

  OneDriveUploadSession(OneDriveConnector connector, UploadState state, boolean resumed) {
    this.connector = connector;
    this.state = state;
    this.doubt = new CommitDoubt(resumed);
  }

  @Override
  public ResumeToken token() {
    return state.token();
  }

  @Override
  public PartRule partRule() {
    return state.upload().isPresent()
        ? FRAGMENTS
        : new PartRule.Fixed(Math.max(1, state.size()), 1);
  }

  @Override
  public Optional<Instant> expiresAt() {
    return state.expiresAt();
  }

  @Override
  public Confirmed confirmed() throws ConnectorException {
    requireOpen();
    Optional<URI> upload = upload();
    return Confirmed.upTo(upload.isPresent() ? position(upload.get()) : 0);
  }

  @Override
  public void send(Part part) throws ConnectorException {
    requireOpen();
    requireFitting(part);
    Optional<URI> upload = upload();
    if (upload.isEmpty() || part.end() == state.size()) {
      requireGoodSource(part);
      waiting = part;
      return;
    }
    long reached = sendFragment(upload.get(), part);
    if (reached < part.end()) {
      throw mismatch();
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
    Optional<URI> upload = upload();
    DriveItem item = upload.isPresent() ? complete(upload.get()) : putWhole();
    StoredObject object =
        StoredItems.of(item, state.name())
            .orElseThrow(
                () ->
                    new ConnectorException(
                        Failure.permanent(Kind.UNCLASSIFIED).withEffect(Effect.UNKNOWN),
                        "Microsoft does not describe what it stored"));
    requireSame(object, whole, StoredItems.inSharePoint(item));
    stored = object;
    return object;
  }

  @Override
  public void abandon() throws ConnectorException {
    connector.requireOpen();
    Optional<URI> upload = upload();
    if (!abandoned && stored == null && upload.isPresent()) {
      try {
        connector.api().cancel(upload.get());
      } catch (ConnectorException e) {
        if (lost(e).failure().kind() != Kind.SESSION_LOST) {
          throw e;
        }
        // It is gone already, which is what was wanted.
      }
    }
    abandoned = true;
    waiting = null;
  }

  @Override
  public void close() {
    // Nothing is held but a description of the last part.
  }

  @Override
  public String toString() {
    return "OneDriveUploadSession[" + state + "]";
  }

  private Optional<URI> upload() {
    return state.upload().map(URI::create);
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

  /** Where the upload stands after a fragment that Microsoft took now or had taken before. */
  private long sendFragment(URI upload, Part part) throws ConnectorException {
    try {
      return switch (connector.api().fragment(upload, part, state.size(), About.UPLOAD)) {
        case OneDriveApi.Fragment.Taken taken -> next(taken.progress()).orElse(part.end());
        case OneDriveApi.Fragment.Stored early ->
            throw new ConnectorException(
                Failure.permanent(Kind.UNCLASSIFIED).withEffect(Effect.UNKNOWN),
                "Microsoft completed the upload before its last byte");
      };
    } catch (ConnectorException e) {
      if (e.failure().kind() == Kind.OFFSET_MISMATCH) {
        return position(upload);
      }
      throw unlessItLives(upload, lost(e));
    }
  }

  /**
   * A fragment is at times told that its upload is not there, and the next request finds it: the
   * upload is lost only where it says so itself.
   */
  private ConnectorException unlessItLives(URI upload, ConnectorException refused) {
    if (refused.failure().kind() != Kind.SESSION_LOST) {
      return refused;
    }
    try {
      connector.api().progress(upload);
      return new ConnectorException(
          Failure.passing(Kind.UNAVAILABLE).withRequestId(refused.failure().providerRequestId()),
          "Microsoft lost sight of the upload for a moment",
          refused);
    } catch (ConnectorException e) {
      return lost(e).failure().kind() == Kind.SESSION_LOST ? refused : e;
    }
  }

  /** How many bytes Microsoft has, without a gap from the first. */
  private long position(URI upload) throws ConnectorException {
    try {
      return next(connector.api().progress(upload)).orElse(state.size());
    } catch (ConnectorException e) {
      throw lost(e);
    }
  }

  /** The first byte that Microsoft waits for; empty if it waits for none. */
  private static OptionalLong next(com.microsoft.graph.models.UploadSession progress) {
    @Nullable List<String> ranges = progress.getNextExpectedRanges();
    if (ranges == null) {
      return OptionalLong.empty();
    }
    return ranges.stream()
        .map(RANGE::matcher)
        .filter(Matcher::matches)
        .mapToLong(range -> Long.parseLong(range.group(1)))
        .min();
  }

  /**
   * The permission in an upload's address ends with the session's life, and is then refused like
   * any other.
   */
  private ConnectorException lost(ConnectorException e) {
    boolean old =
        state
            .expiresAt()
            .filter(end -> !connector.context().clock().instant().isBefore(end))
            .isPresent();
    if (e.failure().kind() != Kind.FORBIDDEN || !old) {
      return e;
    }
    return new ConnectorException(
        Failure.permanent(Kind.SESSION_LOST).withRequestId(e.failure().providerRequestId()),
        "the upload has expired",
        e);
  }

  private DriveItem putWhole() throws ConnectorException {
    Part whole = waiting;
    if (whole == null && state.size() > 0) {
      throw incomplete();
    }
    Part sent = whole == null ? new Part(0, 0, () -> new ByteArrayInputStream(new byte[0])) : whole;
    try {
      return connector.api().put(state.item(), sent);
    } catch (ConnectorException e) {
      throw doubt.told(e);
    }
  }

  private DriveItem complete(URI upload) throws ConnectorException {
    Part last = waiting;
    if (last == null) {
      // Tells an upload that was committed, or has expired, from one that lacks bytes.
      position(upload);
      throw incomplete();
    }
    try {
      return switch (connector.api().fragment(upload, last, state.size(), About.COMPLETING)) {
        case OneDriveApi.Fragment.Stored done -> done.item();
        case OneDriveApi.Fragment.Taken more -> throw incomplete();
      };
    } catch (ConnectorException e) {
      if (e.failure().kind() == Kind.OFFSET_MISMATCH) {
        throw position(upload) < last.offset() ? incomplete() : e;
      }
      throw doubt.told(unlessItLives(upload, lost(e)));
    }
  }

  private static ConnectorException incomplete() {
    return new ConnectorException(
        Failure.permanent(Kind.INCOMPLETE), "the upload lacks bytes and cannot be committed");
  }

  /** What is stored but is not what was sent is removed again. */
  private void requireSame(StoredObject object, Digests whole, boolean inSharePoint)
      throws ConnectorException {
    boolean sameSize = object.size() == state.size();
    if (sameSize && object.digests().match(whole) != Digests.Match.DIFFERS) {
      return;
    }
    String text = differs(sameSize, inSharePoint);
    try {
      connector.api().delete(Place.itemById(state.drive(), object.id()));
    } catch (ConnectorException e) {
      throw new ConnectorException(
          Failure.permanent(Kind.DIGEST_MISMATCH).withEffect(Effect.STORED),
          text + ", and it could not be removed",
          e);
    }
    throw new ConnectorException(Failure.permanent(Kind.DIGEST_MISMATCH), text);
  }

  /**
   * Bytes that are damaged on their way do not become more or fewer: where the size differs, it was
   * SharePoint, which writes a library's properties into Office documents. See
   * https://rclone.org/onedrive/, unexpected file size and hash differences.
   */
  private static String differs(boolean sameSize, boolean inSharePoint) {
    return sameSize || !inSharePoint
        ? "Microsoft stored other bytes than were sent"
        : "SharePoint changed the file after it was stored, as it does with Office documents; give"
            + " it a name that is not a document's";
  }
}
