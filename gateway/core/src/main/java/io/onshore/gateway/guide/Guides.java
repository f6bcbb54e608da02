package io.onshore.gateway.guide;

import io.onshore.connector.ProviderId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The guides that there are. Immutable. */
public record Guides(List<Guide> all) {
  /**
   * @throws IllegalArgumentException if two are for the same practices and provider, or of one id
   */
  public Guides {
    all = List.copyOf(all);
    Set<String> seen = new HashSet<>();
    for (Guide guide : all) {
      if (!seen.add("id " + guide.id())) {
        throw new IllegalArgumentException("two guides have the id `" + guide.id() + "`");
      }
      Set<String> countries = guide.countries().isEmpty() ? Set.of("all") : guide.countries();
      for (String country : countries) {
        if (!seen.add(guide.provider() + " in " + country)) {
          throw new IllegalArgumentException(
              "two guides are for `%s` in `%s`".formatted(guide.provider(), country));
        }
      }
    }
  }

  /** The one for a provider and a practice in a country; one for that country comes first. */
  public Optional<Guide> pick(ProviderId provider, String country) {
    List<Guide> ofProvider =
        all.stream().filter(guide -> guide.provider().equals(provider)).toList();
    return ofProvider.stream()
        .filter(guide -> guide.countries().contains(country))
        .findFirst()
        .or(() -> ofProvider.stream().filter(guide -> guide.countries().isEmpty()).findFirst());
  }
}
