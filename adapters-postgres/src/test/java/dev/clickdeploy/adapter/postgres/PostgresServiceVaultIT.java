package dev.clickdeploy.adapter.postgres;

import dev.clickdeploy.port.out.contract.ServiceVaultContract;
import dev.clickdeploy.port.out.contract.Stores;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresServiceVaultIT extends ServiceVaultContract {
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.migrated();
  private final Stores stores = new PostgresStores(DATABASE);

  @Override
  protected Stores stores() {
    return stores;
  }
}
