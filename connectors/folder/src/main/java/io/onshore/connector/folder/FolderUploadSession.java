package io.onshore.connector.folder;

import io.onshore.connector.Confirmed;
import io.onshore.connector.ConnectorException;
import io.onshore.connector.Digests;
import io.onshore.connector.Failure.Kind;
import io.onshore.connector.Part;
import io.onshore.connector.PartRule;
import io.onshore.connector.ResumeToken;
import io.onshore.connector.StoredObject;
import io.onshore.connector.UploadRequest;
import io.onshore.connector.UploadSession;
import io.onshore.connector.toolkit.parts.ExactLength;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * One upload under way: a hidden file that takes the bytes, and a list beside it of the parts that
 * are safely in it. The list is the truth; bytes that are not listed do not count. Committing gives
 * the file its visible name, which either succeeds at once or leaves everything as it was.
 */
final class FolderUploadSession implements UploadSession {
  private static final int BLOCK = 256 << 10;

  /** A line without its final dot was torn by a crash, and does not count. */
  private static final Pattern LISTED = Pattern.compile("(?m)^([0-9]{1,18}) ([0-9]{1,18}) \\.$");

  private final FolderApi api;
  private final FolderPlace place;
  private final FolderCalls calls;
  private final FolderObjects objects;
  private final FolderToken token;
  private volatile Optional<StoredObject> committed = Optional.empty();

  FolderUploadSession(
      FolderApi api,
      FolderPlace place,
      FolderCalls calls,
      FolderObjects objects,
      FolderToken token) {
    this.api = api;
    this.place = place;
    this.calls = calls;
    this.objects = objects;
    this.token = token;
  }

  /** Makes the hidden file and its list. */
  void create() throws IOException {
    api.createFolders(upload());
    api.createFile(bytes());
    api.createFile(list());
  }

  @Override
  public ResumeToken token() {
    return token.token();
  }

  @Override
  public PartRule partRule() {
    return FolderConnectorFactory.PART_RULE;
  }

  @Override
  public Optional<Instant> expiresAt() {
    return Optional.empty();
  }

  @Override
  public Confirmed confirmed() throws ConnectorException {
    return calls.call(Kind.SESSION_LOST, 0, steps -> listed());
  }

  @Override
  public void send(Part part) throws ConnectorException {
    calls.requireOpen();
    requireWithinRule(part);
    boolean ignored =
        calls.call(
            Kind.SESSION_LOST,
            part.length(),
            steps -> {
              // A listed part is not written again: a source that changed could only spoil it.
              if (part.length() > 0 && listed().covers(part)) {
                return false;
              }
              copy(part, steps);
              if (part.length() > 0) {
                api.sync(bytes());
                // The line break comes first, so that it also ends a torn line.
                api.append(list(), "\n" + part.offset() + " " + part.end() + " .");
              }
              return true;
            });
  }

  @Override
  public StoredObject commit(Digests whole) throws ConnectorException {
    calls.requireOpen();
    if (committed.isPresent()) {
      return committed.get();
    }
    StoredObject object = calls.call(Kind.SESSION_LOST, 0, steps -> publish(whole, steps));
    committed = Optional.of(object);
    return object;
  }

  @Override
  public void abandon() throws ConnectorException {
    boolean ignored =
        calls.call(
            Kind.SESSION_LOST,
            0,
            steps -> {
              remove();
              return true;
            });
  }

  @Override
  public void close() {
    // Nothing is held open between calls.
  }

  @Override
  public String toString() {
    return "FolderUploadSession[" + token.request().name() + "]";
  }

  private void requireWithinRule(Part part) throws ConnectorException {
    PartRule.MultipleOf rule = (PartRule.MultipleOf) FolderConnectorFactory.PART_RULE;
    long size = request().size();
    boolean last = part.end() == size;
    if (part.offset() % rule.unit() != 0
        || part.length() > rule.max()
        || part.length() > size - part.offset()
        || (!last && part.length() % rule.unit() != 0)
        || (part.length() == 0 && size > 0)) {
      throw FolderFailures.plain(Kind.OFFSET_MISMATCH);
    }
  }

  private void copy(Part part, FolderCalls.Steps steps) throws IOException, ConnectorException {
    byte[] block = new byte[Math.clamp(part.length(), 1, BLOCK)];
    try (InputStream in = open(part);
        SeekableByteChannel out = api.openToWrite(bytes())) {
      out.position(part.offset());
      for (int read = read(in, block); read >= 0; read = read(in, block)) {
        ByteBuffer buffer = ByteBuffer.wrap(block, 0, read);
        while (buffer.hasRemaining()) {
          out.write(buffer);
        }
        steps.next();
      }
    }
  }

  private StoredObject publish(Digests whole, FolderCalls.Steps steps)
      throws IOException, ConnectorException {
    Path folder = place.folder(request().destination());
    Path target = folder.resolve(request().name().value());
    if (!listed().covers(new Part(0, request().size(), InputStream::nullInputStream))) {
      throw FolderFailures.plain(Kind.INCOMPLETE);
    }
    Digests onDisk = objects.digests(bytes(), steps);
    switch (onDisk.match(whole)) {
      case AGREES -> {
        // The bytes on the disk are the sent ones.
      }
      case DIFFERS -> throw FolderFailures.plain(Kind.DIGEST_MISMATCH);
      case NOTHING_IN_COMMON ->
          throw ConnectorException.misconfigured("a commit to a disk needs the SHA-256 digest");
    }
    link(target, steps);
    api.sync(folder);
    steps.published();
    BasicFileAttributes attributes = api.attributes(target);
    remove();
    return FolderObjects.describe(target, request().name(), attributes, onDisk);
  }

  /** INVARIANT: the visible name is given by one atomic step that never replaces a file. */
  private void link(Path target, FolderCalls.Steps steps) throws IOException {
    steps.publishing();
    try {
      api.link(bytes(), target);
    } catch (FileAlreadyExistsException taken) {
      // Ours if it is the very same file, from a commit whose end nobody saw. Equal bytes would
      // prove nothing: they may be another upload's.
      if (!api.same(bytes(), target)) {
        steps.refused();
        throw taken;
      }
    }
  }

  private void remove() throws IOException {
    api.delete(bytes());
    api.delete(list());
    api.delete(upload());
  }

  private Confirmed listed() throws IOException {
    List<Confirmed.Range> ranges =
        LISTED.matcher(api.readText(list())).results().map(FolderUploadSession::range).toList();
    return new Confirmed(ranges);
  }

  private static Confirmed.Range range(MatchResult line) {
    return new Confirmed.Range(Long.parseLong(line.group(1)), Long.parseLong(line.group(2)));
  }

  private static InputStream open(Part part) throws ConnectorException {
    try {
      return new ExactLength(part.source().open(), part.length());
    } catch (IOException | RuntimeException failed) {
      throw FolderFailures.sourceFailed(failed);
    }
  }

  private static int read(InputStream in, byte[] block) throws ConnectorException {
    try {
      return in.read(block);
    } catch (IOException | RuntimeException failed) {
      throw FolderFailures.sourceFailed(failed);
    }
  }

  private UploadRequest request() {
    return token.request();
  }

  private Path upload() {
    return place.upload(token.id());
  }

  private Path bytes() {
    return upload().resolve("bytes");
  }

  private Path list() {
    return upload().resolve("parts");
  }
}
