package dev.clickdeploy.port.out.fake;

import dev.clickdeploy.port.out.contract.JobQueueContract;
import dev.clickdeploy.port.out.contract.Stores;

class FakeJobQueueTest extends JobQueueContract {
  private final Stores stores = new FakeStores();

  @Override
  protected Stores stores() {
    return stores;
  }
}
