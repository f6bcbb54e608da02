package io.onshore.gateway.rules;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Keeps the texts of rulebooks, claims and set-ups that were in force: so that the last good one
 * stays in force when a new one is bad, and old decisions can be replayed. Not scoped to a
 * practice: they are the operator's. Safe for several threads and replicas.
 */
public interface KeptTexts {
  /**
   * Keeps texts that came in force. Those that are kept already become the newest again.
   *
   * @param kept texts and their digest, by which they are found
   */
  void keep(Kept kept);

  /** Those of this kind that came in force last. */
  Optional<Kept> newest(Kind kind);

  /** Those of this kind with this digest. */
  Optional<Kept> find(Kind kind, String digest);

  /**
   * Those of this kind that came in force from one time until before another, the first first;
   * before them the one that was in force when that time began, if one was.
   */
  List<Kept> inForce(Kind kind, Instant from, Instant to);

  /** What the texts are. The names are stored, so they never change. */
  enum Kind {
    /** The packs of a rulebook. */
    RULEBOOK,
    /** The files of a claims dataset. */
    CLAIMS,
    /** A set-up file, with references in place of secrets. */
    SET_UP
  }

  /**
   * Texts that were in force.
   *
   * @param digest of what was made of them
   * @param texts by file name
   * @param since when they came in force, the last time; reading the same ones again at a start
   *     does not count
   */
  record Kept(Kind kind, String digest, Map<String, String> texts, Instant since) {
    public Kept {
      texts = Map.copyOf(new TreeMap<>(texts));
    }
  }
}
