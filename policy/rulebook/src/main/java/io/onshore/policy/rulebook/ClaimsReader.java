package io.onshore.policy.rulebook;

import io.onshore.policy.AccountKind;
import io.onshore.policy.DataClass;
import io.onshore.policy.EvidenceGrade;
import io.onshore.policy.Place;
import io.onshore.policy.claim.Claims;
import io.onshore.policy.claim.Offer;
import io.onshore.policy.claim.Origin;
import io.onshore.policy.claim.PublishedClaim;
import io.onshore.policy.rulebook.Tree.Fields;
import io.onshore.policy.rulebook.Tree.Text;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes values of files of claims in which nothing is wrong any more. */
final class ClaimsReader {
  private final Fields root;

  private ClaimsReader(Fields root) {
    this.root = root;
  }

  /** The dataset that the files make up. Its date is the oldest of theirs. */
  static Claims claims(List<Pack> files) {
    return Claims.of(
        text(files.getFirst().root(), "version"),
        files.stream()
            .map(file -> LocalDate.parse(text(file.root(), "as_of")))
            .min(Comparator.naturalOrder())
            .orElseThrow(),
        files.stream().flatMap(file -> new ClaimsReader(file.root()).offers()).toList());
  }

  private Stream<Offer> offers() {
    return Tree.onlyFields(root.items("offers")).stream().map(this::offer);
  }

  private Offer offer(Fields fields) {
    String id = text(fields, "id");
    return new Offer(
        id,
        text(root, "provider"),
        text(fields, "product"),
        text(fields, "plan"),
        optional(fields, "region_setting"),
        AccountKind.valueOf(text(fields, "account").toUpperCase(Locale.ROOT)),
        names("contracts", id),
        names("certifications", id),
        rows("conditions", id).map(condition -> text(condition, "text")).toList(),
        rows("claims", id).map(this::claim).toList());
  }

  private Set<String> names(String section, String offer) {
    return rows(section, offer)
        .flatMap(term -> term.texts("names").stream())
        .map(Text::value)
        .collect(Collectors.toSet());
  }

  /** The rows of a list that are about an offer. */
  private Stream<Fields> rows(String section, String offer) {
    return Tree.onlyFields(root.items(section)).stream()
        .filter(row -> row.texts("offers").stream().map(Text::value).anyMatch(offer::equals));
  }

  private PublishedClaim claim(Fields fields) {
    Fields source = root.fields("sources").fields(text(fields, "source"));
    return new PublishedClaim(
        text(fields, "id"),
        DataClass.valueOf(text(fields, "about")),
        fields.texts("places").stream()
            .map(place -> new Place(place.value()))
            .collect(Collectors.toSet()),
        EvidenceGrade.valueOf(text(fields, "grade")),
        new Origin(
            text(source, "publisher"),
            text(source, "title"),
            text(source, "url"),
            optional(source, "published").map(LocalDate::parse),
            text(fields, "reading"),
            optional(fields, "quote"),
            optional(fields, "quote_sha256")),
        LocalDate.parse(text(fields, "verified_on")),
        optional(fields, "superseded_on").map(LocalDate::parse),
        optional(fields, "note"));
  }

  private static String text(Fields fields, String name) {
    return fields.text(name).map(Text::value).orElseThrow();
  }

  private static Optional<String> optional(Fields fields, String name) {
    return fields.text(name).map(Text::value);
  }
}
