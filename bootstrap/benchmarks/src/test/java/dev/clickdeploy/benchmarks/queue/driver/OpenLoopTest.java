package dev.clickdeploy.benchmarks.queue.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class OpenLoopTest {
  private static final Payloads PAYLOADS = new Payloads(200);
  private Consumer<String> handler = payload -> {};

  /** Hands each job on in the enqueuer's thread, after what {@code before} does. */
  private QueueUnderTest queue(Consumer<Integer> before) {
    return new QueueUnderTest() {
      @Override
      public void enqueue(List<String> payloads) {
        payloads.forEach(this::enqueue);
      }

      @Override
      public void enqueue(String payload) {
        before.accept(Payloads.number(payload));
        handler.accept(payload);
      }

      @Override
      public void startWorkers(Consumer<String> other) {
        handler = other;
      }

      @Override
      public void stopWorkers() {}

      @Override
      public void close() {}
    };
  }

  @Test
  void a_stalled_enqueue_holds_no_other_job_up_and_counts_from_its_intended_moment()
      throws Exception {
    CountDownLatch lastSent = new CountDownLatch(1);
    OpenLoop loop =
        new OpenLoop(
            queue(
                number -> {
                  if (number == 0) {
                    awaitQuietly(lastSent);
                  } else if (number == 9) {
                    lastSent.countDown();
                  }
                }),
            PAYLOADS,
            10);
    handler = loop::job;

    List<Long> micros = loop.run(100, Duration.ofSeconds(10));

    assertThat(micros).hasSize(10).allMatch(each -> each >= 0);
    // job 0 could only start when job 9 was sent, nine gaps of 10 ms after its own moment
    assertThat(micros.getFirst()).isGreaterThanOrEqualTo(90_000);
  }

  @Test
  void a_job_that_never_starts_is_an_error_and_no_missing_sample() {
    OpenLoop loop = new OpenLoop(queue(number -> {}), PAYLOADS, 3);
    handler =
        payload -> {
          if (Payloads.number(payload) != 1) {
            loop.job(payload);
          }
        };

    assertThatThrownBy(() -> loop.run(1000, Duration.ofMillis(50)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("1 jobs have not started");
  }

  @Test
  void a_payload_has_its_size_and_begins_with_its_number() {
    assertThat(PAYLOADS.of(4711)).hasSize(200).startsWith("4711 ");
    assertThat(Payloads.number(PAYLOADS.of(4711))).isEqualTo(4711);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
