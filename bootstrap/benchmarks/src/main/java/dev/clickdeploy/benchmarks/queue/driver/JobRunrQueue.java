package dev.clickdeploy.benchmarks.queue.driver;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jobrunr.jobs.mappers.JobMapper;
import org.jobrunr.scheduling.JobRequestScheduler;
import org.jobrunr.server.BackgroundJobServer;
import org.jobrunr.server.BackgroundJobServerConfiguration;
import org.jobrunr.server.JobActivator;
import org.jobrunr.storage.sql.postgres.PostgresStorageProvider;
import org.jobrunr.utils.mapper.jackson.JacksonJsonMapper;
import org.jspecify.annotations.Nullable;

/**
 * JobRunr (open source): polls every 5 s, the least that it allows; a server that is busy fetches
 * again by itself.
 */
final class JobRunrQueue implements QueueUnderTest {
  private final HikariDataSource pool;
  private final int workers;
  private final JacksonJsonMapper json = new JacksonJsonMapper();
  private final PostgresStorageProvider storage;
  private final JobRequestScheduler scheduler;
  private @Nullable BackgroundJobServer server;

  JobRunrQueue(Terms terms) {
    pool = Pools.pool(terms);
    workers = terms.workers();
    storage = new PostgresStorageProvider(pool);
    storage.setJobMapper(new JobMapper(json));
    scheduler = new JobRequestScheduler(storage);
  }

  @Override
  public void enqueue(List<String> payloads) {
    scheduler.enqueue(payloads.stream().map(JobRunrJob::new));
  }

  @Override
  public void enqueue(String payload) {
    scheduler.enqueue(new JobRunrJob(payload));
  }

  @Override
  public void startWorkers(Consumer<String> handler) {
    JobRunrJob.Handler ours = new JobRunrJob.Handler(handler);
    server = new BackgroundJobServer(storage, json, activator(ours), configuration());
    server.start();
  }

  private static JobActivator activator(JobRunrJob.Handler handler) {
    return new JobActivator() {
      @Override
      public <T> T activateJob(Class<T> type) {
        return type.cast(handler);
      }
    };
  }

  private BackgroundJobServerConfiguration configuration() {
    return BackgroundJobServerConfiguration.usingStandardBackgroundJobServerConfiguration()
        .andWorkerCount(workers)
        .andPollInterval(Duration.ofSeconds(5));
  }

  @Override
  public void stopWorkers() {
    if (server != null) {
      server.stop();
      server = null;
    }
  }

  @Override
  public void close() {
    stopWorkers();
    scheduler.shutdown();
    storage.close();
    pool.close();
  }
}
