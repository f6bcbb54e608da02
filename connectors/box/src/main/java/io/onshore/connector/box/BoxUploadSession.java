package io.onshore.connector.box;

import com.box.sdkgen.schemas.filefull.FileFull;
import com.box.sdkgen.schemas.uploadpart.UploadPart;
import io.onshore.connector.Confirmed;
import io.onshore.connector.ConnectorException;
import io.onshore.connector.Digest;
import io.onshore.connector.DigestAlgorithm;
import io.onshore.connector.Digests;
import io.onshore.connector.Failure;
import io.onshore.connector.Failure.Effect;
import io.onshore.connector.Failure.Kind;
import io.onshore.connector.Part;
import io.onshore.connector.PartRule;
import io.onshore.connector.ResumeToken;
import io.onshore.connector.StoredObject;
import io.onshore.connector.UploadSession;
import io.onshore.connector.box.UploadState.Chunked;
import io.onshore.connector.toolkit.commit.CommitDoubt;
import io.onshore.connector.toolkit.digest.PartDigests;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One upload. A small object is one part and goes in one request at commit; until then it is a
 * {@link Part} that waits, never its bytes. A larger one goes in parts to a session at Box, which
 * keeps each part with its digest and makes the object at commit. What Box has is asked of Box, so
 * that another process can go on.
 */
final class BoxUploadSession implements UploadSession {
  /** The largest object that goes in one request: below it Box opens no session. */
  static final long SMALL = 20_000_000;

  /**
   * What Box is known to have asked for, and how many parts its guide advises at once. Box names
   * the size anew for each session, and that one counts.
   */
  static final PartRule USUAL_PARTS = new PartRule.Fixed(32L * 1024 * 1024, 3);

  /**
   * Box's own uploader sends parts one by one to hosts of this name, because more at once were
   * slower in its zones: https://github.com/box/box-ui-elements/commit/d5eaeb6.
   */
  private static final String ZONE_HOST = "fupload-ec2";

  private final BoxConnector connector;
  private final UploadState state;
  private @Nullable Part waiting;
  private @Nullable StoredObject stored;
  private boolean abandoned;

  private final CommitDoubt doubt;

  BoxUploadSession(BoxConnector connector, UploadState state, boolean resumed) {
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
    return state
        .chunked()
        .map(at -> new PartRule.Fixed(at.partBytes(), parallel(at.upload())))
        .orElseGet(() -> new PartRule.Fixed(Math.max(1, state.size()), 1));
  }

  /** How many parts may be under way to this address. */
  static int parallel(URI upload) {
    return upload.getHost().contains(ZONE_HOST) ? 1 : USUAL_PARTS.parallel();
  }

  @Override
  public Optional<Instant> expiresAt() {
    return state.chunked().map(Chunked::expiresAt);
  }

  @Override
  public Confirmed confirmed() throws ConnectorException {
    requireOpen();
    return state.chunked().isPresent()
        ? confirmed(parts(state.chunked().get()))
        : Confirmed.upTo(0);
  }

