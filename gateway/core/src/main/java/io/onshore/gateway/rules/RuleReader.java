package io.onshore.gateway.rules;

import io.onshore.policy.Rulebook;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads rules. What is bad is refused whole. Safe for several threads. */
public interface RuleReader {
  /** The rulebook in force for everybody: the last good one. */
  Rulebook base();

  /**
   * A rulebook with house rules on top.
   *
   * @throws RulesRefused with everything that is wrong with them
   */
  Rulebook with(Rulebook base, List<HouseText> texts);

  /**
   * The rulebook in force with some packs replaced or added, for trying it out.
   *
   * @param packs texts by the pack's name, such as {@code AU}
   * @throws RulesRefused with everything that is wrong
   */
  Rulebook draft(Map<String, String> packs);

  /** The texts of the packs of the rulebook in force, by the pack's name. */
  Map<String, String> packs();

  /** A rulebook that is or was in force for everybody, by its digest. */
  Optional<Rulebook> kept(String digest);
}
