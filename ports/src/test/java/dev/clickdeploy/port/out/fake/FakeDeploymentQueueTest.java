package dev.clickdeploy.port.out.fake;

import dev.clickdeploy.port.out.contract.DeploymentQueueContract;
import dev.clickdeploy.port.out.contract.Stores;

class FakeDeploymentQueueTest extends DeploymentQueueContract {
  private final Stores stores = new FakeStores();

  @Override
  protected Stores stores() {
    return stores;
  }
}
