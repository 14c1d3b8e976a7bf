package dev.clickdeploy.adapter.postgres.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.adapter.postgres.Postgres;
import dev.clickdeploy.adapter.postgres.Rows;
import dev.clickdeploy.adapter.postgres.TestDatabase;
import dev.clickdeploy.model.job.Job;
import dev.clickdeploy.model.job.JobKind;
import dev.clickdeploy.model.job.NewJob;
import dev.clickdeploy.model.tenant.OrganizationId;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Organizations take turns, however many they are and however much one of them wants. */
class FairnessIT {
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.migrated();
  private final JobKind kind = Rows.newKind();
  private Postgres postgres;

  @BeforeEach
  void start() throws Exception {
    postgres = DATABASE.postgres();
  }

  private static OrganizationId organization() {
    return OrganizationId.next(InstantSource.system());
  }

  private void enqueue(OrganizationId organization, int count) {
    for (int left = count; left > 0; left -= 5_000) {
      postgres
          .jobs()
          .enqueue(
              Stream.generate(() -> Rows.newJob(organization, kind, "subject", 3))
                  .limit(Math.min(left, 5_000))
                  .toList());
    }
  }

  private List<OrganizationId> claim(int slots) {
    return Rows.claim(postgres.jobs(), kind, slots).stream().map(Job::organization).toList();
  }

  @Test
  void a_hundred_thousand_jobs_of_one_do_not_delay_the_one_of_another_by_a_single_claim() {
    OrganizationId busy = organization();
    enqueue(busy, 100_000);
    assertThat(claim(50)).hasSize(50).containsOnly(busy);
    for (int i = 0; i < 5; i++) {
      OrganizationId quiet = organization();
      enqueue(quiet, 1);
      assertThat(claim(2)).containsExactlyInAnyOrder(busy, quiet);
    }
    OrganizationId last = organization();
    enqueue(last, 1);
    List<OrganizationId> two = new ArrayList<>(claim(1));
    two.addAll(claim(1));
    assertThat(two).contains(last);
  }

  @Test
  void a_thousand_organizations_have_one_turn_each_before_anyone_has_a_second() {
    List<OrganizationId> all = Stream.generate(FairnessIT::organization).limit(1_000).toList();
    List<NewJob> jobs = new ArrayList<>();
    for (OrganizationId each : all) {
      IntStream.range(0, 3).forEach(i -> jobs.add(Rows.newJob(each, kind, "subject", 3)));
    }
    postgres.jobs().enqueue(jobs);
    for (int round = 0; round < 3; round++) {
      List<OrganizationId> turns = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        turns.addAll(claim(100));
      }
      assertThat(turns).hasSize(1_000);
      assertThat(new HashSet<>(turns)).hasSize(1_000);
    }
    assertThat(claim(1)).isEmpty();
  }

  @Test
  void one_of_a_thousand_idle_organizations_is_served_at_once() {
    List<NewJob> jobs =
        Stream.generate(() -> Rows.newJob(organization(), kind, "subject", 3))
            .limit(1_000)
            .toList();
    postgres.jobs().enqueue(jobs);
    assertThat(claim(1_000)).hasSize(1_000);
    OrganizationId one = jobs.get(500).organization();
    enqueue(one, 7);
    assertThat(claim(5)).hasSize(5).containsOnly(one);
  }

  @Test
  void slots_that_cannot_be_shared_equally_differ_by_one() {
    List<OrganizationId> all = Stream.generate(FairnessIT::organization).limit(7).toList();
    all.forEach(each -> enqueue(each, 20));
    Map<OrganizationId, Long> shares =
        claim(38).stream()
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    assertThat(shares).hasSize(7);
    assertThat(shares.values()).allMatch(share -> share == 5 || share == 6);
  }
}
