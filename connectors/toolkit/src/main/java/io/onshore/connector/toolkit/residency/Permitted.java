package io.onshore.connector.toolkit.residency;

import io.onshore.connector.ConnectorException;
import io.onshore.connector.Failure;
import java.util.Optional;
import java.util.Set;

/**
 * Questions that a connection may not be allowed to ask: a refusal means that nothing is told, and
 * everything else stays a failure, above all an outage. Immutable.
 *
 * @param refusals the kinds that mean "not allowed to ask" at this provider
 */
public record Permitted(Set<Failure.Kind> refusals) {
  /** Where what must not be seen is refused or looks as if it were not there. */
  public static final Permitted USUAL =
      new Permitted(
          Set.of(
              Failure.Kind.FORBIDDEN,
              Failure.Kind.DESTINATION_MISSING,
              Failure.Kind.OBJECT_MISSING));

  public Permitted {
    refusals = Set.copyOf(refusals);
  }

  /** One question. */
  @FunctionalInterface
  public interface Question<T> {
    /** Asks it. */
    T ask() throws ConnectorException;
  }

  /**
   * The answer.
   *
   * @return empty if the connection may not ask
   * @throws ConnectorException of any other kind
   */
  public <T> Optional<T> ask(Question<T> question) throws ConnectorException {
    try {
      return Optional.of(question.ask());
    } catch (ConnectorException e) {
      if (refusals.contains(e.failure().kind())) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
