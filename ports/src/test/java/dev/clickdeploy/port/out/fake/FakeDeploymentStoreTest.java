package dev.clickdeploy.port.out.fake;

import dev.clickdeploy.port.out.contract.DeploymentStoreContract;
import dev.clickdeploy.port.out.contract.Stores;

class FakeDeploymentStoreTest extends DeploymentStoreContract {
  private final Stores stores = new FakeStores();

  @Override
  protected Stores stores() {
    return stores;
  }
}
