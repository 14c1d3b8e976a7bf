package dev.clickdeploy.port.out.fake;

import dev.clickdeploy.port.out.contract.StatusLedgerContract;
import dev.clickdeploy.port.out.contract.Stores;

class FakeStatusLedgerTest extends StatusLedgerContract {
  private final Stores stores = new FakeStores();

  @Override
  protected Stores stores() {
    return stores;
  }
}
