package dev.clickdeploy.port.out.fake;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until it is moved. Thread-safe. */
public final class SettableClock implements InstantSource {
  private final AtomicReference<Instant> now;

  /** Stands at this moment. */
  public SettableClock(Instant start) {
    now = new AtomicReference<>(start);
  }

  /** Stands at 2026-01-01T00:00:00Z. */
  public SettableClock() {
    this(Instant.parse("2026-01-01T00:00:00Z"));
  }

  @Override
  public Instant instant() {
    return now.get();
  }

  /** Goes on by this much and answers the new time. */
  public Instant advance(Duration by) {
    return now.updateAndGet(time -> time.plus(by));
  }

  /** Jumps to a moment, backwards too. */
  public void set(Instant time) {
    now.set(time);
  }
}
