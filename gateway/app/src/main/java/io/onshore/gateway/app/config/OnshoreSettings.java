package io.onshore.gateway.app.config;

import io.onshore.policy.Remedy;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
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

  /**
   * The address that browsers reach the gateway by, such as {@code https://onshore.clinic.example}.
   * Providers send people back to it, so it is registered with them.
   */
  Optional<URI> publicUrl();

  /**
   * Whether real files go through. Then what is unsafe is refused; whoever only tries the gateway
   * out says no.
   */
  @WithDefault("true")
  boolean production();

  /** Whether a proxy in front, which nobody gets round, takes encrypted connections only. */
  @WithDefault("false")
  boolean behindTlsProxy();

  /** The database. */
  Database database();

  /** The rules and claims that come with the program, or others. */
  Policy policy();

  /** The gateway's own place. */
  Gateway gateway();

  /** Where received bytes wait. */
  Spool spool();

  /** The worker that sends. */
  Engine engine();

  /** How evidence is kept fresh. */
  Evidence evidence();

  /** The room at destinations. */
  Room room();

  /** The calls to providers. */
  Calls calls();

  /** How the audit trail is signed and kept. */
  Audit audit();

  /** Telling other programs what happened. */
  Webhooks webhooks();

  /** The key that seals secrets in the database. */
  Key key();

  /** The keys that sign what is handed out. */
  Signing signing();

  /** Who somebody who signed in is here. */
  Identity identity();

  /** The cases that compliance staff decide. */
  Review review();

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

  /** The rules and claims that come with the program, or others. */
  interface Policy {
    /** A folder of packs in place of those that come with the program. */
    Optional<Path> packs();

    /** A folder of claims files in place of those that come with the program. */
    Optional<Path> claims();

    /** How often packs, claims and the set-up file are looked at for changes. */
    @WithDefault("10s")
    Duration look();
  }

  /** The gateway's own place. */
  interface Gateway {
    /**
     * Where the gateway, its database and its spool are: countries or parts of countries, such as
     * {@code AU-NSW}. Sealed files pass through it, so it is part of every decision; unknown if not
     * said.
     */
    Optional<List<String>> places();
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

    /** How old the newest answer on a destination may grow before the gateway asks by itself. */
    @WithDefault("6h")
    Duration reprobeEvery();

    /** How long the list of destinations waits for providers before it shows what is known. */
    @WithDefault("2s")
    Duration patience();
  }

  /** How the room at destinations is watched. */
  interface Room {
    /** How often providers are asked how much is left. */
    @WithDefault("15m")
    Duration every();

    /** What a photo takes in bytes, until a practice has sent ten. */
    @WithDefault("5000000")
    long photoBytes();

    /** Room for fewer photos than that is worth an alert. */
    @WithDefault("50")
    long few();
  }

  /** Who somebody who signed in is here. */
  interface Identity {
    /** The claims that name practices: one id, or a list. */
    @WithDefault("practice,practices")
    List<String> practiceClaims();

    /** The claim that names where a person is, such as {@code NZ}. */
    @WithDefault("jurisdiction")
    String jurisdictionClaim();

    /**
     * What the identity provider calls roles and groups by other names: a role, such as {@code
     * clinician}, or a practice's, such as {@code harbour/clinician}.
     */
    Map<String, String> roles();

    /** What decisions that need it demand of the sign-in. */
    StepUp stepUp();

    /** What decisions that need it demand of the sign-in. */
    interface StepUp {
      /** Whether anything is demanded. */
      @WithDefault("true")
      boolean required();

      /** How long ago the person may have signed in. */
      @WithDefault("15m")
      Duration maxAge();

      /**
       * The ways of signing in that count, as the identity provider names them ({@code acr}), most
       * wanted first; any if not set.
       */
      Optional<List<String>> acr();
    }
  }

  /** The calls to providers. */
  interface Calls {
    /** The longest one call may take, body included. */
    @WithDefault("2m")
    Duration timeout();
  }

  /** How the audit trail is signed and kept. */
  interface Audit {
    /** How often the gateway looks whether a day's head is due to be signed. */
    @WithDefault("1h")
    Duration round();

    /**
     * Whether events are disposed of that are older than the practice's law wants them kept. Read
     * the rulebook's presets before.
     */
    @WithDefault("false")
    boolean disposal();
  }

  /** Telling other programs what happened. */
  interface Webhooks {
    /**
     * Networks that may be called although they are not public, such as {@code 10.20.0.0/16}; there
     * plain http is allowed as well. None if not said.
     */
    Optional<List<String>> allowNetworks();

    /** The longest one delivery may take. */
    @WithDefault("15s")
    Duration timeout();

    /** How many webhooks are served at once. */
    @WithDefault("4")
    int parallel();

    /** How long what was delivered or given up is shown. */
    @WithDefault("30d")
    Duration keep();
  }

  /** The key that seals secrets in the database. */
  interface Key {
    /** The file that holds it: 32 bytes in base64. In the data folder if not given. */
    Optional<Path> file();

    /** The key itself, in place of a file: for the environment. */
    Optional<String> value();

    /** A service that wraps the keys, which then rest in the database. */
    Service service();

    /** Whether a missing key is made at the first start. */
    @WithDefault("false")
    boolean create();

    /** A service that wraps the keys: the Transit engine of HashiCorp Vault or OpenBao. */
    interface Service {
      /** The engine's address, such as {@code https://vault.example:8200/v1/transit}. */
      Optional<URI> url();

      /** The name of the key there. */
      @WithDefault("onshore")
      String name();

      /** The file that holds the token; read anew for each call. */
      Optional<Path> tokenFile();

      /** How long a key seals before a new one does. */
      @WithDefault("90d")
      Duration keyLife();
    }
  }

  /** The keys that sign what is handed out. */
  interface Signing {
    /** How long a key signs before a new one does. */
    @WithDefault("365d")
    Duration keyLife();
  }

  /** The cases that compliance staff decide. */
  interface Review {
    /**
     * After how many working days a case is due, by its kind, such as {@code emergency-sent}; the
     * usual ones for kinds that are left out.
     */
    Map<String, Integer> dueWorkingDays();

    /** Whose days are counted. */
    @WithDefault("UTC")
    ZoneId zone();

    /** How often the gateway looks for what is to do, what is due again and which rule is noisy. */
    @WithDefault("5m")
    Duration round();

    /**
     * The remedies that may be put on record after an emergency: a person may send past holds that
     * one of them lifts.
     */
    @WithDefault("consent,assessment,evidence")
    List<Remedy> emergencyLifts();

    /** How much a rule may interrupt before somebody looks at the rule. */
    Budget budget();
  }

  /** How much a rule may interrupt before somebody looks at the rule. */
  interface Budget {
    /** The most interruptions in 100 sends. */
    @WithDefault("5")
    double interruptionsPerHundred();

    /** The most overrides in 100 interruptions. */
    @WithDefault("80")
    double overridePercent();

    /** How many sends there have to be in a month to judge how often a rule interrupts. */
    @WithDefault("20")
    long leastSends();

    /** How many interruptions there have to be in a month to judge how often it is overridden. */
    @WithDefault("10")
    long leastInterruptions();
  }
}
