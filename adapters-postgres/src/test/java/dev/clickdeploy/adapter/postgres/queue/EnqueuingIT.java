package dev.clickdeploy.adapter.postgres.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickdeploy.adapter.postgres.Postgres;
import dev.clickdeploy.adapter.postgres.Race;
import dev.clickdeploy.adapter.postgres.Rows;
import dev.clickdeploy.adapter.postgres.TestDatabase;
import dev.clickdeploy.model.job.Job;
import dev.clickdeploy.model.job.JobId;
import dev.clickdeploy.model.job.JobKind;
import dev.clickdeploy.model.job.NewJob;
import dev.clickdeploy.model.tenant.OrganizationId;
import dev.clickdeploy.port.out.JobQueue.Enqueued;
import dev.clickdeploy.port.out.PortException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EnqueuingIT {
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.migrated();
  private final JobKind kind = Rows.newKind();
  private Postgres postgres;
  private OrganizationId organization;

  @BeforeEach
  void start() throws Exception {
    postgres = DATABASE.postgres();
    organization = new Rows(postgres).organization().id();
  }

  private NewJob job(JobId id) {
    return NewJob.of(id, kind, organization, "subject", 3);
  }

  @Test
  void a_job_is_due_at_once_whatever_the_clock_of_the_machine_that_enqueues_it_says() {
    for (int hours : new int[] {-1, 1}) {
      Instant wrong = Instant.now().plus(Duration.ofHours(hours));
      NewJob job = job(JobId.next(() -> wrong));
      postgres.jobs().enqueue(job);
      Job claimed = Rows.claim(postgres.jobs(), kind, 1).getFirst();
      assertThat(claimed.order()).isEqualTo(job);
      assertThat(claimed.runAt()).isCloseTo(Instant.now(), within());
      assertThat(postgres.jobs().complete(Rows.claimOf(claimed))).isTrue();
      assertThat(postgres.jobControl().get(job.id())).isPresent();
      assertThatThrownBy(() -> postgres.jobs().enqueue(job)).isInstanceOf(PortException.class);
    }
  }

  private static org.assertj.core.data.TemporalUnitOffset within() {
    return org.assertj.core.api.Assertions.within(Duration.ofMinutes(5));
  }

  @Test
  void an_identifier_that_is_not_made_of_time_is_as_good() {
    NewJob job = job(new JobId(UUID.randomUUID()));
    postgres.jobs().enqueue(job);
    Job claimed = Rows.claim(postgres.jobs(), kind, 1).getFirst();
    assertThat(postgres.jobs().complete(Rows.claimOf(claimed))).isTrue();
    assertThatThrownBy(() -> postgres.jobs().enqueue(job))
        .isInstanceOf(PortException.class)
        .hasMessageContaining("has ended");
  }

  @Test
  void a_batch_comes_out_in_the_order_in_which_it_went_in() {
    List<NewJob> jobs = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      jobs.add(job(new JobId(UUID.randomUUID())));
    }
    postgres.jobs().enqueue(jobs);
    assertThat(Rows.claim(postgres.jobs(), kind, 1_000))
        .extracting(Job::order)
        .containsExactlyElementsOf(jobs);
  }

  @Test
  void a_key_and_an_identifier_that_are_both_taken_are_refused() {
    NewJob job = Rows.newJob(organization, kind, "subject", 3).unique("key");
    NewJob other = Rows.newJob(organization, kind, "subject", 3);
    postgres.jobs().enqueue(List.of(job, other));
    assertThatThrownBy(() -> postgres.jobs().enqueue(job)).isInstanceOf(PortException.class);
    assertThatThrownBy(() -> postgres.jobs().enqueue(other.unique("key")))
        .isInstanceOf(PortException.class);
    assertThat(Rows.claim(postgres.jobs(), kind, 10)).hasSize(2);
  }

  @Test
  void batches_with_the_same_keys_in_any_order_never_wait_for_each_other_in_a_circle()
      throws Exception {
    List<List<Enqueued>> answers = new ArrayList<>();
    for (int round = 0; round < 20; round++) {
      String prefix = "round " + round + " key ";
      answers.addAll(Race.run(6, () -> postgres.jobs().enqueue(shuffled(prefix))));
    }
    List<Enqueued> all = answers.stream().flatMap(List::stream).toList();
    assertThat(all).filteredOn(Enqueued.Accepted.class::isInstance).hasSize(20 * 50);
    assertThat(Rows.claim(postgres.jobs(), kind, 2_000)).hasSize(20 * 50);
  }

  private List<NewJob> shuffled(String prefix) {
    List<Integer> keys = new ArrayList<>(IntStream.range(0, 50).boxed().toList());
    Collections.shuffle(keys, ThreadLocalRandom.current());
    return keys.stream()
        .map(key -> Rows.newJob(organization, kind, "subject", 3).unique(prefix + key))
        .toList();
  }

  @Test
  void a_key_whose_job_ends_all_the_time_is_got_or_told_whose_it_is() throws Exception {
    List<Integer> completed =
        Race.run(
            List.of(
                () -> {
                  int accepted = 0;
                  for (int i = 0; i < 300; i++) {
                    NewJob job = Rows.newJob(organization, kind, "subject", 3).unique("key");
                    accepted += postgres.jobs().enqueue(job) instanceof Enqueued.Accepted ? 1 : 0;
                  }
                  return accepted;
                },
                () -> {
                  int done = 0;
                  for (int i = 0; i < 300; i++) {
                    for (Job job : Rows.claim(postgres.jobs(), kind, 10)) {
                      done += postgres.jobs().complete(Rows.claimOf(job)) ? 1 : 0;
                    }
                  }
                  return done;
                }));
    int left = Rows.claim(postgres.jobs(), kind, 10).size();
    assertThat(left).isLessThanOrEqualTo(1);
    assertThat(completed.getFirst()).isPositive().isEqualTo(completed.getLast() + left);
  }
}
