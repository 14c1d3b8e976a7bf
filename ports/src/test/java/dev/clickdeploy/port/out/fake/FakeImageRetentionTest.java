package dev.clickdeploy.port.out.fake;

import dev.clickdeploy.port.out.contract.ImageRetentionContract;
import dev.clickdeploy.port.out.contract.Stores;

class FakeImageRetentionTest extends ImageRetentionContract {
  private final Stores stores = new FakeStores();

  @Override
  protected Stores stores() {
    return stores;
  }
}
