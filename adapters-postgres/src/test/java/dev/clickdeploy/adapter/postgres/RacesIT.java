package dev.clickdeploy.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.deployment.LogLine;
import dev.clickdeploy.model.deployment.StoredLogLine;
import dev.clickdeploy.model.job.Claim;
import dev.clickdeploy.model.job.Job;
import dev.clickdeploy.model.job.JobId;
import dev.clickdeploy.model.job.JobKind;
import dev.clickdeploy.model.service.Service;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RacesIT {
  private static final int JOBS = 2_000;
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.migrated();
  private Postgres postgres;
  private Service service;

  @BeforeEach
  void start() throws Exception {
    postgres = DATABASE.postgres();
    service = new Rows(postgres).service();
  }

  @Test
  void eight_workers_handle_two_thousand_jobs_once_each_while_they_are_enqueued() throws Exception {
    JobKind kind = Rows.newKind();
    AtomicInteger toEnqueue = new AtomicInteger(JOBS);
    AtomicInteger completed = new AtomicInteger();
    Callable<List<JobId>> producer =
        () -> {
          while (toEnqueue.getAndDecrement() > 0) {
            postgres.jobs().enqueue(Rows.newJob(service.organization(), kind, "subject", 1));
          }
          return List.of();
        };
    Callable<List<JobId>> worker =
        () -> {
          List<JobId> handled = new ArrayList<>();
          while (completed.get() < JOBS) {
            for (Job job : postgres.jobs().claim(Set.of(kind), 5, Rows.LEASE)) {
              handled.add(job.id());
              assertThat(postgres.jobs().complete(new Claim(job.id(), job.fence()))).isTrue();
              completed.incrementAndGet();
            }
          }
          return handled;
        };
    List<Callable<List<JobId>>> all = new ArrayList<>(Collections.nCopies(8, worker));
    all.addAll(Collections.nCopies(3, producer));
    List<JobId> handled = Race.run(all).stream().flatMap(Collection::stream).toList();
    assertThat(handled).hasSize(JOBS).doesNotHaveDuplicates();
    assertThat(postgres.jobs().claim(Set.of(kind), 1, Rows.LEASE)).isEmpty();
  }

  @Test
  void a_follower_of_a_log_misses_no_line_although_lines_are_appended_in_parallel()
      throws Exception {
    Rows.Running running = new Rows(postgres).running(service, 1);
    DeploymentId id = running.deployment().id();
    int writers = 4;
    int appends = 50;
    AtomicInteger writing = new AtomicInteger(writers);
    Callable<List<Long>> writer =
        () -> {
          for (int i = 0; i < appends; i++) {
            LogLine line = new LogLine(Rows.now(), LogLine.Stream.STDOUT, "line " + i);
            assertThat(postgres.logs().append(running.claim(), id, List.of(line, line, line)))
                .isTrue();
          }
          writing.decrementAndGet();
          return List.of();
        };
    List<Callable<List<Long>>> all = new ArrayList<>(Collections.nCopies(writers, writer));
    all.add(() -> follow(id, writing));
    List<Long> seen = Race.run(all).getLast();
    assertThat(seen).hasSize(writers * appends * 3).isSorted().doesNotHaveDuplicates();
  }

  private List<Long> follow(DeploymentId id, AtomicInteger writing) {
    List<Long> seen = new ArrayList<>();
    boolean last = false;
    while (!last) {
      last = writing.get() == 0;
      long after = seen.isEmpty() ? 0 : seen.getLast();
      postgres.logs().read(id, after, 10_000).stream()
          .map(StoredLogLine::sequence)
          .forEach(seen::add);
    }
    return seen;
  }
}
