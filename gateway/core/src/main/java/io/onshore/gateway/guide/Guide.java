package io.onshore.gateway.guide;

import io.onshore.connector.ProviderId;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A list of tasks for one provider. Texts may say {@code {country}}, which is the practice's.
 *
 * @param id stable, such as {@code box-zones}
 * @param countries where practices are that it is for, by ISO 3166-1 code; empty for all others
 * @param caution what following it cannot bring, said before anybody begins
 */
public record Guide(
    String id,
    ProviderId provider,
    Set<String> countries,
    String title,
    String caution,
    List<Step> steps) {
  /**
   * @throws IllegalArgumentException if it has no step, or two of one id
   */
  public Guide {
    countries = Set.copyOf(countries);
    steps = List.copyOf(steps);
    require(id, title, caution);
    Set<String> ids = new HashSet<>();
    if (steps.isEmpty() || !steps.stream().map(Step::id).allMatch(ids::add)) {
      throw new IllegalArgumentException("a guide has steps, each of an id of its own");
    }
  }

  /**
   * One task.
   *
   * @param who whose task it is
   * @param why one sentence
   * @param how what to do, and where
   * @param page where at the provider it is done, or explained
   * @param source where the guide has it from
   * @param done when it is done
   * @param unless when it is not needed
   * @param otherwise what to do where nobody can tell whether it is done
   */
  public record Step(
      String id,
      Who who,
      String title,
      String why,
      String how,
      Optional<URI> page,
      Optional<URI> source,
      Condition done,
      Optional<Condition> unless,
      String otherwise) {
    /**
     * @throws IllegalArgumentException if a text is blank
     */
    public Step {
      require(id, title, why, how, otherwise);
    }
  }

  /** Whose task a step is. The names are part of the API. */
  public enum Who {
    PRACTICE_ADMIN,
    /** Whoever administers the provider's organisation. */
    PROVIDER_ADMIN,
    /** The gateway does it by itself. */
    ONSHORE
  }

  private static void require(String... texts) {
    for (String text : texts) {
      if (text.isBlank()) {
        throw new IllegalArgumentException("a guide and its steps leave no text blank");
      }
    }
  }
}
