package dev.clickdeploy.adapter.postgres.signal;

import dev.clickdeploy.adapter.postgres.sql.Database;
import dev.clickdeploy.port.out.LogSignals;
import javax.sql.DataSource;

/** Signals over LISTEN; every subscription has a connection and two threads of its own. */
public final class PostgresLogSignals implements LogSignals {
  private final DataSource single;
  private final Database database;

  /**
   * Listens on connections from {@code single}, which should come from no pool; tests itself by
   * signals through the database, the way that other processes send theirs.
   */
  public PostgresLogSignals(DataSource single, Database database) {
    this.single = single;
    this.database = database;
  }

  @Override
  public Subscription subscribe(Listener listener) {
    Inbox<Listener> inbox = Inbox.open(listener);
    Listening listening =
        Listening.start(
            single, database, Listening.Topic.LOGS, new HeardLogs(inbox), Listening.Timing.USUAL);
    return () -> {
      listening.close();
      inbox.close();
    };
  }
}
