package io.onshore.connector.box;

import io.onshore.connector.ConnectorException;
import io.onshore.connector.box.BoxFailures.About;
import io.onshore.connector.toolkit.http.HttpAnswer;
import io.onshore.connector.toolkit.http.HttpCall;
import io.onshore.connector.toolkit.http.TransportException;
import io.onshore.connector.toolkit.http.TransportFailures;
import io.onshore.connector.toolkit.oauth.BearerCalls;
import io.onshore.connector.toolkit.pace.RateBudget;

/**
 * The requests that one user of Box makes, within what Box allows a user. Safe for several threads.
 */
record Line(BearerCalls calls, BoxFailures failures, RateBudget budget) {
  /** Sends a request with the access token; an expired one is renewed once. */
  HttpAnswer send(HttpCall call, About about) throws ConnectorException {
    budget.spend(1);
    try {
      return calls.send(call);
    } catch (TransportException e) {
      throw TransportFailures.toException(e, about.mayStore());
    }
  }

  /** As {@link #send}, refusing an answer that is a refusal. */
  HttpAnswer accepted(HttpCall call, About about) throws ConnectorException {
    return accepted(send(call, about), about);
  }

  /** The answer, if it is no refusal. */
  HttpAnswer accepted(HttpAnswer answer, About about) throws ConnectorException {
    if (answer.status() >= 400) {
      throw budget.heed(failures.of(answer, about));
    }
    return answer;
  }
}
