package io.onshore.connector.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/**
 * Where a server of a double listens, and how.
 *
 * @param address to bind to, such as {@code 127.0.0.1}
 * @param port 0 for any free one
 * @param tls empty for plain HTTP; with it, plain HTTP is refused
 */
public record Listening(String address, int port, Optional<Tls> tls) {
  /**
   * What a server proves itself with.
   *
   * @param keystore a PKCS12 file that holds a key with its certificate
   * @param password of the file and of the key in it
   */
  public record Tls(Path keystore, String password) {
    /**
     * A new key with a certificate that names this machine only, signed by itself. A client that
     * takes the file as its trust store trusts it.
     *
     * @param folder where the file goes
     */
    public static Tls forThisMachine(Path folder) {
      Tls tls = new Tls(folder.resolve("double.p12"), UUID.randomUUID().toString());
      tls.generate();
      return tls;
    }

    /** By the JDK's own tool: the class library makes no certificates. */
    private void generate() {
      try {
        Process keytool =
            new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair",
                    "-alias",
                    "double",
                    "-keyalg",
                    "EC",
                    "-dname",
                    "CN=localhost",
                    "-ext",
                    "san=dns:localhost,ip:127.0.0.1",
                    "-storetype",
                    "PKCS12",
                    "-keystore",
                    keystore.toString(),
                    "-storepass",
                    password)
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (keytool.waitFor() != 0) {
          throw new IllegalStateException("keytool: " + said);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }

    /** Without the password. */
    @Override
    public String toString() {
      return "Tls[" + keystore + "]";
    }
  }

  /** Plain HTTP on this machine, on any free port. */
  public static Listening local() {
    return plain("127.0.0.1", 0);
  }

  /** Plain HTTP. */
  public static Listening plain(String address, int port) {
    return new Listening(address, port, Optional.empty());
  }

  /** The same with TLS. */
  public Listening with(Tls secured) {
    return new Listening(address, port, Optional.of(secured));
  }
}
