package dev.clickdeploy.port.out.fake;

import dev.clickdeploy.port.out.contract.JobRacesContract;
import dev.clickdeploy.port.out.contract.Stores;

class FakeJobRacesTest extends JobRacesContract {
  private final Stores stores = new FakeStores();

  @Override
  protected Stores stores() {
    return stores;
  }
}
