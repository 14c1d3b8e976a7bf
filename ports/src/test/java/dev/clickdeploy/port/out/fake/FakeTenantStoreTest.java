package dev.clickdeploy.port.out.fake;

import dev.clickdeploy.port.out.contract.Stores;
import dev.clickdeploy.port.out.contract.TenantStoreContract;

class FakeTenantStoreTest extends TenantStoreContract {
  private final Stores stores = new FakeStores();

  @Override
  protected Stores stores() {
    return stores;
  }
}
