package io.onshore.gateway.residency;

import io.onshore.policy.DataClass;
import io.onshore.policy.Decision;
import io.onshore.policy.Finding;
import io.onshore.policy.JurisdictionId;
import io.onshore.policy.Place;
import io.onshore.policy.Severity;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A decision in a clinician's words: where the file would rest, in at most six words, and why that
 * matters, in one sentence.
 *
 * @param sentence empty text if the headline says it all
 */
public record Verdict(Word word, String headline, String sentence) {

  /** The fixed words; each has its own shape and colour on screen. */
  public enum Word {
    /** It may go, and we looked. */
    OK,
    /** It may go once a person agreed to something. */
    WARN,
    /** Nobody can tell where it would rest. Never green. */
    UNKNOWN,
    /** It may not go. */
    BLOCK
  }

  /** The decision, in words. */
  public static Verdict of(Decision decision) {
    String home = country(decision.situation().practice());
    Set<String> stored = countries(decision, DataClass.CONTENT, DataClass.BACKUP);
    Set<String> described = countries(decision, DataClass.METADATA, DataClass.SUPPORT);
    boolean unknown = stored.contains(Place.UNKNOWN.code());
    boolean staysHome = stored.equals(Set.of(home));
    Word word = word(decision.outcome(), unknown);
    String headline;
    if (word == Word.BLOCK) {
      headline =
          staysHome || unknown
              ? "Not allowed here"
              : "Leaves %s - not allowed here".formatted(name(home));
    } else if (unknown) {
      headline = "We can't tell where this is kept";
    } else if (staysHome) {
      headline = "Stays in %s".formatted(name(home));
    } else {
      headline = "Kept in %s".formatted(names(stored));
    }
    return new Verdict(word, headline, sentence(decision, word, staysHome, home, described));
  }

  private static Word word(Severity outcome, boolean unknown) {
    return switch (outcome) {
      case BLOCK -> Word.BLOCK;
      case HOLD, WARN -> unknown ? Word.UNKNOWN : Word.WARN;
      case ALLOW, NOTICE -> unknown ? Word.UNKNOWN : Word.OK;
    };
  }

  private static String sentence(
      Decision decision, Word word, boolean staysHome, String home, Set<String> described) {
    if (word == Word.UNKNOWN) {
      return "Nobody has committed to a place for the files or their copies.";
    }
    Set<String> abroad = new TreeSet<>(described);
    abroad.remove(home);
    if (word == Word.OK && staysHome && !abroad.isEmpty()) {
      return abroad.contains(Place.UNKNOWN.code())
          ? "Nobody says where file details are kept."
          : "File details are kept in %s too.".formatted(names(abroad));
    }
    return word == Word.OK
        ? ""
        : decision.findings().stream().findFirst().map(Finding::text).orElse("");
  }

  private static Set<String> countries(Decision decision, DataClass... classes) {
    Set<String> countries = new TreeSet<>();
    for (DataClass dataClass : classes) {
      decision.situation().places(dataClass).forEach(place -> countries.add(place.country()));
    }
    return countries;
  }

  private static String country(JurisdictionId jurisdiction) {
    return new Place(jurisdiction.value()).country();
  }

  private static String names(Set<String> countries) {
    return countries.stream().map(Verdict::name).collect(Collectors.joining(" and "));
  }

  private static String name(String country) {
    String name = Locale.of("", country).getDisplayCountry(Locale.ENGLISH);
    return switch (country) {
      case "US", "GB", "AE", "NL" -> "the " + name;
      default -> name;
    };
  }
}
