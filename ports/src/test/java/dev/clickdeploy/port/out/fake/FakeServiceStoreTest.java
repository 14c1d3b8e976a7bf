package dev.clickdeploy.port.out.fake;

import dev.clickdeploy.port.out.contract.ServiceStoreContract;
import dev.clickdeploy.port.out.contract.Stores;

class FakeServiceStoreTest extends ServiceStoreContract {
  private final Stores stores = new FakeStores();

  @Override
  protected Stores stores() {
    return stores;
  }
}
