package dev.clickdeploy.core.job;

import dev.clickdeploy.port.out.EventSink;
import java.time.Duration;

/** A row of failures of one loop: told to the operator, each followed by a longer wait. */
final class Outage {
  private final String what;
  private final Duration first;
  private final Duration most;
  private final EventSink events;
  private Duration next;

  Outage(String what, Duration first, Duration most, EventSink events) {
    this.what = what;
    this.first = first;
    this.most = most;
    this.events = events;
    this.next = first;
  }

  /** Another failure; answers how long to wait. */
  Duration goesOn(Throwable failure) {
    Duration wait = next;
    Duration doubled = next.multipliedBy(2);
    next = doubled.compareTo(most) > 0 ? most : doubled;
    events.on(
        new EventSink.Event.Trouble(
            "workers: %s failed and is tried again in %d ms".formatted(what, wait.toMillis()),
            failure));
    return wait;
  }

  /** It works. */
  void over() {
    next = first;
  }
}
