package io.onshore.connector.toolkit.http;

import io.onshore.connector.ConnectorException;
import io.onshore.connector.Failure;
import io.onshore.connector.Failure.Effect;
import io.onshore.connector.Failure.Kind;

/** What a connector's caller has to know about a call that got no usable answer. */
public final class TransportFailures {
  private TransportFailures() {}

  /**
   * The failure as data.
   *
   * @param couldStore whether the call, had it arrived, could have made an object visible; the
   *     effect is then {@link Effect#UNKNOWN} unless the request surely never arrived whole
   */
  public static Failure toFailure(TransportException problem, boolean couldStore) {
    Effect effect = couldStore && problem.mayHaveArrived() ? Effect.UNKNOWN : Effect.NONE;
    return switch (problem.reason()) {
      case SOURCE_FAILED -> Failure.permanent(Kind.SOURCE_FAILED).withEffect(effect);
      case NOT_SENT, CUT_SHORT, ANSWER_LOST, TIMEOUT ->
          Failure.passing(Kind.UNAVAILABLE).withEffect(effect);
      case CANCELLED -> Failure.permanent(Kind.CANCELLED).withEffect(effect);
      case CLOSED -> Failure.permanent(Kind.CLOSED).withEffect(effect);
      case ANSWER_UNUSABLE -> Failure.permanent(Kind.UNCLASSIFIED).withEffect(effect);
    };
  }

  /** The failure as the SPI's exception, with the cause kept. */
  public static ConnectorException toException(TransportException problem, boolean couldStore) {
    return new ConnectorException(toFailure(problem, couldStore), problem.reason().text(), problem);
  }
}
