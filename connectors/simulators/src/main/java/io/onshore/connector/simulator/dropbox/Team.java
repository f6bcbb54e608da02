package io.onshore.connector.simulator.dropbox;

/**
 * A business team.
 *
 * @param space whether its members have a common root, under which their own folders lie
 */
public record Team(String id, String name, boolean space) {
  /** The namespace of the team's common root. */
  String root() {
    return Account.namespace("team " + id);
  }
}
