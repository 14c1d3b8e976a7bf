package dev.clickdeploy.adapter.postgres.signal;

import dev.clickdeploy.adapter.postgres.sql.Database;
import dev.clickdeploy.model.tenant.OrganizationId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wakes workers, at most once in ten milliseconds: every NOTIFY takes a lock that all committing
 * transactions of the server share. The first call of a burst is signalled at once, and one more
 * signal follows the last.
 */
public final class Bell {
  private static final Logger LOG = LoggerFactory.getLogger(Bell.class);
  private static final long APART = Duration.ofMillis(10).toNanos();

  private final Database database;
  private final Rewind rewind;
  private final Runnable here;
  private final Map<OrganizationId, Instant> backs = new LinkedHashMap<>();
  private boolean work;
  private long next = System.nanoTime();
  private boolean trailing;

  /**
   * Signals on this database; the process's own claims hear of what came back here directly.
   *
   * @param here wakes the process's own workers, sooner than the way through the server does
   */
  public Bell(Database database, Rewind rewind, Runnable here) {
    this.database = database;
    this.rewind = rewind;
    this.here = here;
  }

  /**
   * Whether the caller's own statement shall signal work. When not, {@link #ring} is to be called
   * once it has committed, else {@link #rung}.
   */
  public synchronized boolean mayRing() {
    long now = System.nanoTime();
    if (trailing || now - next < 0) {
      return false;
    }
    next = now + APART;
    return true;
  }

  /** The caller's own statement has signalled work, and it is committed. */
  public void rung() {
    here.run();
  }

  /** There is work, and it is committed. */
  public synchronized void ring() {
    work = true;
    later();
  }

  /** These are back on the queue, and it is committed. */
  public void back(Collection<Back> all) {
    all.forEach(back -> rewind.to(back.organization(), back.runAt()));
    synchronized (this) {
      for (Back back : all) {
        backs.merge(back.organization(), back.runAt(), (a, b) -> a.isBefore(b) ? a : b);
        later();
      }
    }
  }

  private void later() {
    if (!trailing) {
      trailing = true;
      Thread.ofVirtual().name("clickdeploy-bell").start(this::trail);
    }
  }

  private void trail() {
    List<String> payloads = awaitTurn();
    try {
      database.run(
          "waking workers",
          connection -> {
            Notify.send(connection, payloads);
            return payloads;
          });
    } catch (RuntimeException e) {
      LOG.warn(
          "channel={} workers were not woken and wait for their next poll: {}",
          Notify.CHANNEL,
          e.getMessage());
    }
  }

  /** Whoever commits after this asks for a signal of its own. */
  private List<String> awaitTurn() {
    long wait = untilNext();
    while (wait > 0) {
      LockSupport.parkNanos(wait);
      wait = untilNext();
    }
    synchronized (this) {
      List<String> payloads = payloads();
      backs.clear();
      work = false;
      trailing = false;
      next = System.nanoTime() + APART;
      return payloads;
    }
  }

  private synchronized long untilNext() {
    return next - System.nanoTime();
  }

  /** What came back means work as well. */
  private List<String> payloads() {
    List<String> payloads = new ArrayList<>();
    backs.forEach((organization, runAt) -> payloads.add(new Back(organization, runAt).payload()));
    if (work && payloads.isEmpty()) {
      payloads.add(Notify.WORK);
    }
    return payloads;
  }
}
