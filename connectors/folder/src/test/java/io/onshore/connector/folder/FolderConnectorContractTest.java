package io.onshore.connector.folder;

import io.onshore.connector.testkit.ConnectorContract;
import io.onshore.connector.testkit.Harness;

class FolderConnectorContractTest extends ConnectorContract {
  @Override
  protected Harness harness() throws Exception {
    return new FolderHarness();
  }
}
