package io.onshore.connector.box;

import io.onshore.connector.testkit.ConnectorContract;
import io.onshore.connector.testkit.Harness;

/** The Box connector keeps the contract that all connectors keep. */
class BoxConnectorContractTest extends ConnectorContract {
  @Override
  protected Harness harness() {
    return new BoxHarness();
  }
}
