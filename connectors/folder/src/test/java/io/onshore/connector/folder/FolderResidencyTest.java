package io.onshore.connector.folder;

import static org.assertj.core.api.Assertions.assertThat;

import io.onshore.connector.Connector;
import io.onshore.connector.ConnectorContext;
import io.onshore.connector.ConnectorException;
import io.onshore.connector.Destination;
import io.onshore.connector.Settings;
import io.onshore.connector.residency.AccountKind;
import io.onshore.connector.residency.DestinationIdentity;
import io.onshore.connector.residency.ResidencyEvidence;
import io.onshore.connector.toolkit.oauth.MemoryVault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose a folder on a disk is, and which. */
class FolderResidencyTest {
  @TempDir Path disk;
  private Path inbox;

  @BeforeEach
  void makeFolders() throws Exception {
    inbox = Files.createDirectories(disk.resolve("inbox")).toRealPath();
    Files.createDirectories(disk.resolve("outbox"));
  }

  @Test
  void identityIsTheRealPathOfAnOrganisationsDisk() throws Exception {
    ResidencyEvidence evidence = probe("inbox");
    assertThat(evidence.identity())
        .isEqualTo(
            new DestinationIdentity(
                AccountKind.ORGANISATION,
                Optional.empty(),
                Optional.of(inbox.toString()),
                Optional.empty()));
    assertThat(evidence.answers()).as("nobody is asked").isEmpty();
  }

  @Test
  void linkThatNowLeadsElsewhereIsAnotherPlace() throws Exception {
    Path link = Files.createSymbolicLink(disk.resolve("photos"), inbox);
    assertThat(probe("photos").identity()).isEqualTo(probe("inbox").identity());
    Files.delete(link);
    Path ignored = Files.createSymbolicLink(link, disk.resolve("outbox"));
    assertThat(probe("photos").identity()).isEqualTo(probe("outbox").identity());
  }

  private ResidencyEvidence probe(String folder) throws ConnectorException {
    ConnectorContext context =
        new ConnectorContext(Clock.systemUTC(), "test", Duration.ofMinutes(1), new MemoryVault());
    try (Connector connector =
        new FolderConnectorFactory().open(new Settings(Map.of("root", disk.toString())), context)) {
      return connector.probeResidency(Destination.folder(folder));
    }
  }
}
