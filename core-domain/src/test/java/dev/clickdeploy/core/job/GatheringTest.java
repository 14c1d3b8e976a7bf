package dev.clickdeploy.core.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class GatheringTest {
  private final Gathering<Integer> gathering = new Gathering<>(3);

  @Test
  void what_was_added_is_taken_in_order_and_at_most_as_many_as_asked_for() {
    gathering.add(1);
    gathering.add(2);
    gathering.add(3);

    assertThat(gathering.take(2)).containsExactly(1, 2);
    assertThat(gathering.take(2)).containsExactly(3);
  }

  @Test
  void whoever_adds_waits_for_room_and_stays_interrupted() throws Exception {
    List.of(1, 2, 3).forEach(gathering::add);
    AtomicBoolean interrupted = new AtomicBoolean();
    Thread adding =
        Thread.ofVirtual()
            .start(
                () -> {
                  gathering.add(4);
                  interrupted.set(Thread.currentThread().isInterrupted());
                });
    await().until(() -> adding.getState() == Thread.State.WAITING);
    adding.interrupt();

    assertThat(gathering.take(1)).containsExactly(1);

    adding.join();
    assertThat(interrupted).isTrue();
    assertThat(gathering.take(9)).containsExactly(2, 3, 4);
  }

  @Test
  void whoever_takes_waits_for_some() throws Exception {
    List<Integer> taken = new ArrayList<>();
    Thread taking = Thread.ofVirtual().start(() -> taken.addAll(gathering.take(9)));
    await().until(() -> taking.getState() == Thread.State.WAITING);

    gathering.add(7);

    taking.join();
    assertThat(taken).containsExactly(7);
  }

  @Test
  void when_it_is_closed_the_rest_is_taken_and_then_nothing() throws Exception {
    gathering.add(1);
    gathering.close();
    assertThat(gathering.take(9)).containsExactly(1);
    assertThat(gathering.take(9)).isEmpty();

    Gathering<Integer> empty = new Gathering<>(1);
    Thread taking = Thread.ofVirtual().start(() -> empty.take(9));
    await().until(() -> taking.getState() == Thread.State.WAITING);
    empty.close();
    taking.join();
    assertThat(taking.isAlive()).isFalse();
  }
}
