package dev.clickdeploy.port.out.fake;

import dev.clickdeploy.port.out.contract.BranchWatchContract;
import dev.clickdeploy.port.out.contract.Stores;

class FakeBranchWatchTest extends BranchWatchContract {
  private final Stores stores = new FakeStores();

  @Override
  protected Stores stores() {
    return stores;
  }
}
