package dev.clickdeploy.port.out.fake;

import dev.clickdeploy.port.out.contract.JobControlContract;
import dev.clickdeploy.port.out.contract.Stores;

class FakeJobControlTest extends JobControlContract {
  private final Stores stores = new FakeStores();

  @Override
  protected Stores stores() {
    return stores;
  }
}
