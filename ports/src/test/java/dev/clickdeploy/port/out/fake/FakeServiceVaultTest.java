package dev.clickdeploy.port.out.fake;

import dev.clickdeploy.port.out.contract.ServiceVaultContract;
import dev.clickdeploy.port.out.contract.Stores;

class FakeServiceVaultTest extends ServiceVaultContract {
  private final Stores stores = new FakeStores();

  @Override
  protected Stores stores() {
    return stores;
  }
}
