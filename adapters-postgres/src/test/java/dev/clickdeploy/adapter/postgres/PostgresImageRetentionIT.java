package dev.clickdeploy.adapter.postgres;

import dev.clickdeploy.port.out.contract.ImageRetentionContract;
import dev.clickdeploy.port.out.contract.Stores;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresImageRetentionIT extends ImageRetentionContract {
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.migrated();
  private final Stores stores = new PostgresStores(DATABASE);

  @Override
  protected Stores stores() {
    return stores;
  }
}
