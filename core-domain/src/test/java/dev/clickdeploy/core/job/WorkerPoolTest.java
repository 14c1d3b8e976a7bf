package dev.clickdeploy.core.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.model.job.Job;
import dev.clickdeploy.model.job.JobId;
import dev.clickdeploy.model.job.JobKind;
import dev.clickdeploy.model.job.JobStatus;
import dev.clickdeploy.port.out.EventSink.Event;
import dev.clickdeploy.port.out.PortException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkerPoolTest {
  private final PoolHouse house = new PoolHouse();

  @AfterEach
  void close() {
    house.close();
  }

  private Job awaitStatus(JobId id, JobStatus status) {
    return await().until(() -> house.job(id), job -> job.status() == status);
  }

  private void awaitCompleted(List<JobId> ids) {
    await().until(() -> ids.stream().allMatch(id -> house.job(id).status() == JobStatus.COMPLETED));
  }

  private Job settled(JobHandler handler, JobStatus status) {
    JobId id = house.enqueue();
    house.start(handler);
    return awaitStatus(id, status);
  }

  private String awaitOutcome() {
    await().until(() -> !house.events.events(Event.JobEnded.class).isEmpty());
    return house.events.events(Event.JobEnded.class).getFirst().outcome();
  }

  private static void blockUntilCancelled(Work work) throws InterruptedException {
    CountDownLatch cancelled = new CountDownLatch(1);
    try (var ending = work.cancellation().onCancel(cancelled::countDown)) {
      cancelled.await();
    }
  }

  @Test
  void work_that_is_done_completes_its_job() {
    settled(work -> new JobResult.Done(), JobStatus.COMPLETED);

    assertThat(awaitOutcome()).isEqualTo("completed");
  }

  @Test
  void the_handler_sees_the_job_as_claimed() {
    List<Work> seen = new ArrayList<>();
    JobId id = house.enqueue();
    house.start(
        work -> {
          seen.add(work);
          return new JobResult.Done();
        });
    awaitStatus(id, JobStatus.COMPLETED);

    assertThat(seen).hasSize(1);
    assertThat(seen.getFirst().job().id()).isEqualTo(id);
    assertThat(seen.getFirst().job().attempt()).isEqualTo(1);
    assertThat(seen.getFirst().claim().fence()).isEqualTo(seen.getFirst().job().fence());
    assertThat(seen.getFirst().stopping()).isEmpty();
  }

  @Test
  void a_retry_is_tried_while_attempts_are_left() {
    Job failed = settled(work -> new JobResult.Retry("not yet"), JobStatus.FAILED);

    assertThat(failed.attempt()).isEqualTo(3);
    assertThat(failed.error()).contains("not yet");
  }

  @Test
  void a_failure_is_final_at_once() {
    Job failed = settled(work -> new JobResult.Failed("never"), JobStatus.FAILED);

    assertThat(failed.attempt()).isEqualTo(1);
    assertThat(failed.error()).contains("never");
  }

  @Test
  void an_exception_is_trouble_and_tried_again_without_its_message() {
    AtomicInteger calls = new AtomicInteger();
    settled(
        work -> {
          if (calls.incrementAndGet() == 1) {
            throw new IllegalStateException("internal detail");
          }
          return new JobResult.Done();
        },
        JobStatus.COMPLETED);

    assertThat(calls).hasValue(2);
    assertThat(house.events.events(Event.Trouble.class))
        .singleElement()
        .satisfies(trouble -> assertThat(trouble.cause()).hasMessage("internal detail"));
  }

  @Test
  void an_exception_of_the_outside_says_itself_whether_to_try_again() {
    Job failed =
        settled(
            work -> {
              throw new PortException(FailureClass.REGISTRY, "refused", null, null);
            },
            JobStatus.FAILED);

    assertThat(failed.attempt()).isEqualTo(1);
    assertThat(failed.error()).contains("refused");
    house.close();
    Job retried =
        settled(
            work -> {
              throw new PortException(FailureClass.INFRASTRUCTURE, "no network", null, null);
            },
            JobStatus.FAILED);
    assertThat(retried.attempt()).isEqualTo(3);
  }

  @Test
  void a_job_that_the_handler_ended_itself_is_not_ended_again() {
    house.enqueue();
    house.start(
        work -> {
          house.world.jobs().complete(work.claim());
          return new JobResult.AlreadyEnded("well done");
        });

    assertThat(awaitOutcome()).isEqualTo("well done");
    assertThat(house.events.events(Event.ClaimLost.class)).isEmpty();
  }

  @Test
  void work_that_stops_by_exception_when_it_is_cancelled_is_cancelled() {
    JobId id = house.enqueue();
    WorkerPool pool =
        house.start(
            work -> {
              blockUntilCancelled(work);
              throw new IllegalStateException("torn down");
            });
    await().until(() -> pool.running() == 1);

    house.world.jobControl().cancel(id);

    awaitStatus(id, JobStatus.CANCELLED);
    assertThat(house.events.events(Event.Trouble.class)).isEmpty();
  }

  @Test
  void work_that_is_handed_back_does_not_count() {
    JobId id = house.enqueue();
    WorkerPool pool =
        house.start(
            work -> {
              blockUntilCancelled(work);
              assertThat(work.stopping()).contains(StopReason.HANDING_BACK);
              throw new CancellationException("cancelled");
            });
    await().until(() -> pool.running() == 1);

    pool.stop(Duration.ZERO, PoolHouse.HARD);

    assertThat(house.job(id).status()).isEqualTo(JobStatus.QUEUED);
    assertThat(house.job(id).attempt()).isZero();
    assertThat(pool.running()).isZero();
  }

  @Test
  void work_that_does_not_listen_is_interrupted_when_the_worker_stops() {
    JobId id = house.enqueue();
    WorkerPool pool =
        house.start(
            work -> {
              new CountDownLatch(1).await();
              return new JobResult.Done();
            });
    await().until(() -> pool.running() == 1);

    pool.stop(Duration.ZERO, PoolHouse.HARD);

    assertThat(house.job(id).status()).isEqualTo(JobStatus.QUEUED);
  }

  @Test
  void work_that_finds_its_claim_lost_writes_nothing() {
    JobId id = house.enqueue();
    AtomicInteger calls = new AtomicInteger();
    house.start(
        work -> {
          if (calls.incrementAndGet() == 1) {
            work.claimLost();
            assertThat(work.cancellation().isCancelled()).isTrue();
          }
          return new JobResult.Done();
        });

    assertThat(awaitOutcome()).isEqualTo("lost");
    assertThat(house.job(id).status()).isEqualTo(JobStatus.PROCESSING);
    assertThat(house.events.events(Event.ClaimLost.class)).containsExactly(new Event.ClaimLost(id));
  }

  @Test
  void a_completion_that_is_refused_is_a_lost_claim() {
    JobId id = house.enqueue();
    house.start(
        work -> {
          house.world.jobs().release(work.claim());
          return work.job().fence() == 1 ? new JobResult.Done() : new JobResult.Failed("again");
        });

    assertThat(awaitOutcome()).isEqualTo("lost");
    assertThat(house.events.events(Event.ClaimLost.class)).contains(new Event.ClaimLost(id));
  }

  @Test
  void no_more_jobs_run_at_once_than_there_are_workers_and_each_runs_once() {
    Set<JobId> handled = ConcurrentHashMap.newKeySet();
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    List<JobId> jobs = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      jobs.add(house.enqueue());
    }

    house.start(
        work -> {
          most.accumulateAndGet(now.incrementAndGet(), Math::max);
          Thread.yield();
          now.decrementAndGet();
          assertThat(handled.add(work.job().id())).isTrue();
          return new JobResult.Done();
        });

    await().until(() -> handled.size() == 50);
    awaitCompleted(jobs);
    assertThat(most.get()).isBetween(1, PoolHouse.SLOTS);
  }

  @Test
  void a_kind_without_a_handler_is_left_to_others() {
    JobId unknown = house.enqueue(new JobKind("unknown"));

    settled(work -> new JobResult.Done(), JobStatus.COMPLETED);

    assertThat(house.job(unknown).status()).isEqualTo(JobStatus.QUEUED);
  }

  @Test
  void polling_finds_work_whose_signal_was_lost() {
    house.world.signals().loseSignals();
    house.start(work -> new JobResult.Done());
    awaitStatus(house.enqueue(), JobStatus.COMPLETED);

    awaitStatus(house.enqueue(), JobStatus.COMPLETED);
  }

  @Test
  void two_pools_on_one_queue_share_the_work_and_share_no_job() {
    Set<JobId> handled = ConcurrentHashMap.newKeySet();
    JobHandler once =
        work -> {
          assertThat(handled.add(work.job().id())).isTrue();
          return new JobResult.Done();
        };
    WorkerPool other = house.pool(once);
    house.start(once);
    other.start();
    List<JobId> jobs = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      jobs.add(house.enqueue());
    }

    awaitCompleted(jobs);
    other.stop(Duration.ofSeconds(5), PoolHouse.HARD);
    assertThat(handled).hasSize(100);
  }
}
