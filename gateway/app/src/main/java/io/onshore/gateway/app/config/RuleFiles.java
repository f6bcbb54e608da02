package io.onshore.gateway.app.config;

import io.onshore.gateway.rules.HouseText;
import io.onshore.gateway.rules.InForce;
import io.onshore.gateway.rules.KeptTexts;
import io.onshore.gateway.rules.RuleReader;
import io.onshore.gateway.rules.RulesRefused;
import io.onshore.policy.LooseningRefused;
import io.onshore.policy.Rulebook;
import io.onshore.policy.claim.Claims;
import io.onshore.policy.rulebook.ClaimsLoader;
import io.onshore.policy.rulebook.Problem;
import io.onshore.policy.rulebook.RulebookLoader;
import io.onshore.policy.rulebook.RulebookRefused;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Reads rules from packs and house files. Safe for several threads. */
public final class RuleFiles implements RuleReader {
  private final InForce<Rulebook> inForce;
  private final KeptTexts kept;
  private final Map<String, Rulebook> read = new ConcurrentHashMap<>();

  /**
   * @param kept the packs of rulebooks that were in force
   */
  public RuleFiles(InForce<Rulebook> inForce, KeptTexts kept) {
    this.inForce = inForce;
    this.kept = kept;
  }

  /**
   * The packs of a folder, or those that come with the program.
   *
   * @throws RulesRefused if they cannot be read
   */
  public static Map<String, String> packs(Optional<Path> folder) {
    return reading(() -> folder.map(RulebookLoader::texts).orElseGet(RulebookLoader::shippedTexts));
  }

  /**
   * The claims of a folder, or those that come with the program.
   *
   * @throws RulesRefused if they cannot be read
   */
  public static Map<String, String> claimsFiles(Optional<Path> folder) {
    return reading(() -> folder.map(ClaimsLoader::texts).orElseGet(ClaimsLoader::shippedTexts));
  }

  /**
   * The rulebook of packs.
   *
   * @param packs texts by the pack's name
   * @throws RulesRefused with everything that is wrong
   */
  public static Rulebook rulebook(Map<String, String> packs) {
    return reading(() -> RulebookLoader.of(packs));
  }

  /**
   * The claims dataset of files.
   *
   * @param files texts by the provider's name
   * @throws RulesRefused with everything that is wrong
   */
  public static Claims claims(Map<String, String> files) {
    return reading(() -> ClaimsLoader.of(files));
  }

  @Override
  public Rulebook base() {
    return inForce.get();
  }

  @Override
  public Rulebook with(Rulebook base, List<HouseText> texts) {
    Rulebook tightened = base;
    for (HouseText text : texts) {
      Rulebook under = tightened;
      tightened =
          reading(
              () -> {
                String file = text.name() + ".yaml";
                try {
                  return under.tightenedBy(RulebookLoader.houseOf(under, file, text.text()));
                } catch (LooseningRefused loosening) {
                  throw new RulesRefused(
                      loosening.problems().stream()
                          .map(problem -> new RulesRefused.Problem(file, "whole", problem))
                          .toList());
                }
              });
    }
    return tightened;
  }

  @Override
  public Rulebook draft(Map<String, String> packs) {
    Map<String, String> all = new TreeMap<>(packs());
    all.putAll(packs);
    return rulebook(all);
  }

  @Override
  public Map<String, String> packs() {
    return kept.find(KeptTexts.Kind.RULEBOOK, base().digest())
        .map(KeptTexts.Kept::texts)
        .orElseThrow(() -> new IllegalStateException("the rulebook in force was not kept"));
  }

  @Override
  public Optional<Rulebook> kept(String digest) {
    if (base().digest().equals(digest)) {
      return Optional.of(base());
    }
    return Optional.ofNullable(
        read.computeIfAbsent(
            digest,
            wanted ->
                kept.find(KeptTexts.Kind.RULEBOOK, wanted)
                    .map(texts -> rulebook(texts.texts()))
                    .orElse(null)));
  }

  private static <T> T reading(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (RulebookRefused refused) {
      throw new RulesRefused(refused.problems().stream().map(RuleFiles::problem).toList());
    }
  }

  private static RulesRefused.Problem problem(Problem wrong) {
    return new RulesRefused.Problem(
        wrong.file(),
        "line " + wrong.line() + wrong.owner().map(owner -> ", " + owner).orElse(""),
        wrong.message() + wrong.excerpt().map(excerpt -> "\n" + excerpt).orElse(""));
  }
}
