package io.onshore.gateway.store;

import io.onshore.gateway.audit.AuditType;
import io.onshore.gateway.transfer.Transfer;
import io.onshore.gateway.transfer.TransferJournal;
import io.onshore.gateway.transfer.TransferState;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.h2.jdbcx.JdbcConnectionPool;
import org.postgresql.ds.PGConnectionPoolDataSource;

/** Another process that takes transfers through their steps until it is killed. */
final class SteppingProcess {
  private SteppingProcess() {}

  /**
   * Runs one and kills it.
   *
   * @param lines after how many recorded steps
   * @return the newest version of each transfer that the process knew to be recorded
   */
  static Map<String, Long> killedAfter(int lines, String url) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                SteppingProcess.class.getName(),
                url)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    Map<String, Long> versions = new HashMap<>();
    try (BufferedReader out = process.inputReader(StandardCharsets.US_ASCII)) {
      int read = 0;
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        String[] words = line.split(" ", -1);
        if (words.length == 3 && words[2].equals(".")) {
          versions.merge(words[0], Long.valueOf(words[1]), Math::max);
          read++;
        }
        if (read == lines + 1) {
          // Through its handle: what it had said before is still read.
          process.toHandle().destroyForcibly();
        }
      }
    } finally {
      process.destroyForcibly();
      process.waitFor();
    }
    if (process.exitValue() == 0 || versions.isEmpty()) {
      throw new AssertionError("the process ended before it was killed");
    }
    return versions;
  }

  /** A pool of connections; H2's own holds PostgreSQL's as well. */
  static JdbcConnectionPool source(String url) {
    if (url.startsWith("jdbc:h2:")) {
      return JdbcConnectionPool.create(url, "sa", "");
    }
    PGConnectionPoolDataSource source = new PGConnectionPoolDataSource();
    source.setUrl(url);
    return JdbcConnectionPool.create(source);
  }

  /** Steps two transfers at a time, and says so after each step. */
  public static void main(String[] arguments) {
    TransferJournal journal = new JdbcStore(source(arguments[0]), StoreContract.box()).journal();
    for (int i = 0; i < 2; i++) {
      Thread.ofPlatform().start(() -> stepOn(journal));
    }
  }

  private static void stepOn(TransferJournal journal) {
    while (true) {
      Transfer transfer = Samples.transfer();
      journal.create(transfer, Samples.event(transfer, AuditType.TRANSFER_DECLARED));
      tell(transfer);
      for (TransferState state : path(transfer)) {
        Transfer next = transfer.in(state);
        transfer = journal.step(next, Samples.event(next, AuditType.SENDING_STARTED), Samples.NOW);
        tell(transfer);
        journal.sent(transfer.id(), transfer.version(), Samples.NOW);
      }
    }
  }

  private static List<TransferState> path(Transfer transfer) {
    return List.of(
        new TransferState.Received(),
        new TransferState.Queued(),
        new TransferState.Sending(Samples.TOKEN),
        new TransferState.Committing(Samples.TOKEN),
        new TransferState.Stored(Samples.object(transfer.id())),
        new TransferState.Verified(Samples.object(transfer.id()), TransferState.Proof.MATCHED));
  }

  @SuppressWarnings("SystemOut") // The pipe to the test.
  private static synchronized void tell(Transfer transfer) {
    System.out.println(transfer.id() + " " + transfer.version() + " .");
    System.out.flush();
  }
}
