package dev.clickdeploy.adapter.buildkit;

import dev.clickdeploy.model.build.BuildEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Keeps what a build tells. */
final class Events implements Consumer<BuildEvent> {
  private final List<BuildEvent> all = new CopyOnWriteArrayList<>();

  @Override
  public void accept(BuildEvent event) {
    all.add(event);
  }

  /** The same, with somebody else who hears, too. */
  Consumer<BuildEvent> and(Consumer<BuildEvent> other) {
    return event -> {
      accept(event);
      other.accept(event);
    };
  }

  List<BuildEvent> all() {
    return all;
  }

  <E extends BuildEvent> Stream<E> of(Class<E> type) {
    return all.stream().filter(type::isInstance).map(type::cast);
  }

  List<String> output() {
    return of(BuildEvent.Output.class).map(BuildEvent.Output::text).toList();
  }
}
