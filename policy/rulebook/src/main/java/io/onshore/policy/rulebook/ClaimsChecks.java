package io.onshore.policy.rulebook;

import io.onshore.policy.EvidenceGrade;
import io.onshore.policy.claim.Origin;
import io.onshore.policy.claim.PublishedClaim;
import io.onshore.policy.rulebook.Tree.Fields;
import io.onshore.policy.rulebook.Tree.Text;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Checks of a claims dataset what no schema can: that ids are there, and there once; that dates
 * exist and nobody looked in the future; that places exist; that a hash is that of its quotation.
 * Looks at whatever can be read, so that one run reports everything.
 */
final class ClaimsChecks {
  private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

  /** The lists whose rows name a source and the offers they are about. */
  private static final List<String> ROWS =
      List.of("contracts", "certifications", "conditions", "claims");

  private static final List<String> DAYS = List.of("published", "verified_on", "superseded_on");

  private final List<Problem> problems;
  private final Map<String, String> offers = new HashMap<>();
  private final Map<String, String> claims = new HashMap<>();

  private ClaimsChecks(List<Problem> problems) {
    this.problems = problems;
  }

  /** Checks the files of a whole dataset. */
  static void check(List<Pack> files, List<Problem> problems) {
    var checks = new ClaimsChecks(problems);
    checks.requireOneVersion(files);
    for (Pack file : files) {
      checks.declare(file, "offers", "offer", checks.offers);
      checks.declare(file, "claims", "claim", checks.claims);
    }
    files.forEach(checks::check);
  }

  private void requireOneVersion(List<Pack> files) {
    Optional<String> first =
        files.stream()
            .flatMap(file -> file.root().text("version").stream())
            .map(Text::value)
            .findFirst();
    for (Pack file : files) {
      file.root()
          .text("version")
          .filter(version -> !first.equals(Optional.of(version.value())))
          .ifPresent(
              version ->
                  problem(
                      file,
                      version.line(),
                      Optional.empty(),
                      "the dataset has one version, and another file says `"
                          + first.orElse("")
                          + "`"));
    }
  }

  private void declare(Pack file, String section, String what, Map<String, String> seen) {
    for (Fields row : Tree.onlyFields(file.root().items(section))) {
      row.text("id")
          .ifPresent(
              id -> {
                String here = file.file() + ":" + id.line();
                String first = seen.putIfAbsent(id.value(), here);
                if (first != null) {
                  problem(
                      file,
                      id.line(),
                      Optional.of(what + " `" + id.value() + "`"),
                      "the id is taken, see " + first);
                }
              });
    }
  }

  private void check(Pack file) {
    Fields root = file.root();
    PackChecks.dates(file.file(), root, problems);
    Optional<LocalDate> asOf = root.text("as_of").flatMap(PackChecks::date);
    root.fields("sources")
        .fields()
        .forEach(
            (id, value) -> {
              if (value instanceof Fields source) {
                refuseLaterThan(asOf, file, Optional.of("source `" + id + "`"), source);
              }
            });
    Set<String> sources = root.fields("sources").fields().keySet();
    Set<String> own =
        Tree.onlyFields(root.items("offers")).stream()
            .flatMap(offer -> offer.text("id").stream())
            .map(Text::value)
            .collect(Collectors.toSet());
    for (String section : ROWS) {
      for (Fields row : Tree.onlyFields(root.items(section))) {
        row.text("source")
            .ifPresent(source -> require(file, owner(row), source, sources, "source"));
        row.texts("offers").forEach(offer -> require(file, owner(row), offer, own, "offer"));
      }
    }
    for (Fields claim : Tree.onlyFields(root.items("claims"))) {
      refuseLaterThan(asOf, file, owner(claim), claim);
      claim.texts("places").forEach(place -> requirePlace(file, owner(claim), place));
      claim.text("grade").ifPresent(grade -> refuseOnePracticesGrade(file, owner(claim), grade));
      requireHash(file, claim);
    }
  }

  private static Optional<String> owner(Fields row) {
    return row.text("id").map(id -> "claim `" + id.value() + "`");
  }

  private void refuseLaterThan(
      Optional<LocalDate> asOf, Pack file, Optional<String> owner, Fields dated) {
    for (String name : DAYS) {
      dated
          .text(name)
          .filter(
              day ->
                  asOf.isPresent() && PackChecks.date(day).filter(asOf.get()::isBefore).isPresent())
          .ifPresent(
              day ->
                  problem(
                      file,
                      day.line(),
                      owner,
                      "`%s` is after the file's `as_of`, and nobody can have looked then"
                          .formatted(name)));
    }
  }

  private void requirePlace(Pack file, Optional<String> owner, Text place) {
    String country = place.value().substring(0, Math.min(2, place.value().length()));
    if (!COUNTRIES.contains(country) && !place.value().equals("ZZ")) {
      problem(
          file,
          place.line(),
          owner,
          "`%s` is in no country of ISO 3166; the United Kingdom is `GB`, a union is its members"
              .formatted(place.value()));
    }
  }

  private void refuseOnePracticesGrade(Pack file, Optional<String> owner, Text grade) {
    boolean known =
        Arrays.stream(EvidenceGrade.values())
            .map(EvidenceGrade::name)
            .anyMatch(grade.value()::equals);
    if (known && !PublishedClaim.GRADES.contains(EvidenceGrade.valueOf(grade.value()))) {
      problem(
          file,
          grade.line(),
          owner,
          "`%s` is evidence of one practice, and this is about everybody's account"
              .formatted(grade.value()));
    }
  }

  private void requireHash(Pack file, Fields claim) {
    Optional<Text> quote = claim.text("quote");
    Optional<Text> hash = claim.text("quote_sha256");
    if (quote.isPresent()
        && hash.isPresent()
        && !Origin.hashOf(quote.get().value()).equals(hash.get().value())) {
      problem(
          file,
          hash.get().line(),
          owner(claim),
          "this is not the SHA-256 of the quotation, which is "
              + Origin.hashOf(quote.get().value()));
    }
  }

  private void require(Pack file, Optional<String> owner, Text id, Set<String> known, String what) {
    if (!known.contains(id.value())) {
      problem(file, id.line(), owner, "the file has no " + what + " `" + id.value() + "`");
    }
  }

  private void problem(Pack file, int line, Optional<String> owner, String message) {
    problems.add(new Problem(file.file(), line, owner, message, Optional.empty()));
  }
}
