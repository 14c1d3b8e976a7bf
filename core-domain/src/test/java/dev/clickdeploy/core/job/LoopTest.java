package dev.clickdeploy.core.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clickdeploy.port.out.EventSink.Event;
import dev.clickdeploy.port.out.fake.RecordingEventSink;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LoopTest {
  private static final Duration LONG = Duration.ofHours(1);
  private static final Duration SHORT = Duration.ofMillis(1);

  private final RecordingEventSink events = new RecordingEventSink();
  private final AtomicInteger rounds = new AtomicInteger();

  private Loop loop(Loop.Step step) {
    return new Loop("test", step, SHORT, Duration.ofMillis(4), events);
  }

  @Test
  void the_first_round_is_at_once_and_a_wake_brings_the_next() {
    Loop loop =
        loop(
            () -> {
              rounds.incrementAndGet();
              return LONG;
            });
    loop.start();
    await().until(() -> rounds.get() == 1);

    loop.wake();

    await().until(() -> rounds.get() == 2);
    loop.stop();
    loop.wake();
    assertThat(rounds).hasValue(2);
  }

  @Test
  void a_wake_during_a_round_is_not_lost() {
    Loop[] self = new Loop[1];
    self[0] =
        loop(
            () -> {
              if (rounds.incrementAndGet() < 5) {
                self[0].wake();
              }
              return LONG;
            });
    self[0].start();

    await().until(() -> rounds.get() == 5);
    self[0].stop();
  }

  @Test
  void the_soonest_of_several_wakes_counts() {
    Loop loop =
        loop(
            () -> {
              rounds.incrementAndGet();
              return LONG;
            });
    loop.start();
    await().until(() -> rounds.get() == 1);

    loop.wakeWithin(LONG.dividedBy(2));
    loop.wakeWithin(SHORT);
    loop.wakeWithin(LONG.dividedBy(2));

    await().until(() -> rounds.get() == 2);
    loop.wakeWithin(LONG.dividedBy(2));
    loop.wake();
    await().until(() -> rounds.get() == 3);
    loop.stop();
  }

  @Test
  void failures_are_told_with_growing_waits_and_end_nothing() {
    Loop loop =
        loop(
            () -> {
              int round = rounds.incrementAndGet();
              if (round <= 4) {
                throw new IllegalStateException("round " + round);
              }
              if (round == 5) {
                throw new StackOverflowError();
              }
              return LONG;
            });
    loop.start();

    await().until(() -> rounds.get() == 6);
    loop.stop();
    assertThat(events.events(Event.Trouble.class))
        .extracting(Event.Trouble::what)
        .containsExactly(
            "workers: test failed and is tried again in 1 ms",
            "workers: test failed and is tried again in 2 ms",
            "workers: test failed and is tried again in 4 ms",
            "workers: test failed and is tried again in 4 ms",
            "workers: test failed and is tried again in 4 ms");
  }

  @Test
  void a_stop_ends_even_the_wait_after_a_failure() {
    Loop loop =
        new Loop(
            "test",
            () -> {
              rounds.incrementAndGet();
              throw new IllegalStateException("always");
            },
            LONG,
            LONG,
            events);
    loop.start();
    await().until(() -> rounds.get() == 1);

    loop.stop();

    assertThat(rounds).hasValue(1);
  }
}
