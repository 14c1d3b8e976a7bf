package dev.clickdeploy.core.job;

import dev.clickdeploy.model.job.Backoff;
import dev.clickdeploy.model.job.Job;
import dev.clickdeploy.model.job.JobId;
import dev.clickdeploy.model.job.JobKind;
import dev.clickdeploy.model.job.NewJob;
import dev.clickdeploy.model.tenant.Name;
import dev.clickdeploy.model.tenant.Organization;
import dev.clickdeploy.model.tenant.OrganizationId;
import dev.clickdeploy.port.out.fake.InMemoryWorld;
import dev.clickdeploy.port.out.fake.RecordingEventSink;
import java.time.Duration;
import java.util.Map;

/** A queue in memory, a kind of job, and a pool that polls often. */
final class PoolHouse implements AutoCloseable {
  static final JobKind KIND = new JobKind("errand");
  static final PoolSettings SETTINGS =
      new PoolSettings(2, Duration.ofSeconds(6), new Backoff(Duration.ZERO, Duration.ZERO));
  static final Pace PACE =
      new Pace(Duration.ofMillis(20), Duration.ofMillis(200), System::nanoTime);

  final InMemoryWorld world = new InMemoryWorld();
  final RecordingEventSink events = new RecordingEventSink();
  private final Organization organization =
      new Organization(
          OrganizationId.next(world.clock()), new Name("Acme"), world.clock().instant());
  private WorkerPool pool = pool(work -> new JobResult.Done());

  PoolHouse() {
    world.tenants().create(organization);
  }

  WorkerPool pool(JobHandler handler) {
    return new WorkerPool(world, Map.of(KIND, handler), SETTINGS, events, world.clock(), PACE);
  }

  /** Works from now on by this handler. */
  WorkerPool start(JobHandler handler) {
    pool = pool(handler);
    pool.start();
    return pool;
  }

  JobId enqueue() {
    return enqueue(KIND);
  }

  JobId enqueue(JobKind kind) {
    NewJob job =
        new NewJob(
            JobId.next(world.clock()),
            kind,
            organization.id(),
            "subject",
            3,
            world.clock().instant());
    world.jobs().enqueue(job);
    return job.id();
  }

  Job job(JobId id) {
    return world.jobs().get(id).orElseThrow();
  }

  @Override
  public void close() {
    pool.stop(Duration.ZERO);
  }
}
