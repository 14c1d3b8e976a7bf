package dev.clickdeploy.port.out.fake;

import dev.clickdeploy.port.out.EventSink;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps every event. */
public final class RecordingEventSink implements EventSink {
  private final List<Event> events = new CopyOnWriteArrayList<>();

  @Override
  public void on(Event event) {
    events.add(event);
  }

  /** Everything told so far, in order. */
  public List<Event> events() {
    return List.copyOf(events);
  }

  /** Everything of one type told so far, in order. */
  public <E extends Event> List<E> events(Class<E> type) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }
}
