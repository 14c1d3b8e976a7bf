package dev.clickdeploy.port.out.fake;

import dev.clickdeploy.port.out.contract.JobSignalsContract;
import dev.clickdeploy.port.out.contract.Stores;

class FakeJobSignalsTest extends JobSignalsContract {
  private final Stores stores = new FakeStores();

  @Override
  protected Stores stores() {
    return stores;
  }
}
