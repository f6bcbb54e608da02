package io.onshore.connector;

import java.util.Optional;

/**
 * The power to tell how much room is left, for asking before anybody sends. What is told may be
 * over by the next moment: a full account shows at {@link Failure.Kind#QUOTA_EXHAUSTED}.
 */
@FunctionalInterface
public interface Quota {
  /**
   * Asks the provider how much room there is for files of this destination. Changes nothing.
   *
   * @return empty if the provider does not tell, or counts the files on an account that the
   *     connection may not look at; never guessed
   * @throws ConnectorException if the provider could not be asked
   */
  Optional<Space> space(Destination destination) throws ConnectorException;
}
