package dev.clickdeploy.core.job;

import dev.clickdeploy.core.BreakableStorage;
import dev.clickdeploy.model.job.Backoff;
import dev.clickdeploy.model.job.Job;
import dev.clickdeploy.model.job.JobId;
import dev.clickdeploy.model.job.JobKind;
import dev.clickdeploy.model.job.NewJob;
import dev.clickdeploy.model.tenant.Name;
import dev.clickdeploy.model.tenant.Organization;
import dev.clickdeploy.model.tenant.OrganizationId;
import dev.clickdeploy.port.out.JobQueue.Claimed;
import dev.clickdeploy.port.out.fake.InMemoryWorld;
import dev.clickdeploy.port.out.fake.RecordingEventSink;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A queue in memory, a kind of job, and a pool that polls often. */
final class PoolHouse implements AutoCloseable {
  static final JobKind KIND = new JobKind("errand");
  static final PoolSettings SETTINGS =
      new PoolSettings(Duration.ofSeconds(6), new Backoff(Duration.ZERO, Duration.ZERO));
  static final int SLOTS = 2;
  static final Pace PACE =
      new Pace(
          Duration.ofMillis(20),
          Duration.ofMillis(2),
          Duration.ofMillis(20),
          Duration.ofMillis(20),
          System::nanoTime);

  /** How long a stop waits before it interrupts. */
  static final Duration HARD = Duration.ofMillis(200);

  final InMemoryWorld world = new InMemoryWorld();
  final BreakableStorage storage = new BreakableStorage(world);
  final RecordingEventSink events = new RecordingEventSink();
  private final Organization organization =
      new Organization(
          OrganizationId.next(world.clock()), new Name("Acme"), world.clock().instant());
  private WorkerPool pool = pool(work -> new JobResult.Done());

  PoolHouse() {
    world.tenants().create(organization);
  }

  WorkerPool pool(JobHandler handler) {
    return pool(Map.of(KIND, new Handling(handler, SLOTS)));
  }

  WorkerPool pool(Map<JobKind, Handling> handlers) {
    return new WorkerPool(storage, handlers, SETTINGS, events, world.clock(), PACE);
  }

  /** Works from now on by this handler. */
  WorkerPool start(JobHandler handler) {
    return start(pool(handler));
  }

  WorkerPool start(WorkerPool started) {
    pool = started;
    pool.start();
    return pool;
  }

  JobId enqueue() {
    return enqueue(KIND);
  }

  JobId enqueue(JobKind kind) {
    return enqueue(kind, 1).getFirst();
  }

  List<JobId> enqueue(JobKind kind, int count) {
    List<NewJob> jobs = Stream.generate(() -> newJob(kind)).limit(count).toList();
    world.jobs().enqueue(jobs);
    return jobs.stream().map(NewJob::id).toList();
  }

  NewJob newJob(JobKind kind) {
    return NewJob.of(JobId.next(world.clock()), kind, organization.id(), "subject", 3);
  }

  Job job(JobId id) {
    return world.jobControl().get(id).orElseThrow();
  }

  /** Claims one as the pool would. */
  Claimed claim() {
    return world.jobs().claim(Map.of(KIND, 1), SETTINGS.lease()).getFirst();
  }

  @Override
  public void close() {
    storage.repair();
    pool.stop(Duration.ZERO, HARD);
  }
}
