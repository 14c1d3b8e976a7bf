package dev.clickdeploy.core.push;

import dev.clickdeploy.core.job.Chore;
import dev.clickdeploy.model.job.Cancellation;
import dev.clickdeploy.port.out.BranchWatch.Look;
import dev.clickdeploy.port.out.EventSink;
import dev.clickdeploy.port.out.PortException;
import dev.clickdeploy.port.out.Storage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Compares branches with what was pushed, now and then, so that a push whose webhook never came is
 * deployed all the same. A few repositories are asked at once, and a host that does not answer is
 * left alone for the rest of a round.
 */
public final class BranchSweep {
  private static final int AT_ONCE = 4;
  private static final int MOST = 100;
  private static final int ENOUGH_FAILURES = 3;
  private static final Duration LONGEST_PAUSE = Duration.ofDays(1);
  private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

  private final Storage storage;
  private final RepositoryLook look;
  private final Duration interval;
  private final EventSink events;

  /**
   * Looks at the branches of this storage's services.
   *
   * @param interval how often at each
   */
  public BranchSweep(Storage storage, RepositoryLook look, Duration interval, EventSink events) {
    this.storage = storage;
    this.look = look;
    this.interval = interval;
    this.events = events;
  }

  /** It, done now and then. */
  public Chore chore() {
    return new Chore("sweep", this::round);
  }

  /** Looks at what is due; answers when to come back. */
  Duration round(Cancellation stop) {
    List<Look> due = storage.branches().take(interval, MOST);
    Map<String, Integer> failures = new ConcurrentHashMap<>();
    try (ExecutorService threads =
        Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
      due.forEach(each -> threads.execute(() -> look(each, failures, stop)));
    }
    stop.throwIfCancelled();
    return due.size() == MOST ? SHORTEST_WAIT : wait(interval.dividedBy(5));
  }

  private static Duration wait(Duration wished) {
    Duration least = wished.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : wished;
    return least.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : least;
  }

  private void look(Look at, Map<String, Integer> failures, Cancellation stop) {
    String host = at.repository().value().split("/", 2)[0];
    if (stop.isCancelled() || failures.getOrDefault(host, 0) >= ENOUGH_FAILURES) {
      return;
    }
    try {
      look.at(at, interval, stop);
    } catch (CancellationException e) {
      // it is looked at again after the interval
    } catch (PortException e) {
      if (e.isRetryable()) {
        failures.merge(host, 1, Integer::sum);
      }
      postpone(at);
    } catch (RuntimeException e) {
      events.on(new EventSink.Event.Trouble("a look at " + at.repository() + " failed", e));
    }
  }

  private void postpone(Look at) {
    try {
      storage.branches().postpone(at, pause(at.failures() + 1));
    } catch (PortException e) {
      events.on(new EventSink.Event.Trouble("a look could not be put off", e));
    }
  }

  /** Twice as long after each failure. */
  private Duration pause(int failures) {
    Duration pause = interval;
    for (int i = 0; i < failures && pause.compareTo(LONGEST_PAUSE) < 0; i++) {
      pause = pause.multipliedBy(2);
    }
    return pause;
  }
}
