package dev.clickdeploy.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.job.Job;
import dev.clickdeploy.model.job.JobId;
import dev.clickdeploy.model.job.JobKind;
import dev.clickdeploy.model.tenant.OrganizationId;
import dev.clickdeploy.port.out.JobSignals;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.postgresql.ds.PGSimpleDataSource;

/** Workers are woken at once, seldom, and after the last job of a burst. */
class BurstsIT {
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.migrated();
  private static final int BURST = 300;
  private final JobKind kind = Rows.newKind();
  private Postgres postgres;
  private OrganizationId organization;

  @BeforeEach
  void start() throws Exception {
    postgres = DATABASE.postgres();
    organization = new Rows(postgres).organization().id();
  }

  private void enqueue() {
    postgres.jobs().enqueue(Rows.newJob(organization, kind, "subject", 3));
  }

  private static int heard(Connection listening) throws Exception {
    PGNotification[] heard = listening.unwrap(PGConnection.class).getNotifications(500);
    return heard == null ? 0 : heard.length;
  }

  @Test
  void a_burst_is_signalled_a_hundred_times_a_second_at_most() throws Exception {
    try (Connection listening = DATABASE.single().getConnection();
        Statement statement = listening.createStatement()) {
      statement.execute("LISTEN clickdeploy_jobs");
      long begun = System.nanoTime();
      for (int i = 0; i < BURST; i++) {
        enqueue();
      }
      assertSeldom(listening, begun);
    }
  }

  private static void assertSeldom(Connection listening, long begun) throws Exception {
    long millis = Duration.ofNanos(System.nanoTime() - begun).toMillis();
    int all = 0;
    int more = heard(listening);
    while (more > 0) {
      all += more;
      more = heard(listening);
    }
    assertThat(all).isBetween(1, (int) (millis / 10) + 3).isLessThan(BURST);
  }

  /** Claims whatever there is whenever it is woken, and only then. */
  private final class Worker implements JobSignals.Listener {
    final AtomicInteger claimed = new AtomicInteger();

    @Override
    public void workAvailable() {
      int jobs;
      do {
        jobs = Rows.claim(postgres.jobs(), kind, 100).size();
        claimed.addAndGet(jobs);
      } while (jobs > 0);
    }

    @Override
    public void cancelRequested(JobId job) {}
  }

  @Test
  void the_last_job_of_a_burst_is_always_heard_of() throws Exception {
    Worker worker = new Worker();
    try (var subscription = postgres.signals().subscribe(worker)) {
      int enqueued = 0;
      for (int burst = 1; burst <= 40; burst++) {
        for (int i = 0; i < burst; i++) {
          enqueue();
        }
        enqueued += burst;
        int all = enqueued;
        await()
            .pollInterval(Duration.ofMillis(1))
            .atMost(Duration.ofSeconds(10))
            .until(() -> worker.claimed.get() == all);
      }
    }
  }

  @Test
  void many_jobs_that_are_given_back_at_once_are_signalled_together() throws Exception {
    for (int i = 0; i < BURST; i++) {
      enqueue();
    }
    List<Job> jobs = Rows.claim(postgres.jobs(), kind, BURST);
    try (Connection listening = DATABASE.single().getConnection();
        Statement statement = listening.createStatement()) {
      statement.execute("LISTEN clickdeploy_jobs");
      long begun = System.nanoTime();
      for (Job job : jobs) {
        assertThat(postgres.jobs().release(Rows.claimOf(job))).isTrue();
      }
      assertSeldom(listening, begun);
    }
  }

  @Test
  void a_process_wakes_its_own_workers_although_no_signal_comes_through() throws Exception {
    PGSimpleDataSource elsewhere = DATABASE.single();
    elsewhere.setDatabaseName("postgres");
    Secret key = Secret.of(Base64.getEncoder().encodeToString(new byte[32]));
    Postgres deaf = Postgres.using(DATABASE.pool(), elsewhere, key);
    AtomicInteger woken = new AtomicInteger();
    JobSignals.Listener listener =
        new JobSignals.Listener() {
          @Override
          public void workAvailable() {
            woken.incrementAndGet();
          }

          @Override
          public void cancelRequested(JobId job) {}
        };
    JobSignals.Subscription subscription = deaf.signals().subscribe(listener);
    // once, as whatever came before was not heard
    await().until(() -> woken.get() == 1);
    deaf.jobs().enqueue(Rows.newJob(organization, kind, "subject", 3));
    await().until(() -> woken.get() == 2);
    subscription.close();
    deaf.jobs().enqueue(Rows.newJob(organization, kind, "subject", 3));
    assertThat(woken).hasValue(2);
  }
}
