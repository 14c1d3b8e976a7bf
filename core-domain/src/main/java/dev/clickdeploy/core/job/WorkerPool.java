package dev.clickdeploy.core.job;

import dev.clickdeploy.model.job.JobKind;
import dev.clickdeploy.port.in.Workers;
import dev.clickdeploy.port.out.EventSink;
import dev.clickdeploy.port.out.Storage;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Claims jobs under leases and has them handled by kind. Jobs of a kind without a handler or
 * without slots are left to other processes. May be started again after a stop; starting or
 * stopping twice does nothing. Limits are set on the queue by each start, which fails when they
 * cannot be.
 */
public final class WorkerPool implements Workers {
  private final Storage storage;
  private final Map<JobKind, Handling> handlers;
  private final PoolSettings settings;
  private final List<Chore> chores;
  private final EventSink events;
  private final InstantSource clock;
  private final Pace pace;
  private final ReentrantLock startOrStop = new ReentrantLock();
  private volatile @Nullable Shift shift;

  /** A pool that has not begun. */
  public WorkerPool(
      Storage storage,
      Map<JobKind, Handling> handlers,
      PoolSettings settings,
      EventSink events,
      InstantSource clock) {
    this(storage, handlers, settings, List.of(), events, clock, Pace.REAL);
  }

  /** A pool that has not begun, and that does these beside its jobs. */
  public WorkerPool(
      Storage storage,
      Map<JobKind, Handling> handlers,
      PoolSettings settings,
      List<Chore> chores,
      EventSink events,
      InstantSource clock) {
    this(storage, handlers, settings, chores, events, clock, Pace.REAL);
  }

  WorkerPool(
      Storage storage,
      Map<JobKind, Handling> handlers,
      PoolSettings settings,
      EventSink events,
      InstantSource clock,
      Pace pace) {
    this(storage, handlers, settings, List.of(), events, clock, pace);
  }

  private WorkerPool(
      Storage storage,
      Map<JobKind, Handling> handlers,
      PoolSettings settings,
      List<Chore> chores,
      EventSink events,
      InstantSource clock,
      Pace pace) {
    this.storage = storage;
    Map<JobKind, Handling> here = new HashMap<>(handlers);
    here.values().removeIf(handling -> handling.slots() == 0);
    this.handlers = Map.copyOf(here);
    this.settings = settings;
    this.chores = List.copyOf(chores);
    this.events = new SafeEvents(events);
    this.clock = clock;
    this.pace = pace;
  }

  @Override
  public void start() {
    startOrStop.lock();
    try {
      if (shift == null) {
        settings.limits().forEach(storage.jobControl()::limit);
      }
      if (shift == null && !handlers.isEmpty()) {
        shift = new Shift(storage, handlers, settings, chores, events, clock, pace);
      }
    } finally {
      startOrStop.unlock();
    }
  }

  @Override
  public void stop(Duration soft, Duration hard) {
    startOrStop.lock();
    try {
      Shift ending = shift;
      if (ending != null) {
        ending.end(soft, hard);
        shift = null;
      }
    } finally {
      startOrStop.unlock();
    }
  }

  @Override
  public int running() {
    Shift now = shift;
    return now == null ? 0 : now.running();
  }
}
