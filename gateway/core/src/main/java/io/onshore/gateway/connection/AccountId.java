package io.onshore.gateway.connection;

import io.onshore.gateway.destination.Connection;
import io.onshore.gateway.practice.PracticeId;

/** Which account: a connection's id, within its practice. */
public record AccountId(PracticeId practice, String connection) {
  /** The account of a connection. */
  public static AccountId of(Connection connection) {
    return new AccountId(connection.practice(), connection.id());
  }
}
