package io.onshore.gateway.residency;

import io.onshore.policy.DataClass;
import io.onshore.policy.Decision;
import io.onshore.policy.Hold;
import io.onshore.policy.JurisdictionId;
import io.onshore.policy.Place;
import io.onshore.policy.Remedy;
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
      headline =
          (word == Word.WARN && !abroad(described, home).isEmpty() ? "May leave %s" : "Stays in %s")
              .formatted(name(home));
    } else if (word == Word.WARN && stored.contains(home)) {
      headline = "May leave %s".formatted(name(home));
    } else {
      headline = "Kept in %s".formatted(names(stored));
    }
    return new Verdict(word, headline, sentence(decision, word, staysHome, home));
  }

  private static Set<String> abroad(Set<String> countries, String home) {
    Set<String> abroad = new TreeSet<>(countries);
    abroad.remove(home);
    return abroad;
  }

  private static Word word(Severity outcome, boolean unknown) {
    return switch (outcome) {
      case BLOCK -> Word.BLOCK;
      case HOLD, WARN -> unknown ? Word.UNKNOWN : Word.WARN;
      case ALLOW, NOTICE -> unknown ? Word.UNKNOWN : Word.OK;
    };
  }

  /** Never the rule's own text: that speaks of law, and stands behind "Why?". */
  private static String sentence(Decision decision, Word word, boolean staysHome, String home) {
    String beside = beside(decision, home);
    return switch (word) {
      case OK -> staysHome ? beside : "";
      case UNKNOWN -> "Nobody has committed to a place for the files or their copies.";
      case BLOCK -> "Choose another destination.";
      case WARN -> staysHome && !beside.isEmpty() ? beside : needed(decision);
    };
  }

  /** What is elsewhere although the file stays at home. */
  private static String beside(Decision decision, String home) {
    Set<String> details = abroad(countries(decision, DataClass.METADATA), home);
    if (details.contains(Place.UNKNOWN.code())) {
      return "Nobody says where file details are kept.";
    }
    if (!details.isEmpty()) {
      return "File details are kept in %s too.".formatted(names(details));
    }
    Set<String> support = abroad(countries(decision, DataClass.SUPPORT), home);
    if (support.contains(Place.UNKNOWN.code())) {
      return "Nobody says where support works from.";
    }
    return support.isEmpty() ? "" : "Support works from %s too.".formatted(names(support));
  }

  private static String needed(Decision decision) {
    Set<Remedy> remedies =
        decision.holds().stream().findFirst().map(Hold::alternatives).orElse(Set.of());
    if (remedies.isEmpty()) {
      return "Somebody has to agree before it goes.";
    }
    if (remedies.contains(Remedy.CONSENT)) {
      return "It needs the patient's OK first.";
    }
    return "The practice admin has to complete the paperwork first.";
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
    return countries.size() > 2
        ? countries.size() + " countries"
        : countries.stream().map(Verdict::name).collect(Collectors.joining(" and "));
  }

  /** A country as people say it; short where they say it short, so that a headline stays one. */
  public static String name(String country) {
    return switch (country) {
      case "US" -> "the US";
      case "GB" -> "the UK";
      case "AE" -> "the UAE";
      case "EU" -> "the EU";
      case "NL" -> "the Netherlands";
      default -> Locale.of("", country).getDisplayCountry(Locale.ENGLISH);
    };
  }
}