  @Override
  public void send(Part part) throws ConnectorException {
    requireOpen();
    requireFitting(part);
    Digest sha1 = sha1(part);
    if (state.chunked().isPresent()) {
      send(state.chunked().get(), part, sha1);
    } else {
      waiting = part;
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
    Digest sha1 =
        whole
            .by(DigestAlgorithm.SHA1)
            .orElseThrow(
                () -> ConnectorException.misconfigured("a commit at Box needs the SHA-1 digest"));
    StoredObject object =
        StoredFiles.of(commit(sha1), state.name())
            .orElseThrow(() -> BoxFailures.unreadable(BoxFailures.About.COMPLETING, null));
    requireSame(object, whole);
    stored = object;
    return object;
  }

  @Override
  public void abandon() throws ConnectorException {
    connector.requireOpen();
    Optional<Chunked> chunked = state.chunked();
    if (!abandoned && stored == null && chunked.isPresent()) {
      try {
        connector.api().abort(chunked.get().abort());
      } catch (ConnectorException e) {
        if (e.failure().kind() != Kind.SESSION_LOST) {
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
    // Nothing is held but a description of the one part.
  }

  @Override
  public String toString() {
    return "BoxUploadSession[" + state + "]";
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
    long partBytes = state.chunked().map(Chunked::partBytes).orElse(Math.max(1, state.size()));
    boolean fits =
        part.offset() % partBytes == 0
            && part.end() <= state.size()
            && (part.length() == partBytes || part.end() == state.size())
            && (part.length() > 0 || state.size() == 0);
    if (!fits) {
      throw new ConnectorException(
          Failure.permanent(Kind.OFFSET_MISMATCH), "the part is none of those that Box asks for");
    }
  }

  /** Reads the source to its end, so that a bad one fails before anything is sent. */
  private static Digest sha1(Part part) throws ConnectorException {
    return PartDigests.of(part, Set.of(DigestAlgorithm.SHA1))
        .by(DigestAlgorithm.SHA1)
        .orElseThrow();
  }

  private void send(Chunked at, Part part, Digest sha1) throws ConnectorException {
    UploadPart taken;
    try {
      taken = connector.api().part(at.upload(), part, state.size(), sha1);
    } catch (ConnectorException e) {
      if (e.failure().kind() == Kind.OFFSET_MISMATCH) {
        requireThere(at, part, sha1, e);
        return;
      }
      throw e;
    }
    if (!isSame(taken, part, sha1)) {
      throw new ConnectorException(
          Failure.permanent(Kind.DIGEST_MISMATCH), "Box took other bytes than were sent");
    }
  }

  /** Box keeps parts for good, so a part in the way is either this one or the upload's end. */
  private void requireThere(Chunked at, Part part, Digest sha1, ConnectorException refused)
      throws ConnectorException {
    Optional<UploadPart> inTheWay =
        parts(at).stream().filter(each -> each.getOffset() == part.offset()).findFirst();
    if (inTheWay.isEmpty()) {
      throw refused;
    }
    if (!isSame(inTheWay.get(), part, sha1)) {
      abandon();
      throw new ConnectorException(
          Failure.permanent(Kind.SESSION_LOST).withRequestId(refused.failure().providerRequestId()),
          "Box holds other bytes in place of the part, and the upload was ended",
          refused);
    }
  }

  private static boolean isSame(UploadPart stored, Part part, Digest sha1) {
    return stored.getSize() == part.length()
        && StoredFiles.sha1(stored.getSha1()).match(Digests.of(sha1)) == Digests.Match.AGREES;
  }

  /** What Box has, in order. */
  private List<UploadPart> parts(Chunked at) throws ConnectorException {
    List<UploadPart> parts = connector.api().parts(at.parts());
    for (UploadPart part : parts) {
      @Nullable Long offset = part.getOffset();
      @Nullable Long size = part.getSize();
      if (offset == null || size == null || offset < 0 || size <= 0) {
        throw BoxFailures.unreadable(BoxFailures.About.UPLOAD, null);
      }
    }
    return parts;
  }

  private static Confirmed confirmed(List<UploadPart> parts) {
    return new Confirmed(
        parts.stream()
            .map(part -> new Confirmed.Range(part.getOffset(), part.getOffset() + part.getSize()))
            .toList());
  }

  private FileFull commit(Digest sha1) throws ConnectorException {
    try {
      return state.chunked().isPresent() ? complete(state.chunked().get(), sha1) : store(sha1);
    } catch (ConnectorException e) {
      throw doubt.told(e);
    }
  }

  private FileFull store(Digest sha1) throws ConnectorException {
    Part whole = waiting;
    if (whole == null && state.size() > 0) {
      throw incomplete();
    }
    Part sent = whole == null ? new Part(0, 0, () -> new ByteArrayInputStream(new byte[0])) : whole;
    return connector.api().store(state.folderId(), state.name(), sent, sha1);
  }

  private FileFull complete(Chunked at, Digest sha1) throws ConnectorException {
    List<UploadPart> parts = parts(at);
    if (confirmed(parts).contiguous() < state.size()) {
      throw incomplete();
    }
    return connector.api().commit(at.commit(), parts, sha1);
  }

  private static ConnectorException incomplete() {
    return new ConnectorException(
        Failure.permanent(Kind.INCOMPLETE), "the upload lacks bytes and cannot be committed");
  }

  /** What is stored but is not what was sent is removed again. */
  private void requireSame(StoredObject object, Digests whole) throws ConnectorException {
    boolean same =
        object.size() == state.size() && object.digests().match(whole) != Digests.Match.DIFFERS;
    if (same) {
      return;
    }
    try {
      connector.api().delete(object.id());
    } catch (ConnectorException e) {
      throw new ConnectorException(
          Failure.permanent(Kind.DIGEST_MISMATCH).withEffect(Effect.STORED),
          "Box stored other bytes than were sent, and they could not be removed",
          e);
    }
    throw new ConnectorException(
        Failure.permanent(Kind.DIGEST_MISMATCH), "Box stored other bytes than were sent");
  }
}
