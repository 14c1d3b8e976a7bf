package dev.clickdeploy.core.job;

import dev.clickdeploy.port.out.EventSink;
import java.util.Objects;

/** Keeps an embedder's sink that throws from ending the work that it is told of. */
public final class SafeEvents implements EventSink {
  private final EventSink sink;

  /** Passes on to this sink. */
  public SafeEvents(EventSink sink) {
    this.sink = Objects.requireNonNull(sink, "sink");
  }

  @Override
  public void on(Event event) {
    try {
      sink.on(event);
    } catch (RuntimeException e) {
      // the sink is the only one who could be told
    }
  }
}
