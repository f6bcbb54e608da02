package io.onshore.connector.googledrive;

import io.onshore.connector.testkit.ConnectorContract;
import io.onshore.connector.testkit.Harness;

/** The Google Drive connector keeps the contract that all connectors keep. */
class GoogleDriveConnectorContractTest extends ConnectorContract {
  @Override
  protected Harness harness() {
    return new GoogleDriveHarness();
  }
}
