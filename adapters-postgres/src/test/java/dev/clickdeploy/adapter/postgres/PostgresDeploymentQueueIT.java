package dev.clickdeploy.adapter.postgres;

import dev.clickdeploy.port.out.contract.DeploymentQueueContract;
import dev.clickdeploy.port.out.contract.Stores;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresDeploymentQueueIT extends DeploymentQueueContract {
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.migrated();
  private final Stores stores = new PostgresStores(DATABASE);

  @Override
  protected Stores stores() {
    return stores;
  }
}
