package dev.clickdeploy.port.out.fake;

import dev.clickdeploy.port.out.contract.PushLedgerContract;
import dev.clickdeploy.port.out.contract.Stores;

class FakePushLedgerTest extends PushLedgerContract {
  private final Stores stores = new FakeStores();

  @Override
  protected Stores stores() {
    return stores;
  }
}
