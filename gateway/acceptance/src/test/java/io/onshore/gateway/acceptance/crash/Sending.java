package io.onshore.gateway.acceptance.crash;

import io.onshore.connector.DigestAlgorithm;
import io.onshore.connector.Digests;
import io.onshore.connector.testkit.Harness;
import io.onshore.connector.toolkit.digest.RunningDigests;
import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.audit.AuditType;
import io.onshore.gateway.practice.Caller;
import io.onshore.gateway.practice.Role;
import io.onshore.gateway.residency.DecisionRecord;
import io.onshore.gateway.residency.Patient;
import io.onshore.gateway.store.JdbcStore;
import io.onshore.gateway.store.secret.SecretBox;
import io.onshore.gateway.store.spool.FileSpool;
import io.onshore.gateway.transfer.Spool;
import io.onshore.gateway.transfer.Transfer;
import io.onshore.gateway.transfer.TransferId;
import io.onshore.gateway.transfer.TransferState;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.h2.jdbcx.JdbcConnectionPool;

/**
 * One file that is sent to one provider's double through the real engine, store and connector, by
 * one process after another.
 */
final class Sending implements AutoCloseable {
  private static final Caller CLINICIAN =
      new Caller("sub-1", "Dr Lee", RunningGateway.PRACTICE, Set.of(Role.CLINICIAN));

  /** So that a transfer that never ends shows. */
  private static final int MOST_LOOKS = 400;

  final Harness harness;
  final Points points = new Points();
  private final JdbcConnectionPool database;
  private final JdbcStore store;
  private final FileSpool spool;
  private final TransferId id = TransferId.fresh();
  private final byte[] content;
  private RunningGateway process;
  private int processes;

  /**
   * @param database that holds the gateway's tables and nothing else; ends with this
   * @param decision any: what may be sent was decided before
   */
  Sending(
      Harness harness,
      byte[] content,
      JdbcConnectionPool database,
      Path folder,
      DecisionRecord decision)
      throws IOException {
    this.harness = harness;
    this.content = content;
    this.database = database;
    this.store = new JdbcStore(database, new SecretBox(List.of(new byte[SecretBox.KEY_BYTES])));
    this.spool = new FileSpool(folder, 1L << 40);
    this.process = start();
    queue(decision);
  }

  private RunningGateway start() {
    processes++;
    return new RunningGateway(harness, points, store, spool, "process-" + processes);
  }

  private void queue(DecisionRecord decision) throws IOException {
    try (Spool.Appender file = spool.append(id, 0, content.length)) {
      file.write(content, 0, content.length);
      file.force();
    }
    Instant now = harness.clock().instant();
    store
        .journal()
        .create(
            new Transfer(
                id,
                RunningGateway.PRACTICE,
                RunningGateway.DESTINATION,
                harness.factory().provider(),
                CLINICIAN.subject(),
                content.length,
                Optional.empty(),
                Patient.UNTOLD,
                Set.of(),
                decision,
                new TransferState.Queued(),
                content.length,
                0,
                digests(),
                Optional.of(new Transfer.Seal("AGE", true, "an age file for 1 recipient")),
                false,
                Optional.empty(),
                Optional.empty(),
                now,
                now,
                0),
            AuditEvent.by(CLINICIAN, now, AuditType.TRANSFER_DECLARED, id.value(), Map.of()));
  }

  private Digests digests() throws IOException {
    Set<DigestAlgorithm> algorithms = EnumSet.of(DigestAlgorithm.SHA256);
    algorithms.addAll(harness.factory().card().limits().digests());
    return RunningDigests.of(algorithms, new ByteArrayInputStream(content));
  }

  /** Lets processes work until the transfer ends, a new one after each that is killed. */
  Transfer toTheEnd() {
    for (int i = 0; i < MOST_LOOKS && !now().state().ended(); i++) {
      try {
        if (!process.workOnce()) {
          moveOn();
        }
      } catch (Points.PowerCut killed) {
        process.close();
        points.restore();
        process = start();
        // The lease of the one that died runs out.
        harness.clock().advance(Duration.ofSeconds(31));
      }
    }
    return now();
  }

  private void moveOn() {
    Instant now = harness.clock().instant();
    Duration wait =
        now()
            .trouble()
            .flatMap(Transfer.Trouble::retryAt)
            .filter(at -> at.isAfter(now))
            .map(at -> Duration.between(now, at))
            .orElse(Duration.ofSeconds(31));
    harness.clock().advance(wait);
  }

  Transfer now() {
    return store.journal().find(RunningGateway.PRACTICE, id).orElseThrow();
  }

  /** Whether the provider holds exactly one object, and it is the file. */
  boolean oneObject() {
    return harness.objects() == 1
        && harness
            .storedBytes(id.objectName())
            .filter(bytes -> java.util.Arrays.equals(bytes, content))
            .isPresent();
  }

  @Override
  public void close() {
    process.close();
    harness.close();
    forget();
  }

  /** Its tables stay in memory for ever otherwise, and there are hundreds of these. */
  private void forget() {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("SHUTDOWN");
    } catch (SQLException unexpected) {
      throw new IllegalStateException(unexpected);
    }
    database.dispose();
  }
}
