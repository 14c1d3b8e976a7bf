package dev.clickdeploy.port.out.fake;

import dev.clickdeploy.port.out.contract.SameInputsContract;
import dev.clickdeploy.port.out.contract.Stores;

class FakeSameInputsTest extends SameInputsContract {
  private final Stores stores = new FakeStores();

  @Override
  protected Stores stores() {
    return stores;
  }
}
