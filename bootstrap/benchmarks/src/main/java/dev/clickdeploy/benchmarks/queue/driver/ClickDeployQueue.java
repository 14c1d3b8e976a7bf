package dev.clickdeploy.benchmarks.queue.driver;

import com.zaxxer.hikari.HikariDataSource;
import dev.clickdeploy.adapter.postgres.Postgres;
import dev.clickdeploy.core.job.Handling;
import dev.clickdeploy.core.job.JobResult;
import dev.clickdeploy.core.job.PoolSettings;
import dev.clickdeploy.core.job.Work;
import dev.clickdeploy.core.job.WorkerPool;
import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.job.Backoff;
import dev.clickdeploy.model.job.JobId;
import dev.clickdeploy.model.job.JobKind;
import dev.clickdeploy.model.job.NewJob;
import dev.clickdeploy.model.tenant.OrganizationId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Ours: the port's enqueue of a batch, and our worker pool with many slots, as befits short jobs: a
 * slot is a virtual thread, not a connection.
 */
final class ClickDeployQueue implements QueueUnderTest {
  private static final JobKind KIND = new JobKind("benchmark");
  private static final int SLOTS = 500;
  private static final int ATTEMPTS = 3;
  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final Duration STOP_GRACE = Duration.ofSeconds(10);

  private final HikariDataSource pool;
  private final Postgres postgres;
  private final OrganizationId organization = OrganizationId.next(InstantSource.system());
  private @Nullable WorkerPool workerPool;

  ClickDeployQueue(Terms terms) {
    pool = Pools.pool(terms);
    Secret key = Secret.of(Base64.getEncoder().encodeToString(new byte[32]));
    postgres = Postgres.using(pool, Pools.single(terms), key);
    postgres.migrate();
  }

  @Override
  public void enqueue(List<String> payloads) {
    List<NewJob> jobs = new ArrayList<>(payloads.size());
    payloads.forEach(payload -> jobs.add(job(payload)));
    postgres.jobs().enqueue(jobs);
  }

  @Override
  public void enqueue(String payload) {
    postgres.jobs().enqueue(job(payload));
  }

  private NewJob job(String payload) {
    JobId id = JobId.next(InstantSource.system());
    return NewJob.of(id, KIND, organization, payload, ATTEMPTS);
  }

  @Override
  public void startWorkers(Consumer<String> handler) {
    workerPool =
        new WorkerPool(
            postgres,
            Map.of(KIND, new Handling(work -> handle(work, handler), SLOTS)),
            new PoolSettings(LEASE, Backoff.DEFAULT),
            event -> {},
            InstantSource.system());
    workerPool.start();
  }

  private static JobResult handle(Work work, Consumer<String> handler) {
    handler.accept(work.job().subject());
    return new JobResult.Done();
  }

  @Override
  public void stopWorkers() {
    if (workerPool != null) {
      workerPool.stop(STOP_GRACE, STOP_GRACE);
      workerPool = null;
    }
  }

  @Override
  public void close() {
    stopWorkers();
    pool.close();
  }
}
