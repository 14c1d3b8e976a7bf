package dev.clickdeploy.core.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickdeploy.model.job.Claim;
import dev.clickdeploy.model.job.Job;
import dev.clickdeploy.model.job.JobId;
import dev.clickdeploy.port.out.EventSink.Event;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Heartbeats and the guard over leases, round by round on a clock that the test moves. */
class LeasesTest {
  private static final PoolSettings SETTINGS = PoolHouse.SETTINGS;

  private final PoolHouse house = new PoolHouse();
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000);
  private final Roster roster = new Roster();
  private final Heartbeats heartbeats =
      new Heartbeats(house.world.jobs(), roster, SETTINGS, nanos::get);
  private final LeaseGuard guard = new LeaseGuard(roster, SETTINGS, nanos::get);

  private RunningJob claimed() {
    house.enqueue();
    RunningJob running = new RunningJob(house.claim(), nanos.get(), house.events);
    roster.add(running);
    return running;
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
    house.world.clock().advance(time);
  }

  @Test
  void heartbeats_keep_every_lease_alive_for_ever() {
    RunningJob first = claimed();
    RunningJob second = claimed();

    for (int i = 0; i < 10; i++) {
      pass(SETTINGS.heartbeat());
      assertThat(heartbeats.run()).isEqualTo(SETTINGS.heartbeat());
      guard.run();
    }

    assertThat(first.stopping()).isEmpty();
    assertThat(second.stopping()).isEmpty();
    assertThat(house.world.jobs().rescue()).isEmpty();
  }

  @Test
  void a_claim_that_is_missing_in_the_answer_is_lost() {
    RunningJob lost = claimed();
    RunningJob held = claimed();
    house.world.jobs().release(lost.claim());

    heartbeats.run();

    assertThat(lost.stopping()).contains(StopReason.CLAIM_LOST);
    assertThat(lost.cancellation().isCancelled()).isTrue();
    assertThat(held.stopping()).isEmpty();
  }

  @Test
  void a_request_to_cancel_in_the_answer_stops_the_work() {
    RunningJob job = claimed();
    house.world.jobControl().cancel(job.job().id());

    heartbeats.run();

    assertThat(job.stopping()).contains(StopReason.CANCEL_REQUESTED);
    assertThat(job.cancellation().isCancelled()).isTrue();
  }

  @Test
  void two_thirds_of_a_lease_without_a_heartbeat_stop_the_work() {
    RunningJob job = claimed();
    pass(SETTINGS.renewalLimit().minusMillis(1));
    guard.run();
    assertThat(job.stopping()).isEmpty();

    pass(Duration.ofMillis(1));
    guard.run();

    assertThat(job.stopping()).contains(StopReason.CLAIM_LOST);
    assertThat(house.world.jobs().rescue()).as("its lease still holds").isEmpty();
  }

  @Test
  void the_lease_of_work_that_was_given_up_runs_out() {
    RunningJob job = claimed();
    pass(SETTINGS.renewalLimit());
    guard.run();

    heartbeats.run();
    pass(SETTINGS.lease().minus(SETTINGS.renewalLimit()));

    assertThat(house.world.jobs().rescue()).extracting(Job::id).containsExactly(job.job().id());
  }

  @Test
  void a_lost_claim_outdoes_every_other_reason_and_the_first_of_the_others_stays() {
    RunningJob job = claimed();
    job.stop(StopReason.HANDING_BACK);
    job.stop(StopReason.CANCEL_REQUESTED);
    assertThat(job.stopping()).contains(StopReason.HANDING_BACK);

    job.claimLost();

    assertThat(job.stopping()).contains(StopReason.CLAIM_LOST);
  }

  @Test
  void a_broken_action_of_one_job_is_trouble_and_stops_nobody_else() {
    RunningJob broken = claimed();
    broken
        .cancellation()
        .onCancel(
            () -> {
              throw new IllegalStateException("broken");
            });

    broken.stop(StopReason.HANDING_BACK);

    assertThat(house.events.events(Event.Trouble.class)).hasSize(1);
  }

  @Test
  void the_roster_keeps_two_claims_of_one_job_apart() {
    RunningJob old = claimed();
    house.world.jobs().release(old.claim());
    RunningJob current = new RunningJob(house.claim(), nanos.get(), house.events);
    roster.add(current);
    JobId id = old.job().id();

    assertThat(roster.of(id)).containsExactly(old, current);
    roster.remove(old);

    assertThat(roster.of(id)).containsExactly(current);
    assertThat(current.claim()).isEqualTo(new Claim(id, current.job().fence()));
  }

  @Test
  void settings_without_sense_are_refused() {
    assertThatThrownBy(() -> new PoolSettings(Duration.ofMillis(99), SETTINGS.backoff()))
        .hasMessageContaining("100 ms");
    assertThatThrownBy(() -> new Handling(work -> new JobResult.Done(), 10_001))
        .hasMessageContaining("10001");
    assertThatThrownBy(() -> new Handling(work -> new JobResult.Done(), -1))
        .hasMessageContaining("-1");
  }
}
