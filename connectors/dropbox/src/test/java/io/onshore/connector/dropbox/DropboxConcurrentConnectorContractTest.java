package io.onshore.connector.dropbox;

import io.onshore.connector.testkit.ConnectorContract;
import io.onshore.connector.testkit.Harness;

/** So it does in a team's common space, with parts in any order. */
class DropboxConcurrentConnectorContractTest extends ConnectorContract {
  @Override
  protected Harness harness() {
    return DropboxHarness.teamSpace();
  }
}
