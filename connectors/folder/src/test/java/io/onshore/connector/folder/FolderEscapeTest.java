package io.onshore.connector.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.onshore.connector.Connector;
import io.onshore.connector.ConnectorContext;
import io.onshore.connector.ConnectorException;
import io.onshore.connector.Destination;
import io.onshore.connector.Failure;
import io.onshore.connector.ObjectName;
import io.onshore.connector.ResumeToken;
import io.onshore.connector.Settings;
import io.onshore.connector.StoredObject;
import io.onshore.connector.UploadRequest;
import io.onshore.connector.UploadSession;
import io.onshore.connector.toolkit.oauth.MemoryVault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FolderEscapeTest {
  private static final ObjectName NAME = new ObjectName("0123.sealed");

  @TempDir Path disk;
  private Path root;
  private Connector connector;

  @BeforeEach
  void openConnector() throws Exception {
    root = Files.createDirectories(disk.resolve("root"));
    Files.createDirectories(root.resolve("inbox/deeper"));
    Files.createDirectories(disk.resolve("outside"));
    connector = open(root.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "..",
        "../outside",
        "inbox/../../outside",
        "inbox/..",
        ".",
        "./inbox",
        "/",
        "/tmp",
        "//inbox",
        "inbox/",
        "inbox//deeper",
        "inbox\\..",
        "C:",
        ".onshore",
        ".onshore/uploads",
        "inbox/.hidden",
        "inbox\u0000",
        "inbox\n"
      })
  void refusesAFolderThatIsNotPlainlyBelowTheRoot(String folder) {
    Destination destination = Destination.folder(folder);
    assertMisconfigured(() -> connector.check(destination));
    assertMisconfigured(() -> connector.begin(new UploadRequest(destination, NAME, 1)));
    assertMisconfigured(() -> connector.find(NAME, destination));
    assertMisconfigured(() -> connector.probeResidency(destination));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "inbox", "inbox/deeper"})
  void acceptsTheRootAndFoldersBelowIt(String folder) {
    assertThatCode(() -> connector.check(Destination.folder(folder))).doesNotThrowAnyException();
  }

  @Test
  void refusesALinkThatLeadsOut() throws Exception {
    Path link = Files.createSymbolicLink(root.resolve("way-out"), disk.resolve("outside"));
    assertThat(link).isDirectory();
    Destination destination = Destination.folder("way-out");
    assertMisconfigured(() -> connector.check(destination));
    assertMisconfigured(() -> connector.begin(new UploadRequest(destination, NAME, 1)));
    assertThat(disk.resolve("outside")).isEmptyDirectory();
  }

  @Test
  void acceptsALinkThatStaysInside() throws Exception {
    Path link = Files.createSymbolicLink(root.resolve("short-cut"), root.resolve("inbox/deeper"));
    assertThat(link).isDirectory();
    assertThatCode(() -> connector.check(Destination.folder("short-cut")))
        .doesNotThrowAnyException();
  }

  @Test
  void refusesASpaceBecauseADiskHasNone() {
    assertMisconfigured(() -> connector.check(new Destination(Optional.of("drive"), "inbox")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"relative", "./here", "../up", "a\u0000b"})
  void refusesARootThatIsNotAnAbsolutePath(String path) {
    ConnectorException thrown = catchThrowableOfType(ConnectorException.class, () -> open(path));
    assertThat(thrown).hasMessageContaining("`root`");
    assertThat(thrown.failure()).isEqualTo(Failure.permanent(Failure.Kind.MISCONFIGURED));
  }

  @Test
  void refusesATokenWhoseIdIsAPath() throws Exception {
    try (UploadSession session =
        connector.begin(new UploadRequest(Destination.folder("inbox"), NAME, 1))) {
      String token = session.token().reveal();
      String id = token.split("/", -1)[1];
      ResumeToken changed =
          new ResumeToken(
              connector.provider(), token.replace(id, "../../../outside/0123456789abcd"));
      assertMisconfigured(() -> connector.resume(changed));
    }
  }

  @Test
  void aFileThatIsNoObjectOfOursIsNotFollowedByDiscard() throws Exception {
    Path file = Files.writeString(root.resolve("inbox").resolve(NAME.value()), "first");
    Destination inbox = Destination.folder("inbox");
    StoredObject first = connector.find(NAME, inbox).orElseThrow();
    // A second file beside it keeps the first one's number from being given out again.
    Path kept = Files.move(file, root.resolve("inbox/kept"));
    Path second = Files.writeString(file, "second");

    connector.discard().orElseThrow().discard(first, inbox);

    assertThat(second).hasContent("second");
    assertThat(kept).hasContent("first");
  }

  @Test
  void aDiskThatIsNotThereIsAnOutageNotAMissingFolder() throws Exception {
    Path away = Files.move(root, disk.resolve("unmounted"));
    assertThat(away).isDirectory();
    ConnectorException thrown =
        catchThrowableOfType(
            ConnectorException.class, () -> connector.find(NAME, Destination.folder("inbox")));
    assertThat(thrown.failure()).isEqualTo(Failure.passing(Failure.Kind.UNAVAILABLE));
  }

  @Test
  void aFolderUnderANameIsTakenAndNoObject() throws Exception {
    Path folder = Files.createDirectory(root.resolve("inbox").resolve(NAME.value()));
    Destination inbox = Destination.folder("inbox");
    ConnectorException thrown =
        catchThrowableOfType(
            ConnectorException.class, () -> connector.begin(new UploadRequest(inbox, NAME, 1)));
    assertThat(thrown.failure().kind()).isEqualTo(Failure.Kind.NAME_TAKEN);
    assertThat(connector.find(NAME, inbox)).isEmpty();
    assertThat(folder).isEmptyDirectory();
  }

  private static Connector open(String root) throws ConnectorException {
    return new FolderConnectorFactory()
        .open(
            new Settings(Map.of("root", root)),
            new ConnectorContext(
                Clock.systemUTC(), "Onshore/test", Duration.ofSeconds(30), new MemoryVault()));
  }

  private static void assertMisconfigured(ThrowingCallable call) {
    ConnectorException thrown = catchThrowableOfType(ConnectorException.class, call);
    assertThat(thrown).as("the call is refused").isNotNull();
    assertThat(thrown.failure().kind()).isEqualTo(Failure.Kind.MISCONFIGURED);
  }
}
