package dev.clickdeploy.port.out.fake;

import dev.clickdeploy.port.out.contract.LogStoreContract;
import dev.clickdeploy.port.out.contract.Stores;

class FakeLogStoreTest extends LogStoreContract {
  private final Stores stores = new FakeStores();

  @Override
  protected Stores stores() {
    return stores;
  }
}
