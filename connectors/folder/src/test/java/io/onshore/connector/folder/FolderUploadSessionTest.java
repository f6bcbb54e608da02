package io.onshore.connector.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.onshore.connector.Confirmed;
import io.onshore.connector.Connector;
import io.onshore.connector.ConnectorContext;
import io.onshore.connector.ConnectorException;
import io.onshore.connector.Destination;
import io.onshore.connector.DigestAlgorithm;
import io.onshore.connector.Digests;
import io.onshore.connector.Failure;
import io.onshore.connector.ObjectName;
import io.onshore.connector.Part;
import io.onshore.connector.Settings;
import io.onshore.connector.StoredObject;
import io.onshore.connector.UploadRequest;
import io.onshore.connector.UploadSession;
import io.onshore.connector.toolkit.digest.RunningDigests;
import io.onshore.connector.toolkit.oauth.MemoryVault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderUploadSessionTest {
  private static final ObjectName NAME = new ObjectName("0123.sealed");
  private static final Destination INBOX = Destination.folder("inbox");

  @TempDir Path root;
  private Connector connector;

  @BeforeEach
  void openConnector() throws Exception {
    Path inbox = Files.createDirectory(root.resolve("inbox"));
    assertThat(inbox).isEmptyDirectory();
    connector = open(new FolderConnectorFactory());
  }

  @Test
  void equalBytesOfAnotherUploadAreNotAdopted() throws Exception {
    byte[] content = {1, 2, 3};
    UploadSession first = sent(content);
    UploadSession second = sent(content);
    StoredObject stored = first.commit(digests(content));

    ConnectorException thrown = refused(() -> second.commit(digests(content)));

    assertThat(thrown.failure()).isEqualTo(Failure.permanent(Failure.Kind.NAME_TAKEN));
    assertThat(connector.find(NAME, INBOX)).contains(stored);
  }

  @Test
  void commitGoesOnAfterACrashBetweenPublishingAndTidyingUp() throws Exception {
    byte[] content = {4, 5, 6};
    UploadSession session = sent(content);
    Path bytes = upload().resolve("bytes");
    Path published = Files.createLink(root.resolve("inbox").resolve(NAME.value()), bytes);

    StoredObject stored = connector.resume(session.token()).commit(digests(content));

    assertThat(published).hasBinaryContent(content);
    assertThat(connector.find(NAME, INBOX)).contains(stored);
    assertThat(root.resolve(".onshore/uploads")).isEmptyDirectory();
  }

  @Test
  void ofManyCommitsOfOneNameExactlyOneWins() throws Exception {
    int rivals = 8;
    CyclicBarrier start = new CyclicBarrier(rivals);
    List<Callable<Boolean>> commits = new ArrayList<>();
    for (int i = 0; i < rivals; i++) {
      byte[] content = {(byte) i};
      UploadSession session = sent(content);
      commits.add(
          () -> {
            start.await();
            try {
              return session.commit(digests(content)).size() == 1;
            } catch (ConnectorException taken) {
              assertThat(taken.failure().kind()).isEqualTo(Failure.Kind.NAME_TAKEN);
              return false;
            }
          });
    }
    int won = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(rivals)) {
      for (Future<Boolean> commit : threads.invokeAll(commits)) {
        won += commit.get() ? 1 : 0;
      }
    }
    assertThat(won).isEqualTo(1);
  }

  @Test
  void aTornLineOfTheListDoesNotCount() throws Exception {
    byte[] content = new byte[3 * 65_536];
    UploadSession session = connector.begin(new UploadRequest(INBOX, NAME, content.length));
    session.send(part(content, 0, 65_536));
    Path list = upload().resolve("parts");
    Path torn = Files.writeString(list, "\n65536 1310", StandardOpenOption.APPEND);
    assertThat(torn).isEqualTo(list);
    assertThat(session.confirmed()).isEqualTo(Confirmed.upTo(65_536));

    session.send(part(content, 131_072, 65_536));

    assertThat(session.confirmed().total()).isEqualTo(2 * 65_536);
    assertThat(refused(() -> session.commit(digests(content))).failure().kind())
        .isEqualTo(Failure.Kind.INCOMPLETE);
  }

  @Test
  void aListedPartIsNotSpoiledByASourceThatChanged() throws Exception {
    byte[] content = {7, 8, 9};
    UploadSession session = sent(content);
    session.send(part(new byte[] {0, 0, 0}, 0, 3));
    assertThat(session.commit(digests(content)).size()).isEqualTo(3);
    assertThat(root.resolve("inbox").resolve(NAME.value())).hasBinaryContent(content);
  }

  @Test
  void commitWithoutADigestThatADiskKnowsIsRefused() throws Exception {
    UploadSession session = sent(new byte[] {1});
    assertThat(refused(() -> session.commit(Digests.NONE)).failure())
        .isEqualTo(Failure.permanent(Failure.Kind.MISCONFIGURED));
    assertThat(connector.find(NAME, INBOX)).isEmpty();
  }

  @Test
  void aCommitThatCannotTidyUpSaysThatTheObjectIsStored() throws Exception {
    byte[] content = {1, 2};
    FailingDisk untidy = new FailingDisk(root, root);
    untidy.forbid("delete");
    connector = open(new FolderConnectorFactory(untidy));
    UploadSession session = sent(content);

    ConnectorException thrown = refused(() -> session.commit(digests(content)));

    assertThat(thrown.failure().effect()).isEqualTo(Failure.Effect.STORED);
    assertThat(root.resolve("inbox").resolve(NAME.value())).hasBinaryContent(content);
  }

  private Connector open(FolderConnectorFactory factory) throws ConnectorException {
    return factory.open(
        new Settings(Map.of("root", root.toString())),
        new ConnectorContext(
            Clock.systemUTC(), "Onshore/test", Duration.ofSeconds(30), new MemoryVault()));
  }

  private UploadSession sent(byte[] content) throws ConnectorException {
    UploadSession session = connector.begin(new UploadRequest(INBOX, NAME, content.length));
    session.send(part(content, 0, content.length));
    return session;
  }

  private Path upload() throws IOException {
    try (Stream<Path> uploads = Files.list(root.resolve(".onshore/uploads"))) {
      return uploads.findFirst().orElseThrow();
    }
  }

  private static Part part(byte[] content, int from, int length) {
    return new Part(from, length, () -> new ByteArrayInputStream(content, from, length));
  }

  private static Digests digests(byte[] content) throws IOException {
    return RunningDigests.of(Set.of(DigestAlgorithm.SHA256), new ByteArrayInputStream(content));
  }

  private static ConnectorException refused(Callable<StoredObject> call) {
    ConnectorException thrown =
        catchThrowableOfType(
            ConnectorException.class,
            () -> {
              StoredObject unexpected = call.call();
              assertThat(unexpected).isNull();
            });
    assertThat(thrown).as("the call is refused").isNotNull();
    return thrown;
  }
}
