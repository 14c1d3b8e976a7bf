package dev.clickdeploy.port.out.contract.model;

import dev.clickdeploy.model.job.JobId;
import dev.clickdeploy.model.job.JobKind;
import dev.clickdeploy.model.job.NewJob;
import dev.clickdeploy.model.tenant.OrganizationId;
import dev.clickdeploy.port.out.JobControl;
import dev.clickdeploy.port.out.JobQueue;
import dev.clickdeploy.port.out.Storage;
import dev.clickdeploy.port.out.contract.Stores;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** What one trial works on: processes on one database, organizations, and kinds of its own. */
final class Ground {
  private final Stores stores;
  private final List<Storage> processes;
  private final List<OrganizationId> organizations;
  private final List<JobKind> kinds =
      Stream.generate(() -> new JobKind("model-" + UUID.randomUUID())).limit(Steps.KINDS).toList();
  private int ids;

  Ground(Stores stores, List<Storage> processes, List<OrganizationId> organizations) {
    this.stores = stores;
    this.processes = processes;
    this.organizations = organizations;
  }

  /** Whether one process does everything. */
  boolean isAlone() {
    return processes.size() == 1;
  }

  JobQueue queue(int process) {
    return processes.get(process).jobs();
  }

  JobControl control(int process) {
    return processes.get(process).jobControl();
  }

  JobKind kind(int number) {
    return kinds.get(number);
  }

  Instant now() {
    return stores.now();
  }

  void pass(Duration time) {
    stores.advanceClock(time);
  }

  /** Identifiers in the order in which they are made, although a clock may stand still. */
  JobId newId() {
    int number = ids++;
    return JobId.next(() -> stores.now().minusSeconds(60).plusMillis(number));
  }

  NewJob order(Step.Draft draft) {
    NewJob order =
        NewJob.of(
                newId(),
                kind(draft.kind()),
                organizations.get(draft.organization()),
                "subject " + ids,
                draft.attempts())
            .with(draft.priority());
    if (draft.key() != null) {
      order = order.unique("key " + draft.key());
    }
    return draft.dueInMinutes() == null
        ? order
        : order.notBefore(
            now().truncatedTo(ChronoUnit.MILLIS).plus(Duration.ofMinutes(draft.dueInMinutes())));
  }
}
