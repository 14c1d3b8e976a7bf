package dev.clickdeploy.core.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clickdeploy.model.job.JobId;
import dev.clickdeploy.model.job.JobKind;
import dev.clickdeploy.model.job.JobStatus;
import dev.clickdeploy.port.out.EventSink.Event;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the pool tells, and does now and then for every process. */
class PoolEventsTest {
  private final PoolHouse house = new PoolHouse();

  @AfterEach
  void close() {
    house.close();
  }

  private void awaitCompleted(JobId id) {
    await().until(() -> house.job(id).status() == JobStatus.COMPLETED);
  }

  @Test
  void a_claimed_job_is_told_with_the_time_that_it_had_been_due() {
    JobId id = house.enqueue();
    house.world.clock().advance(Duration.ofSeconds(42));

    house.start(work -> new JobResult.Done());

    awaitCompleted(id);
    assertThat(house.events.events(Event.JobClaimed.class))
        .containsExactly(new Event.JobClaimed(id, PoolHouse.KIND, 1, Duration.ofSeconds(42)));
  }

  @Test
  void claims_and_completions_are_told_with_how_many_they_were_and_how_long_they_took() {
    house.enqueue(PoolHouse.KIND, 2);

    house.start(work -> new JobResult.Done());

    await()
        .until(
            () ->
                house.events.events(Event.QueueCompleted.class).stream()
                        .mapToInt(Event.QueueCompleted::jobs)
                        .sum()
                    == 2);
    assertThat(house.events.events(Event.QueueClaimed.class).getFirst().jobs()).isEqualTo(2);
    assertThat(house.events.events(Event.QueueClaimed.class))
        .allMatch(claimed -> claimed.took().isPositive());
    assertThat(house.events.events(Event.QueueCompleted.class))
        .allMatch(completed -> completed.took().isPositive());
  }

  @Test
  void counts_tell_of_kinds_that_nobody_handles_too() {
    JobKind unknown = new JobKind("unknown");
    house.enqueue(unknown, 3);

    house.start(work -> new JobResult.Done());

    await()
        .until(
            () ->
                house.events.events(Event.QueueCounted.class).stream()
                    .flatMap(counted -> counted.counts().stream())
                    .anyMatch(c -> c.kind().equals(unknown) && c.ready() == 3));
    await().until(() -> house.events.events(Event.QueueCounted.class).size() >= 3);
  }

  @Test
  void what_ended_long_ago_is_forgotten() {
    house.start(work -> new JobResult.Done());
    JobId old = house.enqueue();
    awaitCompleted(old);

    house.world.clock().advance(PoolHouse.SETTINGS.keepFinished().plusSeconds(1));

    await().until(() -> house.world.jobControl().get(old).isEmpty());
  }

  @Test
  void interrupted_signals_are_told_with_the_reason_and_so_is_their_return() {
    house.start(work -> new JobResult.Done());
    house.world.signals().loseSignals();
    await()
        .until(
            () ->
                house
                    .events
                    .events(Event.SignalsInterrupted.class)
                    .equals(List.of(new Event.SignalsInterrupted("signals are lost"))));
    assertThat(house.events.events(Event.SignalsRestored.class)).isEmpty();

    house.world.signals().reconnect();

    await().until(() -> house.events.events(Event.SignalsRestored.class).size() == 1);
  }

  @Test
  void a_sink_that_throws_harms_nothing() {
    house.start(
        new WorkerPool(
            house.storage,
            Map.of(PoolHouse.KIND, new Handling(work -> new JobResult.Done(), 2)),
            PoolHouse.SETTINGS,
            event -> {
              throw new IllegalStateException("a broken sink");
            },
            house.world.clock(),
            PoolHouse.PACE));
    List<JobId> jobs = house.enqueue(PoolHouse.KIND, 20);

    jobs.forEach(this::awaitCompleted);
  }

  @Test
  void a_count_that_fails_is_trouble_and_stops_no_job() {
    house.storage.breakVerb("counts");
    house.storage.breakVerb("tidy");
    house.start(work -> new JobResult.Done());

    awaitCompleted(house.enqueue());

    await()
        .untilAsserted(
            () ->
                assertThat(house.events.events(Event.Trouble.class))
                    .extracting(Event.Trouble::what)
                    .anyMatch(what -> what.contains("count"))
                    .anyMatch(what -> what.contains("tidy")));
  }
}
