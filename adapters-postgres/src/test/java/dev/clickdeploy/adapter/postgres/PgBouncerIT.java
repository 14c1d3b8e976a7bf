package dev.clickdeploy.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.clickdeploy.model.job.Backoff;
import dev.clickdeploy.model.job.Job;
import dev.clickdeploy.model.job.JobId;
import dev.clickdeploy.model.job.JobKind;
import dev.clickdeploy.model.job.JobStatus;
import dev.clickdeploy.model.job.KindLimit;
import dev.clickdeploy.model.job.NewJob;
import dev.clickdeploy.model.tenant.OrganizationId;
import dev.clickdeploy.port.out.JobQueue.Enqueued;
import dev.clickdeploy.port.out.JobSignals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Behind a transaction pooler everything works but signals, and that is said. */
class PgBouncerIT {
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.empty();
  private static final Duration LONG = Duration.ofSeconds(20);
  private final JobKind kind = Rows.newKind();
  private HikariDataSource pool;
  private Postgres postgres;
  private OrganizationId organization;

  @BeforeEach
  void start() throws Exception {
    HikariConfig config = new HikariConfig();
    config.setDataSource(DATABASE.throughPgBouncer());
    config.setMaximumPoolSize(10);
    pool = new HikariDataSource(config);
    postgres = Postgres.using(pool, DATABASE.throughPgBouncer(), TestDatabase.KEY);
    postgres.migrate();
    organization = new Rows(postgres).organization().id();
  }

  @AfterEach
  void stop() {
    pool.close();
  }

  private NewJob job() {
    return Rows.newJob(organization, kind, "subject", 3);
  }

  @Test
  void every_verb_works() {
    NewJob keyed = job().unique("key");
    assertThat(postgres.jobs().enqueue(List.of(job(), job(), keyed, job().unique("key"))))
        .endsWith(new Enqueued.Existing(keyed.id()));
    List<Job> jobs = Rows.claim(postgres.jobs(), kind, 3);
    assertThat(jobs).hasSize(3);
    assertThat(postgres.jobs().extend(jobs.stream().map(Rows::claimOf).toList(), Rows.LEASE))
        .hasSize(3);
    assertThat(postgres.jobs().complete(Rows.claimOf(jobs.get(0)))).isTrue();
    assertThat(postgres.jobs().fail(Rows.claimOf(jobs.get(1)), "broken", false, Backoff.DEFAULT))
        .isTrue();
    assertThat(postgres.jobControl().cancel(jobs.get(2).id())).isTrue();
    assertThat(postgres.jobs().acknowledgeCancel(Rows.claimOf(jobs.get(2)))).isTrue();
    assertThat(postgres.jobControl().attempts(jobs.get(1).id())).hasSize(1);
    postgres.jobControl().limit(kind, new KindLimit(1, 1));
    JobId again = job().id();
    assertThat(postgres.jobControl().retry(jobs.get(1).id(), again)).isPresent();
    postgres.jobs().enqueue(job());
    assertThat(Rows.claim(postgres.jobs(), kind, 10)).hasSize(1);
    postgres.jobControl().tidy(Duration.ofDays(7));
    assertThat(postgres.jobs().rescue()).isEmpty();
    assertThat(postgres.jobControl().get(jobs.getFirst().id()).map(Job::status))
        .contains(JobStatus.COMPLETED);
  }

  @Test
  void a_deployment_goes_from_beginning_to_end() {
    Rows rows = new Rows(postgres);
    Rows.Running running = rows.running(rows.service(), 1);
    assertThat(
            postgres
                .deployments()
                .finish(
                    running.claim(), running.deployment().succeeded(Rows.image("one"), Rows.now())))
        .isTrue();
    assertThat(postgres.jobControl().get(running.claim().job()).map(Job::status))
        .contains(JobStatus.COMPLETED);
  }

  @Test
  void eight_workers_handle_each_job_once_while_they_share_sessions() throws Exception {
    int count = 4_000;
    postgres.jobs().enqueue(Stream.generate(this::job).limit(count).toList());
    AtomicInteger left = new AtomicInteger(count);
    Callable<List<JobId>> worker =
        () -> {
          List<JobId> handled = new ArrayList<>();
          while (left.get() > 0) {
            List<Job> jobs = Rows.claim(postgres.jobs(), kind, 50);
            left.addAndGet(
                -postgres.jobs().complete(jobs.stream().map(Rows::claimOf).toList()).size());
            jobs.forEach(job -> handled.add(job.id()));
          }
          return handled;
        };
    List<JobId> handled =
        Race.run(Collections.nCopies(8, worker)).stream().flatMap(Collection::stream).toList();
    assertThat(handled).hasSize(count).doesNotHaveDuplicates();
  }

  private static final class Told implements JobSignals.Listener {
    final List<String> health = new CopyOnWriteArrayList<>();

    @Override
    public void workAvailable() {}

    @Override
    public void cancelRequested(JobId job) {}

    @Override
    public void interrupted(String why) {
      health.add(why);
    }

    @Override
    public void restored() {
      health.add("restored");
    }
  }

  @Test
  void that_signals_do_not_come_through_is_said_with_what_to_do() {
    Told told = new Told();
    try (var subscription = postgres.signals().subscribe(told)) {
      await().atMost(LONG).until(() -> !told.health.isEmpty());
      assertThat(told.health).hasSize(1);
      assertThat(told.health.getFirst()).contains("pooler");
      postgres.jobs().enqueue(job());
      assertThat(Rows.claim(postgres.jobs(), kind, 1)).as("by polling").hasSize(1);
    }
  }

  @Test
  void signals_on_connections_to_the_server_itself_come_through() throws Exception {
    Told told = new Told();
    Postgres mixed = Postgres.using(pool, DATABASE.single(), TestDatabase.KEY);
    try (var subscription = mixed.signals().subscribe(told)) {
      await().atMost(LONG).until(() -> !told.health.isEmpty());
      assertThat(told.health).containsExactly("restored");
    }
  }
}
