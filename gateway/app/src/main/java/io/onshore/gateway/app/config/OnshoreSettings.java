package io.onshore.gateway.app.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The gateway's own settings. */
@ConfigMapping(prefix = "onshore")
public interface OnshoreSettings {
  /** Where the embedded database, the spool and the key are kept. */
  @WithDefault("data")
  Path dataDir();

  /**
   * The set-up file: practices, connections and destinations. A name that begins with {@code
   * classpath:} is looked up inside the application.
   */
  Optional<String> setupFile();

  /** The database. */
  Database database();

  /** Where received bytes wait. */
  Spool spool();

  /** The worker that sends. */
  Engine engine();

  /** How evidence is kept fresh. */
  Evidence evidence();

  /** The calls to providers. */
  Calls calls();

  /** The key that seals secrets in the database. */
  Key key();

  /** Settings that every connection to a provider has unless it says otherwise, by provider. */
  Map<String, Map<String, String>> provider();

  /** The database. */
  interface Database {
    /** A JDBC address of PostgreSQL. An embedded H2 in the data folder if not given. */
    Optional<String> url();

    /** The user. */
    @WithDefault("onshore")
    String username();

    /** The password. */
    @WithDefault("onshore")
    String password();

    /** The most connections at once. */
    @WithDefault("20")
    int connections();
  }

  /** Where received bytes wait. */
  interface Spool {
    /** The most bytes that may wait. */
    @WithDefault("107374182400")
    long maxBytes();

    /** How long an upload may stand still before it is given up. */
    @WithDefault("24h")
    Duration idle();
  }

  /** The worker that sends. */
  interface Engine {
    /** How many transfers are sent at once. */
    @WithDefault("4")
    int parallel();
  }

  /** How evidence is kept fresh. */
  interface Evidence {
    /** How old the newest answer of a provider may be before it is asked again. */
    @WithDefault("15m")
    Duration freshFor();

    /** How long the list of destinations waits for providers before it shows what is known. */
    @WithDefault("3s")
    Duration patience();
  }

  /** The calls to providers. */
  interface Calls {
    /** The longest one call may take, body included. */
    @WithDefault("2m")
    Duration timeout();
  }

  /** The key that seals secrets in the database. */
  interface Key {
    /** The file that holds it: 32 bytes in base64. In the data folder if not given. */
    Optional<Path> file();

    /** Whether a missing key is made at the first start. */
    @WithDefault("false")
    boolean create();
  }
}
