package dev.clickdeploy.port.out.fake;

import dev.clickdeploy.port.out.contract.Stores;
import dev.clickdeploy.port.out.contract.WorkerRollContract;

class FakeWorkerRollTest extends WorkerRollContract {
  private final Stores stores = new FakeStores();

  @Override
  protected Stores stores() {
    return stores;
  }
}
