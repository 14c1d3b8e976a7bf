package dev.clickdeploy.core.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clickdeploy.model.job.JobId;
import dev.clickdeploy.model.job.JobKind;
import dev.clickdeploy.model.job.JobStatus;
import dev.clickdeploy.model.job.KindLimit;
import dev.clickdeploy.port.out.EventSink.Event;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How many jobs of which kind run at once. */
class PoolSlotsTest {
  private static final JobKind OTHER = new JobKind("other");

  private final PoolHouse house = new PoolHouse();
  private final CountDownLatch open = new CountDownLatch(1);
  private final AtomicInteger running = new AtomicInteger();

  @AfterEach
  void close() {
    open.countDown();
    house.close();
  }

  private JobResult untilOpen(Work work) throws InterruptedException {
    running.incrementAndGet();
    try {
      open.await();
    } finally {
      running.decrementAndGet();
    }
    return new JobResult.Done();
  }

  private void awaitCompleted(List<JobId> ids) {
    await().until(() -> ids.stream().allMatch(id -> house.job(id).status() == JobStatus.COMPLETED));
  }

  @Test
  void a_kind_whose_slots_are_full_does_not_hold_up_another() {
    house.start(
        house.pool(
            Map.of(
                PoolHouse.KIND,
                new Handling(this::untilOpen, 2),
                OTHER,
                new Handling(work -> new JobResult.Done(), 1))));
    List<JobId> stuck = house.enqueue(PoolHouse.KIND, 3);

    awaitCompleted(house.enqueue(OTHER, 20));

    await().until(() -> running.get() == 2);
    assertThat(stuck)
        .filteredOn(id -> house.job(id).status() == JobStatus.QUEUED)
        .as("claimed only for a free slot")
        .hasSize(1);
    open.countDown();
    awaitCompleted(stuck);
  }

  @Test
  void a_kind_without_slots_is_left_to_other_processes() {
    house.start(
        house.pool(
            Map.of(
                PoolHouse.KIND,
                new Handling(work -> new JobResult.Done(), 1),
                OTHER,
                new Handling(work -> new JobResult.Done(), 0))));
    JobId other = house.enqueue(OTHER);

    awaitCompleted(house.enqueue(PoolHouse.KIND, 3));

    assertThat(house.job(other).status()).isEqualTo(JobStatus.QUEUED);
  }

  @Test
  void ten_thousand_jobs_run_at_once_in_ten_thousand_slots() {
    house.start(house.pool(Map.of(PoolHouse.KIND, new Handling(this::untilOpen, 10_000))));
    List<JobId> jobs = house.enqueue(PoolHouse.KIND, 10_000);
    await().until(() -> running.get() == 10_000);

    open.countDown();

    awaitCompleted(jobs);
  }

  @Test
  void a_slot_is_free_as_soon_as_its_handler_has_ended_although_the_queue_does_not_know_yet() {
    house.storage.breakVerb("complete");
    AtomicInteger handled = new AtomicInteger();
    WorkerPool pool =
        house.start(
            work -> {
              handled.incrementAndGet();
              return new JobResult.Done();
            });
    List<JobId> jobs = house.enqueue(PoolHouse.KIND, 10);

    await().until(() -> handled.get() == 10);

    assertThat(pool.running()).as("not accepted yet").isEqualTo(10);
    house.storage.repair();
    awaitCompleted(jobs);
    await().until(() -> pool.running() == 0);
    assertThat(handled).hasValue(10);
  }

  @Test
  void a_stop_completes_what_was_finished_before_it_returns() {
    house.storage.breakVerb("complete");
    AtomicInteger handled = new AtomicInteger();
    WorkerPool pool =
        house.start(
            work -> {
              handled.incrementAndGet();
              return new JobResult.Done();
            });
    List<JobId> jobs = house.enqueue(PoolHouse.KIND, 5);
    await().until(() -> handled.get() == 5);
    Thread stopping =
        Thread.ofVirtual().start(() -> pool.stop(Duration.ofSeconds(10), PoolHouse.HARD));
    await().until(() -> house.world.signals().listeners() == 0);

    house.storage.repair();

    await().until(() -> !stopping.isAlive());
    assertThat(jobs).allMatch(id -> house.job(id).status() == JobStatus.COMPLETED);
  }

  @Test
  void limits_are_set_before_the_first_claim_and_what_waits_for_them_comes_without_a_poll() {
    AtomicInteger most = new AtomicInteger();
    JobHandler handler =
        work -> {
          most.accumulateAndGet(running.incrementAndGet(), Math::max);
          Thread.yield();
          running.decrementAndGet();
          return new JobResult.Done();
        };
    PoolSettings limited =
        new PoolSettings(
            PoolHouse.SETTINGS.lease(),
            PoolHouse.SETTINGS.backoff(),
            Map.of(PoolHouse.KIND, new KindLimit(1, null)),
            Duration.ofDays(1),
            "worker");
    Pace seldom =
        new Pace(
            Duration.ofHours(1),
            Duration.ofMillis(1),
            Duration.ofHours(1),
            Duration.ofHours(1),
            System::nanoTime);
    List<JobId> jobs = house.enqueue(PoolHouse.KIND, 30);
    house.start(
        new WorkerPool(
            house.storage,
            Map.of(PoolHouse.KIND, new Handling(handler, 8)),
            limited,
            house.events,
            house.world.clock(),
            seldom));

    awaitCompleted(jobs);

    assertThat(most).hasValue(1);
    assertThat(house.events.events(Event.QueueClaimed.class))
        .allMatch(claimed -> claimed.jobs() <= 1);
  }
}
