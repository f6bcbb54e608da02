package io.onshore.gateway.app.safety;

import io.onshore.gateway.app.config.OnshoreSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Looks for what must not be so where real files go. Where the operator says that this gateway is
 * for trying out ({@code onshore.production}), nothing is looked for. Safe for use by several
 * threads.
 */
public final class Hazards {
  /** Secrets that stand in this project, where everybody can read them. */
  private static final Set<String> PUBLISHED =
      Set.of("onshore", "onshore-demo", "onshore-demo-secret-of-no-worth-0001");

  private static final String PUBLISHED_PREFIX = "demo-only";

  /** File systems that are gone after a restart. */
  private static final Set<String> IN_MEMORY = Set.of("tmpfs", "ramfs");

  private final boolean production;
  private final List<Hazard> settled;
  private final BooleanSupplier rules;

  /**
   * @param settings the gateway's own
   * @param others all other settings by name, such as {@code quarkus.oidc.token.audience}
   * @param rules whether the rulebook in force has any rule
   */
  public Hazards(
      OnshoreSettings settings, Function<String, Optional<String>> others, BooleanSupplier rules) {
    this.production = settings.production();
    this.settled =
        production
            ? Stream.of(
                    transport(settings, others),
                    secrets(settings, others),
                    signIn(others),
                    folder(settings.dataDir()))
                .flatMap(List::stream)
                .toList()
            : List.of();
    this.rules = rules;
  }

  /** All that is wrong now. */
  public List<Hazard> found() {
    List<Hazard> found = new ArrayList<>(settled);
    if (production && !rules.getAsBoolean()) {
      found.add(
          new Hazard(
              "onshore.policy.packs",
              "the rulebook has no rule, so nothing would be refused; leave it out for the rules"
                  + " that come with the program, or name a folder with packs"));
    }
    return List.copyOf(found);
  }

  private static List<Hazard> transport(
      OnshoreSettings settings, Function<String, Optional<String>> others) {
    boolean declared =
        settings.behindTlsProxy()
            || settings.publicUrl().map(URI::getScheme).filter("https"::equals).isPresent()
            || Stream.of(
                    "quarkus.http.ssl.certificate.files",
                    "quarkus.http.ssl.certificate.key-store-file",
                    "quarkus.http.tls-configuration-name")
                .anyMatch(name -> others.apply(name).isPresent());
    return declared
        ? List.of()
        : List.of(
            new Hazard(
                "onshore.public-url",
                "nothing says that connections are encrypted; set it to the https address that"
                    + " browsers use, or give Quarkus a certificate, or set"
                    + " `onshore.behind-tls-proxy`"));
  }

  private static List<Hazard> secrets(
      OnshoreSettings settings, Function<String, Optional<String>> others) {
    List<Hazard> found = new ArrayList<>();
    if (settings.key().create()) {
      found.add(
          new Hazard(
              "onshore.key.create",
              "a key that is made where one is missing hides that it was lost; make it once, keep a"
                  + " copy elsewhere, and leave this out"));
    }
    Map<String, Optional<String>> secrets = new TreeMap<>();
    for (String name :
        List.of(
            "quarkus.oidc.credentials.secret",
            "quarkus.oidc.credentials.client-secret.value",
            "quarkus.oidc.token-state-manager.encryption-secret",
            "quarkus.oidc.authentication.state-secret")) {
      secrets.put(name, others.apply(name));
    }
    secrets.put("onshore.key.value", settings.key().value());
    secrets.put(
        "onshore.database.password",
        settings.database().url().map(ignored -> settings.database().password()));
    secrets.forEach(
        (name, secret) ->
            secret
                .filter(Hazards::published)
                .ifPresent(
                    known ->
                        found.add(
                            new Hazard(
                                name,
                                "it has the value of the demo, which everybody can read; set one"
                                    + " of your own"))));
    return found;
  }

  private static boolean published(String secret) {
    return PUBLISHED.contains(secret) || secret.startsWith(PUBLISHED_PREFIX);
  }

  private static List<Hazard> signIn(Function<String, Optional<String>> others) {
    boolean off =
        Stream.of("quarkus.oidc.tenant-enabled", "quarkus.oidc.enabled")
            .anyMatch(name -> others.apply(name).filter("false"::equals).isPresent());
    if (off) {
      return List.of(new Hazard("quarkus.oidc.tenant-enabled", "nobody can sign in; leave it out"));
    }
    List<Hazard> found = new ArrayList<>();
    if (others.apply("quarkus.oidc.auth-server-url").isEmpty()) {
      found.add(
          new Hazard(
              "quarkus.oidc.auth-server-url",
              "nobody can sign in; set it to the address of the identity provider"));
    }
    if (others.apply("quarkus.oidc.token.audience").isEmpty()) {
      found.add(
          new Hazard(
              "quarkus.oidc.token.audience",
              "tokens that the identity provider made for other programs are taken as well; set it"
                  + " to what it names this gateway"));
    }
    return found;
  }

  private static List<Hazard> folder(Path folder) {
    Path where = folder.toAbsolutePath().normalize();
    boolean temporary =
        where.startsWith(Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath().normalize())
            || IN_MEMORY.contains(fileSystem(where));
    return temporary
        ? List.of(
            new Hazard(
                "onshore.data-dir",
                "it is in a temporary place: files that wait, and the key, would be gone after a"
                    + " restart; name a folder on a disk"))
        : List.of();
  }

  /** The kind of file system that a folder is on, or will be on once it is made. */
  private static String fileSystem(Path folder) {
    try {
      for (Path at = folder; at != null; at = at.getParent()) {
        if (Files.exists(at)) {
          return Files.getFileStore(at).type().toLowerCase(Locale.ROOT);
        }
      }
      return "";
    } catch (IOException unreadable) {
      throw new IllegalStateException("`onshore.data-dir` cannot be looked at", unreadable);
    }
  }
}
