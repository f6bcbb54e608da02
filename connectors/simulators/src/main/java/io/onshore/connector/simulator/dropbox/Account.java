package io.onshore.connector.simulator.dropbox;

import java.util.Optional;

/**
 * A person's account, as the double is told to play it.
 *
 * @param team empty for an individual account
 * @param country of the person, which says nothing about where data rests
 */
public record Account(String id, Type type, Optional<Team> team, String country) {
  /** What Dropbox calls the kind of an account. */
  public enum Type {
    BASIC("basic"),
    PRO("pro"),
    BUSINESS("business");

    private final String word;

    Type(String word) {
      this.word = word;
    }

    /** Dropbox's own word. */
    public String word() {
      return word;
    }
  }

  /** An account that belongs to no team. */
  public static Account individual(String id, String country) {
    return new Account(id, Type.BASIC, Optional.empty(), country);
  }

  /** A member, and admin, of a team. */
  public static Account member(String id, Team team, String country) {
    return new Account(id, Type.BUSINESS, Optional.of(team), country);
  }

  /** The namespace of the person's own files. */
  public String home() {
    return namespace("home " + id);
  }

  /** The namespace that the person's paths start from. */
  public String root() {
    return team.filter(Team::space).map(Team::root).orElseGet(this::home);
  }

  static String namespace(String of) {
    return Integer.toString(1_000_000 + Math.floorMod(of.hashCode(), 1_000_000_000));
  }
}
