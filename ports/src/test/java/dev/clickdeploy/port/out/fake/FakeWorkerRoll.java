package dev.clickdeploy.port.out.fake;

import dev.clickdeploy.model.job.JobKind;
import dev.clickdeploy.model.job.WorkerPresence;
import dev.clickdeploy.port.out.WorkerRoll;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Workers in memory, each with the time until which it is taken for alive. */
public final class FakeWorkerRoll implements WorkerRoll {
  private final Object lock;
  private final JobRows rows;
  private final Map<UUID, WorkerPresence> workers = new LinkedHashMap<>();
  private final Map<UUID, Instant> until = new LinkedHashMap<>();

  FakeWorkerRoll(Object lock, JobRows rows) {
    this.lock = lock;
    this.rows = rows;
  }

  @Override
  public void present(WorkerPresence worker, Duration goodFor) {
    synchronized (lock) {
      workers.put(worker.id(), worker);
      until.put(worker.id(), rows.now().plus(goodFor));
    }
  }

  @Override
  public void gone(UUID worker) {
    synchronized (lock) {
      workers.remove(worker);
    }
  }

  @Override
  public List<WorkerPresence> living() {
    synchronized (lock) {
      return workers.values().stream()
          .filter(worker -> until.get(worker.id()).isAfter(rows.now()))
          .sorted(Comparator.comparing(WorkerPresence::name))
          .toList();
    }
  }

  int slots(JobKind kind) {
    return living().stream().mapToInt(worker -> worker.slots().getOrDefault(kind, 0)).sum();
  }
}
