package dev.clickdeploy.port.out.fake;

import dev.clickdeploy.port.out.contract.LogSignalsContract;
import dev.clickdeploy.port.out.contract.Stores;

class FakeLogSignalsTest extends LogSignalsContract {
  private final Stores stores = new FakeStores();

  @Override
  protected Stores stores() {
    return stores;
  }
}
