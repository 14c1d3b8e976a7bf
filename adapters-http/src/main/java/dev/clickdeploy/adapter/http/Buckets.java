package dev.clickdeploy.adapter.http;

import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A bucket for each key, from which one is taken at a time and which fills by itself. All that is
 * kept of a bucket is the time at which it will be full; of those that are used least recently, not
 * even that. Thread-safe.
 */
final class Buckets {
  private static final int MOST = 10_000;
  private static final long SECOND = 1_000_000_000L;

  private final long interval;
  private final long size;
  private final InstantSource clock;
  private final int most;
  private final Map<Object, Long> fullAt = new LinkedHashMap<>(16, 0.75f, true);

  Buckets(RateLimit limit, InstantSource clock) {
    this(limit, clock, MOST);
  }

  /** Remembers at most so many buckets. */
  Buckets(RateLimit limit, InstantSource clock, int most) {
    this.interval = SECOND / limit.perSecond();
    this.size = interval * limit.burst();
    this.clock = clock;
    this.most = most;
  }

  /**
   * What taking one came to.
   *
   * @param left how many there are still
   * @param nanosToNext until there is one again; 0 when there is
   * @param nanosToFull until the bucket is full
   */
  record Taken(boolean allowed, long left, long nanosToNext, long nanosToFull) {}

  /** Takes one, if there is one. */
  synchronized Taken take(Object key) {
    long now = now();
    long full = full(key, now);
    boolean allowed = full + interval - now <= size;
    if (allowed) {
      full += interval;
    }
    fullAt.put(key, full);
    if (fullAt.size() > most) {
      fullAt.remove(fullAt.keySet().iterator().next());
    }
    return taken(allowed, full - now);
  }

  /** What taking one would come to, without taking it. */
  synchronized Taken look(Object key) {
    long now = now();
    long toFull = full(key, now) - now;
    return taken(toFull + interval <= size, toFull);
  }

  private Taken taken(boolean allowed, long toFull) {
    return new Taken(
        allowed, (size - toFull) / interval, Math.max(0, toFull + interval - size), toFull);
  }

  /** A clock that was set back empties no bucket further than empty. */
  private long full(Object key, long now) {
    long known = fullAt.getOrDefault(key, now);
    return Math.min(Math.max(known, now), now + size);
  }

  private long now() {
    Instant now = clock.instant();
    return Math.addExact(Math.multiplyExact(now.getEpochSecond(), SECOND), now.getNano());
  }
}
