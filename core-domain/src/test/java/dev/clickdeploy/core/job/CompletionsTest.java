package dev.clickdeploy.core.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clickdeploy.core.job.Completions.Finished;
import dev.clickdeploy.model.job.JobStatus;
import dev.clickdeploy.port.out.EventSink.Event;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CompletionsTest {
  private final PoolHouse house = new PoolHouse();
  private final AtomicLong nanos = new AtomicLong();
  private final Map<RunningJob, String> outcomes = new ConcurrentHashMap<>();
  private final Completions completions =
      new Completions(
          house.storage.jobs(),
          PoolHouse.SETTINGS,
          new Pace(
              Duration.ofSeconds(1),
              Duration.ZERO,
              Duration.ofSeconds(1),
              Duration.ofSeconds(1),
              nanos::get),
          house.events,
          (finished, outcome) ->
              assertThat(outcomes.put(finished.job(), outcome)).as("told twice").isNull());

  CompletionsTest() {
    completions.start();
  }

  @AfterEach
  void close() {
    house.storage.repair();
    completions.end();
    house.close();
  }

  private RunningJob finished() {
    house.enqueue();
    RunningJob job = new RunningJob(house.claim(), 0, house.events);
    completions.add(new Finished(job, Duration.ZERO));
    return job;
  }

  private JobStatus stored(RunningJob job) {
    return house.job(job.job().id()).status();
  }

  private void awaitRefused(int more) {
    int before = house.storage.refused();
    await().until(() -> house.storage.refused() >= before + more);
  }

  private List<Integer> batches() {
    return house.events.events(Event.QueueCompleted.class).stream()
        .map(Event.QueueCompleted::jobs)
        .toList();
  }

  @Test
  void a_finished_job_is_completed_at_once() {
    RunningJob job = finished();

    await().until(() -> outcomes.containsKey(job));

    assertThat(outcomes).containsEntry(job, "completed");
    assertThat(stored(job)).isEqualTo(JobStatus.COMPLETED);
  }

  @Test
  void what_gathers_during_one_call_goes_into_the_next() {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch open = new CountDownLatch(1);
    house.storage.before(
        "complete",
        () -> {
          begun.countDown();
          await().until(() -> open.getCount() == 0);
        });
    finished();
    await().until(() -> begun.getCount() == 0);
    for (int i = 0; i < 20; i++) {
      finished();
    }

    open.countDown();
    completions.end();

    assertThat(batches()).containsExactly(1, 20);
    assertThat(outcomes).hasSize(21).containsValue("completed");
  }

  @Test
  void one_call_takes_a_thousand_at_most() {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch open = new CountDownLatch(1);
    house.storage.before(
        "complete",
        () -> {
          begun.countDown();
          await().until(() -> open.getCount() == 0);
        });
    finished();
    await().until(() -> begun.getCount() == 0);
    for (int i = 0; i < 1_500; i++) {
      finished();
    }

    open.countDown();
    completions.end();

    assertThat(batches()).containsExactly(1, 1_000, 500);
  }

  @Test
  void an_outlived_claim_among_them_is_lost_and_the_others_are_not() {
    CountDownLatch open = new CountDownLatch(1);
    house.storage.before("complete", () -> await().until(() -> open.getCount() == 0));
    RunningJob first = finished();
    RunningJob lost = finished();
    RunningJob held = finished();
    house.world.jobs().release(lost.claim());

    open.countDown();
    completions.end();

    assertThat(outcomes).isEqualTo(Map.of(first, "completed", lost, "lost", held, "completed"));
    assertThat(stored(lost)).isEqualTo(JobStatus.QUEUED);
  }

  @Test
  void a_call_that_fails_is_tried_again_until_it_succeeds() {
    house.storage.breakVerb("complete");
    RunningJob job = finished();
    awaitRefused(2);
    assertThat(outcomes).isEmpty();

    house.storage.repair();

    await().until(() -> outcomes.containsKey(job));
    assertThat(stored(job)).isEqualTo(JobStatus.COMPLETED);
    assertThat(house.events.events(Event.Trouble.class))
        .isNotEmpty()
        .allSatisfy(trouble -> assertThat(trouble.what()).contains("complete"));
  }

  @Test
  void a_claim_that_is_lost_meanwhile_is_given_up() {
    house.storage.breakVerb("complete");
    RunningJob job = finished();
    awaitRefused(1);

    job.claimLost();

    await().until(() -> outcomes.containsKey(job));
    assertThat(outcomes).containsEntry(job, "lost");
    assertThat(stored(job)).isEqualTo(JobStatus.PROCESSING);
  }

  @Test
  void the_end_waits_for_what_cannot_be_completed_no_longer_than_a_lease_is_sure() {
    house.storage.breakVerb("complete");
    RunningJob job = finished();
    Thread ending = Thread.ofVirtual().start(completions::end);
    awaitRefused(2);
    assertThat(outcomes).isEmpty();

    await()
        .until(
            () -> {
              nanos.addAndGet(Duration.ofSeconds(1).toNanos());
              return !ending.isAlive();
            });

    assertThat(outcomes).containsEntry(job, "unsettled");
  }
}
