package io.onshore.connector.dropbox;

import io.onshore.connector.testkit.ConnectorContract;
import io.onshore.connector.testkit.Harness;

/** The Dropbox connector keeps the contract that all connectors keep: an app's own folder. */
class DropboxConnectorContractTest extends ConnectorContract {
  @Override
  protected Harness harness() {
    return new DropboxHarness();
  }
}
