package dev.clickdeploy.core.job;

import dev.clickdeploy.model.job.JobKind;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * The places for running jobs, by kind, and when it is worth to claim for free ones: where the
 * queue has more, as soon as a quarter is free or the first free one has waited for a while; where
 * it had no more, when a job has ended that may have kept others back.
 */
final class Slots {
  private final Map<JobKind, Places> places = new HashMap<>();
  private final Duration gather;
  private final Consumer<Duration> claimWithin;

  /**
   * All free.
   *
   * @param claimWithin is told when there is reason to claim, and how soon
   */
  Slots(Map<JobKind, Handling> handlers, Duration gather, Consumer<Duration> claimWithin) {
    handlers.forEach((kind, handling) -> places.put(kind, new Places(handling.slots())));
    this.gather = gather;
    this.claimWithin = claimWithin;
  }

  private static final class Places {
    final int worthClaiming;
    final AtomicInteger free;
    volatile boolean more;

    Places(int all) {
      worthClaiming = Math.max(1, all / 4);
      free = new AtomicInteger(all);
    }
  }

  /** How many are free, of each kind that has any. */
  Map<JobKind, Integer> free() {
    Map<JobKind, Integer> free = new HashMap<>();
    places.forEach(
        (kind, own) -> {
          int now = own.free.get();
          if (now > 0) {
            free.put(kind, now);
          }
        });
    return free;
  }

  /**
   * So many of those that were asked for are taken. Only one thread takes, so that what was free
   * still is.
   */
  void take(Map<JobKind, Integer> asked, Map<JobKind, Integer> taken) {
    asked.forEach(
        (kind, slots) -> {
          int got = taken.getOrDefault(kind, 0);
          Places own = of(kind);
          own.free.addAndGet(-got);
          own.more = got >= slots;
        });
  }

  /** How long the next claim may wait. */
  Duration pause(Duration poll) {
    Duration pause = poll;
    for (Places own : places.values()) {
      int free = own.free.get();
      if (own.more && free >= own.worthClaiming) {
        return Duration.ZERO;
      }
      if (own.more && free > 0) {
        pause = gather;
      }
    }
    return pause;
  }

  /** A job has left its place. */
  void leave(JobKind kind) {
    Places own = of(kind);
    int free = own.free.incrementAndGet();
    if (own.more && free == own.worthClaiming) {
      claimWithin.accept(Duration.ZERO);
    } else if (own.more && free == 1) {
      claimWithin.accept(gather);
    }
  }

  /** The queue knows that jobs of a kind have ended: a limit may have room, a retry be due. */
  void ended(JobKind kind) {
    if (!of(kind).more) {
      claimWithin.accept(gather);
    }
  }

  private Places of(JobKind kind) {
    return Objects.requireNonNull(places.get(kind), "a kind without a handler");
  }
}
