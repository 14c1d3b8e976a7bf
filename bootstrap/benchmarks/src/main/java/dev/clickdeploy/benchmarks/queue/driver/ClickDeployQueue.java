package dev.clickdeploy.benchmarks.queue.driver;

import com.zaxxer.hikari.HikariDataSource;
import dev.clickdeploy.adapter.postgres.Postgres;
import dev.clickdeploy.core.job.JobResult;
import dev.clickdeploy.core.job.PoolSettings;
import dev.clickdeploy.core.job.WorkerPool;
import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.job.Backoff;
import dev.clickdeploy.model.job.JobId;
import dev.clickdeploy.model.job.JobKind;
import dev.clickdeploy.model.job.NewJob;
import dev.clickdeploy.model.tenant.OrganizationId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Ours: the port's enqueue, as many at once as the pool has connections, and our worker pool. */
final class ClickDeployQueue implements QueueUnderTest {
  private static final JobKind KIND = new JobKind("benchmark");
  private static final int ATTEMPTS = 3;
  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final Duration STOP_GRACE = Duration.ofSeconds(10);

  private final HikariDataSource pool;
  private final Postgres postgres;
  private final int workers;
  private final ExecutorService enqueuers;
  private final OrganizationId organization = OrganizationId.next(InstantSource.system());
  private @Nullable WorkerPool workerPool;

  ClickDeployQueue(Terms terms) {
    pool = Pools.pool(terms);
    Secret key = Secret.of(Base64.getEncoder().encodeToString(new byte[32]));
    postgres = Postgres.using(pool, Pools.single(terms), key);
    postgres.migrate();
    workers = terms.workers();
    enqueuers = Executors.newFixedThreadPool(terms.pool());
  }

  @Override
  public void enqueue(List<String> payloads) throws InterruptedException, ExecutionException {
    List<Future<?>> enqueued = new ArrayList<>(payloads.size());
    for (String payload : payloads) {
      enqueued.add(enqueuers.submit(() -> enqueue(payload)));
    }
    for (Future<?> each : enqueued) {
      each.get();
    }
  }

  @Override
  public void enqueue(String payload) {
    JobId id = JobId.next(InstantSource.system());
    postgres.jobs().enqueue(new NewJob(id, KIND, organization, payload, ATTEMPTS, Instant.now()));
  }

  @Override
  public void startWorkers(Consumer<String> handler) {
    workerPool =
        new WorkerPool(
            postgres,
            Map.of(
                KIND,
                work -> {
                  handler.accept(work.job().subject());
                  return new JobResult.Done();
                }),
            new PoolSettings(workers, LEASE, Backoff.DEFAULT),
            event -> {},
            InstantSource.system());
    workerPool.start();
  }

  @Override
  public void stopWorkers() {
    if (workerPool != null) {
      workerPool.stop(STOP_GRACE);
      workerPool = null;
    }
  }

  @Override
  public void close() {
    stopWorkers();
    enqueuers.close();
    pool.close();
  }
}
