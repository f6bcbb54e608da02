package io.onshore.gateway.connection;

import io.onshore.gateway.destination.Connection;

/** What it came to when a person came back from a provider's page. */
public sealed interface Return {
  /** The account is connected, and what waited goes on. */
  record Connected(Connection connection) implements Return {}

  /** The person said no there. */
  record Denied(Connection connection) implements Return {}

  /**
   * The way back does not belong to a way there: it was gone before, took too long, or was somebody
   * else's; or the provider refused the code. The person starts again.
   */
  record StartAgain() implements Return {}

  /**
   * The provider could not be asked for the tokens.
   *
   * @param why for people to read
   */
  record NotNow(Connection connection, String why) implements Return {}
}
