package dev.clickdeploy.core.job;

import dev.clickdeploy.model.UuidV7;
import dev.clickdeploy.model.job.Cancellation;
import dev.clickdeploy.model.job.JobKind;
import dev.clickdeploy.port.out.EventSink;
import dev.clickdeploy.port.out.EventSink.Event;
import dev.clickdeploy.port.out.JobControl;
import dev.clickdeploy.port.out.Storage;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;

/**
 * What any process does for all of them now and then, and telling that it is there; each in a
 * thread of its own, so that a slow count never delays a rescue.
 */
final class Upkeep {
  private static final Duration LONGEST_RETRY = Duration.ofSeconds(30);

  private final JobControl control;
  private final PoolSettings settings;
  private final EventSink events;
  private final Pace pace;
  private final Presence presence;
  private final List<Loop> loops;
  private final Cancellation stopping = new Cancellation();

  Upkeep(
      Storage storage,
      Map<JobKind, Handling> handlers,
      PoolSettings settings,
      List<Chore> chores,
      EventSink events,
      InstantSource clock,
      Pace pace) {
    this.control = storage.jobControl();
    this.settings = settings;
    this.events = events;
    this.pace = pace;
    this.presence = new Presence(storage.workers(), UuidV7.next(clock), handlers, settings);
    loops = new ArrayList<>();
    loops.add(loop("presence", presence));
    loops.add(loop("housekeeping", new Housekeeping(storage, settings, events, clock)));
    loops.add(loop("count", this::count));
    loops.add(loop("tidy", this::tidy));
    for (Chore chore : chores) {
      loops.add(loop(chore.name(), () -> round(chore)));
    }
  }

  private Loop loop(String name, Loop.Step step) {
    return new Loop(name, step, pace.poll(), LONGEST_RETRY, events);
  }

  void start() {
    loops.forEach(Loop::start);
  }

  /** A round that is called off has not failed. */
  private Duration round(Chore chore) {
    try {
      return chore.round().run(stopping);
    } catch (CancellationException e) {
      return pace.poll();
    }
  }

  void stop() {
    stopping.cancel();
    loops.forEach(Loop::stop);
    presence.end();
  }

  private Duration count() {
    events.on(new Event.QueueCounted(control.counts()));
    return pace.counting();
  }

  private Duration tidy() {
    control.tidy(settings.keepFinished());
    return pace.tidying();
  }
}
