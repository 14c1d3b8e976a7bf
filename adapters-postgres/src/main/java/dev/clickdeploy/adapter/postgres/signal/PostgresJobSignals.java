package dev.clickdeploy.adapter.postgres.signal;

import dev.clickdeploy.port.out.JobSignals;
import java.time.Duration;
import javax.sql.DataSource;

/** Signals over LISTEN; every subscription has a connection and a thread of its own. */
public final class PostgresJobSignals implements JobSignals {
  private static final Duration CHECK_EVERY = Duration.ofSeconds(30);

  private final DataSource single;
  private final Duration checkEvery;

  /** Listens on connections from here; they should come from no pool. */
  public PostgresJobSignals(DataSource single) {
    this(single, CHECK_EVERY);
  }

  PostgresJobSignals(DataSource single, Duration checkEvery) {
    this.single = single;
    this.checkEvery = checkEvery;
  }

  @Override
  public Subscription subscribe(Listener listener) {
    return Listening.start(single, listener, checkEvery);
  }
}
