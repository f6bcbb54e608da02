package io.onshore.gateway.store;

import io.onshore.connector.credential.TokenVault;
import io.onshore.connector.credential.Tokens;
import io.onshore.gateway.store.connection.JdbcGrants;
import io.onshore.gateway.store.transaction.Transactions;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** Another process that renews tokens, and is killed at a point of the test's choice. */
final class RenewingProcess {
  static final Duration TURN = Duration.ofSeconds(3);

  /** Where the process stands when it is killed. */
  enum Point {
    /** The provider has answered, and nothing is on the disk. */
    ANSWERED,
    /** The new tokens are handed out. */
    HANDED_OUT
  }

  private RenewingProcess() {}

  /** Runs one, which renews what it finds, and kills it there. */
  static void killedAt(Point point, String url) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                RenewingProcess.class.getName(),
                url)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out = process.inputReader(StandardCharsets.US_ASCII)) {
      String line = out.readLine();
      while (line != null && !line.equals(point.name())) {
        if (line.equals(Point.ANSWERED.name())) {
          process.getOutputStream().write('\n');
          process.getOutputStream().flush();
        }
        line = out.readLine();
      }
      if (line == null) {
        throw new AssertionError("the process ended before it was killed");
      }
      process.toHandle().destroyForcibly();
    } finally {
      process.destroyForcibly();
      process.waitFor();
    }
  }

  /** Renews once. Goes on after the provider's answer when it is told to. */
  public static void main(String[] arguments) throws Exception {
    TokenVault vault =
        new JdbcGrants(
                new Transactions(SteppingProcess.source(arguments[0])),
                StoreContract.box(),
                Clock.systemUTC(),
                TURN)
            .vault(GrantContract.ACCOUNT);
    Optional<Tokens> stale = vault.newest();
    vault.renew(
        stale,
        newest -> {
          Tokens fresh =
              new Tokens(
                  "access-of-the-killed",
                  OnceServer.EXPIRES,
                  Optional.of("refresh-of-the-killed"),
                  Optional.empty());
          tell(Point.ANSWERED);
          try {
            int _ = System.in.read();
          } catch (java.io.IOException gone) {
            throw new IllegalStateException(gone);
          }
          return fresh;
        });
    tell(Point.HANDED_OUT);
    new Semaphore(0).acquire();
  }

  @SuppressWarnings("SystemOut") // The pipe to the test.
  private static void tell(Point point) {
    System.out.println(point.name());
    System.out.flush();
  }
}
