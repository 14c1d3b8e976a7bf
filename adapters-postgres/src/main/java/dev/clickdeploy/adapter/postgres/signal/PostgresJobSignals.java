package dev.clickdeploy.adapter.postgres.signal;

import dev.clickdeploy.adapter.postgres.sql.Database;
import dev.clickdeploy.port.out.JobSignals;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;

/** Signals over LISTEN; every subscription has a connection and two threads of its own. */
public final class PostgresJobSignals implements JobSignals {
  private final DataSource single;
  private final Database database;
  private final Rewind rewind;
  private final Listening.Timing timing;
  private final List<Heard> open = new CopyOnWriteArrayList<>();

  /**
   * Listens on connections from {@code single}, which should come from no pool; tests itself by
   * signals through the database, the way that other processes send theirs.
   */
  public PostgresJobSignals(DataSource single, Database database, Rewind rewind) {
    this(single, database, rewind, Listening.Timing.USUAL);
  }

  PostgresJobSignals(DataSource single, Database database, Rewind rewind, Listening.Timing timing) {
    this.single = single;
    this.database = database;
    this.rewind = rewind;
    this.timing = timing;
  }

  @Override
  public Subscription subscribe(Listener listener) {
    Inbox<Listener> inbox = Inbox.open(listener);
    Heard heard = new Heard(inbox, rewind);
    Listening listening = Listening.start(single, database, Listening.Topic.JOBS, heard, timing);
    open.add(heard);
    return () -> {
      open.remove(heard);
      listening.close();
      inbox.close();
    };
  }

  /** Wakes this process's own subscribers without the way through the server. */
  public void workHere() {
    open.forEach(Heard::workHere);
  }
}
