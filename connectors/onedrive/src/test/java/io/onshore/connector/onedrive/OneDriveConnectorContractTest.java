package io.onshore.connector.onedrive;

import io.onshore.connector.testkit.ConnectorContract;
import io.onshore.connector.testkit.Harness;

/** The OneDrive connector keeps the contract that all connectors keep. */
class OneDriveConnectorContractTest extends ConnectorContract {
  @Override
  protected Harness harness() {
    return new OneDriveHarness();
  }
}
