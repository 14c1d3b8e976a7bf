package dev.clickdeploy.core;

import dev.clickdeploy.port.out.EventSink;

/** Keeps an embedder's sink that throws from ending the work that it is told of. */
final class SafeEvents implements EventSink {
  private final EventSink sink;

  SafeEvents(EventSink sink) {
    this.sink = sink;
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
