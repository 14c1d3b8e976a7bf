package dev.clickdeploy.port.out.fake;

import dev.clickdeploy.port.out.contract.ServiceChangesContract;
import dev.clickdeploy.port.out.contract.Stores;

class FakeServiceChangesTest extends ServiceChangesContract {
  private final Stores stores = new FakeStores();

  @Override
  protected Stores stores() {
    return stores;
  }
}
