package dev.clickdeploy.core.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickdeploy.model.job.Cancellation;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class InterruptibleTest {
  private final Cancellation cancellation = new Cancellation();
  private final CountDownLatch never = new CountDownLatch(1);

  /** As a client of HTTP that is interrupted: with an exception of its own, and the flag set. */
  private String blocked() {
    try {
      never.await();
      return "an answer";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  @Test
  void a_call_answers() {
    assertThat(Interruptible.call(cancellation, () -> true, () -> "an answer"))
        .isEqualTo("an answer");
  }

  @Test
  void a_call_that_waits_ends_when_it_is_cancelled_and_leaves_no_interrupt_behind()
      throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    Thread canceller =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    begun.await();
                    cancellation.cancel();
                  } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                  }
                });

    assertThatThrownBy(
            () ->
                Interruptible.call(
                    cancellation,
                    () -> true,
                    () -> {
                      begun.countDown();
                      return blocked();
                    }))
        .isInstanceOf(CancellationException.class);

    canceller.join();
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void what_was_cancelled_before_does_not_begin_to_wait() {
    cancellation.cancel();

    assertThatThrownBy(() -> Interruptible.call(cancellation, () -> true, this::blocked))
        .isInstanceOf(CancellationException.class);
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void an_answer_that_came_in_spite_of_the_interrupt_counts() {
    assertThat(
            Interruptible.call(
                cancellation,
                () -> true,
                () -> {
                  cancellation.cancel();
                  return "an answer";
                }))
        .isEqualTo("an answer");
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void a_call_that_is_still_wanted_goes_on() {
    cancellation.cancel();
    never.countDown();

    assertThat(Interruptible.call(cancellation, () -> false, this::blocked)).isEqualTo("an answer");
  }

  /** The actions of a cancellation run one after the other: ours may come when all is over. */
  @Test
  void a_cancel_that_comes_too_late_interrupts_nothing_else() throws Exception {
    CountDownLatch cancelling = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    cancellation.onCancel(
        () -> {
          cancelling.countDown();
          try {
            over.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });

    Thread[] canceller = new Thread[1];
    String answer =
        Interruptible.call(
            cancellation,
            () -> true,
            () -> {
              canceller[0] = Thread.ofVirtual().start(cancellation::cancel);
              try {
                cancelling.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
              return "an answer";
            });
    over.countDown();
    canceller[0].join();

    assertThat(answer).isEqualTo("an answer");
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }
}
