package dev.clickdeploy.benchmarks.queue.driver;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * db-scheduler: lock-and-fetch polling with its documented fractions for high throughput, polls
 * every 50 ms, and its hint to the local scheduler when a job is due at once.
 */
final class DbSchedulerQueue implements QueueUnderTest {
  private static final TaskDescriptor<String> JOB = TaskDescriptor.of("benchmark", String.class);

  private final HikariDataSource pool;
  private final int workers;
  private final SchedulerClient client;
  private @Nullable Scheduler scheduler;

  DbSchedulerQueue(Terms terms) throws SQLException {
    pool = Pools.pool(terms);
    workers = terms.workers();
    createTable();
    client = SchedulerClient.Builder.create(pool).build();
  }

  /** The table and the indexes that its documentation asks for. */
  private void createTable() throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          CREATE TABLE IF NOT EXISTS scheduled_tasks (
            task_name text NOT NULL, task_instance text NOT NULL, task_data bytea,
            execution_time timestamptz NOT NULL, picked boolean NOT NULL, picked_by text,
            last_success timestamptz, last_failure timestamptz, consecutive_failures int,
            last_heartbeat timestamptz, version bigint NOT NULL, priority smallint,
            PRIMARY KEY (task_name, task_instance));
          CREATE INDEX IF NOT EXISTS execution_time_idx ON scheduled_tasks (execution_time);
          CREATE INDEX IF NOT EXISTS last_heartbeat_idx ON scheduled_tasks (last_heartbeat)\
          """);
    }
  }

  private Scheduler scheduler(Consumer<String> handler) {
    return Scheduler.create(
            pool, Tasks.oneTime(JOB).execute((job, context) -> handler.accept(job.getData())))
        .threads(workers)
        .pollUsingLockAndFetch(1.0, 4.0)
        .pollingInterval(Duration.ofMillis(50))
        .enableImmediateExecution()
        .build();
  }

  @Override
  public void enqueue(List<String> payloads) {
    List<TaskInstance<?>> jobs = new ArrayList<>(payloads.size());
    payloads.forEach(payload -> jobs.add(job(payload)));
    client.scheduleBatch(jobs, Instant.now());
  }

  @Override
  public void enqueue(String payload) {
    // the running scheduler, which gives itself the hint; a plain client cannot
    Objects.requireNonNull(scheduler, "workers run").schedule(job(payload), Instant.now());
  }

  private static TaskInstance<String> job(String payload) {
    return JOB.instance(UUID.randomUUID().toString()).data(payload).build();
  }

  @Override
  public void startWorkers(Consumer<String> handler) {
    scheduler = scheduler(handler);
    scheduler.start();
  }

  @Override
  public void stopWorkers() {
    if (scheduler != null) {
      scheduler.stop();
      scheduler = null;
    }
  }

  @Override
  public void close() {
    stopWorkers();
    pool.close();
  }
}
