package dev.clickdeploy.port.out.fake;

import dev.clickdeploy.port.out.contract.PushOrderContract;
import dev.clickdeploy.port.out.contract.Stores;

class FakePushOrderTest extends PushOrderContract {
  private final Stores stores = new FakeStores();

  @Override
  protected Stores stores() {
    return stores;
  }
}
