package dev.clickdeploy.port.out.contract.model;

import dev.clickdeploy.model.tenant.Name;
import dev.clickdeploy.model.tenant.Organization;
import dev.clickdeploy.model.tenant.OrganizationId;
import dev.clickdeploy.port.out.Storage;
import dev.clickdeploy.port.out.contract.Stores;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every sequence of verbs does to a queue what it does to the model. System properties: {@code
 * clickdeploy.model.tries} sequences are tried (400), for at most {@code clickdeploy.model.seconds}
 * (5); {@code clickdeploy.model.seed} repeats the sequences of an earlier run.
 */
public abstract class JobQueueModelContract {
  private static final int TRIES = Integer.getInteger("clickdeploy.model.tries", 400);
  private static final Duration MOST =
      Duration.ofSeconds(Integer.getInteger("clickdeploy.model.seconds", 5));

  /** The stores under test, the same ones during one test. */
  protected abstract Stores stores();

  @Test
  void one_process_alone_agrees_with_the_model_in_everything() {
    search(List.of(stores()));
  }

  @Test
  void three_processes_on_one_queue_agree_with_the_model() {
    List<Storage> processes = new ArrayList<>(List.of(stores()));
    processes.add(stores().anotherProcess());
    processes.add(stores().anotherProcess());
    search(processes);
  }

  private void search(List<Storage> processes) {
    List<OrganizationId> organizations =
        Stream.generate(this::organization).limit(Steps.ORGANIZATIONS).toList();
    new Search<>(
            new Steps(processes.size()).sequences(),
            steps -> new Trial(new Ground(stores(), processes, organizations)).run(steps))
        .run(TRIES, MOST);
  }

  private OrganizationId organization() {
    Organization organization =
        new Organization(
            OrganizationId.next(stores()::now),
            new Name("Organization " + UUID.randomUUID()),
            stores().now().truncatedTo(ChronoUnit.MILLIS));
    stores().tenants().create(organization);
    return organization.id();
  }
}
