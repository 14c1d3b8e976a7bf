package dev.clickdeploy.core.build;

import dev.clickdeploy.model.build.BuildEvent.Transferred;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What of the bytes that move is worth a line of the log: a transfer that goes on, every few
 * seconds, and its end. A line for each would drown the step's own output, and most are over at
 * once.
 */
final class Movements {
  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final Map<Key, Moving> moving = new HashMap<>();

  private record Key(int step, String what) {}

  private record Moving(Instant since, boolean told, boolean ended) {}

  /** The line, when there is to be one. */
  Optional<String> line(Transferred event) {
    Key key = new Key(event.step(), event.what());
    Moving before = moving.putIfAbsent(key, new Moving(event.at(), false, false));
    if (before == null || before.ended()) {
      return Optional.empty();
    }
    boolean ends = event.total() > 0 && event.current() >= event.total();
    boolean due = ends ? before.told() : !event.at().isBefore(before.since().plus(PAUSE));
    moving.put(key, new Moving(due ? event.at() : before.since(), before.told() || due, ends));
    return due ? Optional.of(text(event)) : Optional.empty();
  }

  private static String text(Transferred event) {
    String what = Wording.shortened(event.what()).replaceFirst(":$", "");
    return event.total() > 0
        ? "%s: %s of %s".formatted(what, Wording.size(event.current()), Wording.size(event.total()))
        : "%s: %s".formatted(what, Wording.size(event.current()));
  }
}
