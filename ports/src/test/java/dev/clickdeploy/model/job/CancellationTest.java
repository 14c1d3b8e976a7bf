package dev.clickdeploy.model.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickdeploy.model.job.Cancellation.Registration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CancellationTest {
  private final Cancellation cancellation = new Cancellation();
  private final AtomicInteger runs = new AtomicInteger();

  @Test
  void work_goes_on_until_it_is_asked_to_stop() {
    assertThat(cancellation.isCancelled()).isFalse();
    assertThatCode(cancellation::throwIfCancelled).doesNotThrowAnyException();

    cancellation.cancel();

    assertThat(cancellation.isCancelled()).isTrue();
    assertThatThrownBy(cancellation::throwIfCancelled).isInstanceOf(CancellationException.class);
  }

  @Test
  void every_action_runs_once_however_often_it_is_asked() {
    cancellation.onCancel(runs::incrementAndGet);
    cancellation.onCancel(runs::incrementAndGet);

    cancellation.cancel();
    cancellation.cancel();

    assertThat(runs).hasValue(2);
  }

  @Test
  void an_action_that_comes_too_late_runs_at_once() {
    cancellation.cancel();

    Registration registration = cancellation.onCancel(runs::incrementAndGet);

    assertThat(runs).hasValue(1);
    assertThatCode(registration::close).doesNotThrowAnyException();
  }

  @Test
  void an_action_that_was_taken_back_does_not_run() {
    Registration registration = cancellation.onCancel(runs::incrementAndGet);
    registration.close();
    registration.close();

    cancellation.cancel();

    assertThat(runs).hasValue(0);
  }

  @Test
  void taking_one_back_twice_leaves_its_equal_alone() {
    Runnable same = runs::incrementAndGet;
    Registration first = cancellation.onCancel(same);
    cancellation.onCancel(same);
    first.close();
    first.close();

    cancellation.cancel();

    assertThat(runs).hasValue(1);
  }

  @Test
  void one_action_that_fails_does_not_spare_the_others() {
    cancellation.onCancel(
        () -> {
          throw new IllegalStateException("first");
        });
    cancellation.onCancel(runs::incrementAndGet);
    cancellation.onCancel(
        () -> {
          throw new IllegalStateException("second");
        });

    assertThatThrownBy(cancellation::cancel)
        .hasMessage("first")
        .satisfies(
            e -> assertThat(e.getSuppressed()).singleElement().asString().contains("second"));
    assertThat(runs).hasValue(1);
  }

  @Test
  void an_action_may_look_and_register_while_it_runs() {
    cancellation.onCancel(
        () -> {
          assertThat(cancellation.isCancelled()).isTrue();
          cancellation.onCancel(runs::incrementAndGet);
        });

    cancellation.cancel();

    assertThat(runs).hasValue(1);
  }

  @Test
  void registering_and_cancelling_at_once_runs_each_action_exactly_once() throws Exception {
    int threads = 8;
    int each = 200;
    try (ExecutorService executor = Executors.newFixedThreadPool(threads + 2)) {
      CyclicBarrier start = new CyclicBarrier(threads + 2);
      List<Future<?>> done = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        done.add(executor.submit(() -> register(start, each)));
      }
      for (int i = 0; i < 2; i++) {
        done.add(
            executor.submit(
                () -> {
                  start.await();
                  cancellation.cancel();
                  return null;
                }));
      }
      for (Future<?> future : done) {
        future.get(30, TimeUnit.SECONDS);
      }
    }

    assertThat(runs).hasValue(threads * each);
  }

  private Object register(CyclicBarrier start, int times) throws Exception {
    start.await();
    for (int i = 0; i < times; i++) {
      cancellation.onCancel(runs::incrementAndGet);
    }
    return times;
  }
}
