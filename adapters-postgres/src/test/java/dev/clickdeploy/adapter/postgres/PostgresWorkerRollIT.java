package dev.clickdeploy.adapter.postgres;

import dev.clickdeploy.port.out.contract.Stores;
import dev.clickdeploy.port.out.contract.WorkerRollContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresWorkerRollIT extends WorkerRollContract {
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.migrated();
  private final Stores stores = new PostgresStores(DATABASE);

  @Override
  protected Stores stores() {
    return stores;
  }
}
