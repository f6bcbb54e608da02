package io.onshore.gateway.app.wiring;

import io.onshore.connector.toolkit.digest.RunningDigests;
import io.onshore.gateway.app.config.OnshoreSettings;
import io.onshore.gateway.app.config.RuleFiles;
import io.onshore.gateway.app.config.SetUpFile;
import io.onshore.gateway.destination.SetUp;
import io.onshore.gateway.destination.StorageDestination;
import io.onshore.gateway.rules.InForce;
import io.onshore.gateway.rules.KeptTexts;
import io.onshore.gateway.rules.RuleReader;
import io.onshore.gateway.rules.RulesInForce;
import io.onshore.gateway.rules.RulesRefused;
import io.onshore.gateway.rules.RulesVersions;
import io.onshore.gateway.setup.PracticeSetUps;
import io.onshore.gateway.setup.SetUpInForce;
import io.onshore.policy.Rulebook;
import io.onshore.policy.claim.Claims;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Assembles what is read from files: the rules, the claims and the set-up. Each is read at the
 * start and looked at for changes; what is bad is refused whole and the last good one stays in
 * force.
 */
@ApplicationScoped
public class FilesInForce {

  @Produces
  @Singleton
  Files files(
      OnshoreSettings settings,
      KeptTexts kept,
      RulesVersions versions,
      PracticeSetUps made,
      Clock clock) {
    return new Files(settings, kept, versions, made, clock);
  }

  @Produces
  @Singleton
  RuleReader reader(Files files) {
    return files.reader;
  }

  @Produces
  @Singleton
  Supplier<Claims> claims(Files files) {
    return files.claims;
  }

  /** What is in force, and why the files that lie there now are not, if they are not. */
  public static final class Files {
    private final InForce<Rulebook> rulebook;
    private final InForce<Claims> claims;
    private final InForce<SetUp> setUp;
    private final RuleReader reader;
    private volatile boolean started;

    Files(
        OnshoreSettings settings,
        KeptTexts kept,
        RulesVersions versions,
        PracticeSetUps made,
        Clock clock) {
      rulebook =
          new InForce<>(
              KeptTexts.Kind.RULEBOOK,
              kept,
              () -> RuleFiles.packs(settings.policy().packs()),
              RuleFiles::rulebook,
              (read, texts) -> read.digest(),
              candidate -> rules(versions).requireFits(candidate),
              clock);
      reader = new RuleFiles(rulebook, kept);
      claims =
          new InForce<>(
              KeptTexts.Kind.CLAIMS,
              kept,
              () -> RuleFiles.claimsFiles(settings.policy().claims()),
              RuleFiles::claims,
              (read, texts) -> read.digest(),
              this::requireOffersInUse,
              clock);
      setUp =
          new InForce<>(
              KeptTexts.Kind.SET_UP,
              kept,
              () -> setUpText(settings),
              texts -> readSetUp(settings, texts),
              (read, texts) -> sha256(texts),
              candidate -> SetUpInForce.requireFits(candidate, made, settings.provider(), claims),
              clock);
      rulebook.start();
      claims.start();
      setUp.start();
      started = true;
    }

    private RulesInForce rules(RulesVersions versions) {
      return new RulesInForce(reader, versions);
    }

    private static Map<String, String> setUpText(OnshoreSettings settings) throws IOException {
      Optional<String> name = settings.setupFile();
      return name.isEmpty() ? Map.of() : Map.of(name.get(), SetUpFile.text(name.get()));
    }

    private SetUp readSetUp(OnshoreSettings settings, Map<String, String> texts) {
      return texts.entrySet().stream()
          .findFirst()
          .map(
              file ->
                  new SetUpFile(
                          variable -> Optional.ofNullable(System.getenv(variable)),
                          settings.provider(),
                          claims.get())
                      .read(file.getKey(), file.getValue()))
          .orElseGet(() -> new SetUp(Map.of(), List.of(), List.of()));
    }

    private static String sha256(Map<String, String> texts) {
      return RunningDigests.sha256(new TreeMap<>(texts).toString().getBytes(StandardCharsets.UTF_8))
          .hex();
    }

    private void requireOffersInUse(Claims candidate) {
      if (!started) {
        return;
      }
      List<RulesRefused.Problem> problems = new ArrayList<>();
      for (StorageDestination destination : setUp.get().destinations()) {
        destination
            .offer()
            .filter(offer -> candidate.offer(offer).isEmpty())
            .ifPresent(
                offer ->
                    problems.add(
                        new RulesRefused.Problem(
                            "claims",
                            "whole",
                            "offer `%s` is gone, but destination `%s` names it"
                                .formatted(offer, destination.id()))));
      }
      if (!problems.isEmpty()) {
        throw new RulesRefused(problems);
      }
    }

    /** What the set-up file declares. */
    Supplier<SetUp> declared() {
      return setUp;
    }

    /** Files that lie there and are not in force: why, by what they are. */
    public Map<String, InForce.Refused> refused() {
      Map<String, InForce.Refused> refused = new TreeMap<>();
      rulebook.refused().ifPresent(why -> refused.put("RULEBOOK", why));
      claims.refused().ifPresent(why -> refused.put("CLAIMS", why));
      setUp.refused().ifPresent(why -> refused.put("SET_UP", why));
      return refused;
    }

    /**
     * Looks whether any file changed.
     *
     * @return whether something came in force
     */
    boolean look() {
      boolean rules = rulebook.look();
      boolean claimed = claims.look();
      return setUp.look() || rules || claimed;
    }
  }
}
