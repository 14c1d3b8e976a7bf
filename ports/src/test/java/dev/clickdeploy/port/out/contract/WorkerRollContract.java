package dev.clickdeploy.port.out.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.model.job.JobKind;
import dev.clickdeploy.model.job.WorkerPresence;
import dev.clickdeploy.port.out.WorkerRoll;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link WorkerRoll} promises. */
public abstract class WorkerRollContract extends JobSuite {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private WorkerRoll roll() {
    return stores().workers();
  }

  private WorkerPresence worker(String name, Map<JobKind, Integer> slots) {
    return new WorkerPresence(UUID.randomUUID(), name + " of " + given.kind, slots);
  }

  /** Those of this test: the database may hold others. */
  private List<WorkerPresence> living() {
    return roll().living().stream()
        .filter(worker -> worker.name().endsWith(given.kind.value()))
        .toList();
  }

  @Test
  void workers_are_listed_by_name_with_the_kinds_that_they_take() {
    WorkerPresence south = worker("south", Map.of(given.kind, 3));
    WorkerPresence north = worker("north", Map.of(given.kind, 2, JobKind.PUSH, 1));
    roll().present(south, MINUTE);
    roll().present(north, MINUTE);
    assertThat(living()).containsExactly(north, south);
  }

  @Test
  void a_worker_that_says_something_else_is_as_it_says_last() {
    WorkerPresence before = worker("north", Map.of(given.kind, 2, JobKind.PUSH, 1));
    roll().present(before, MINUTE);
    WorkerPresence after = new WorkerPresence(before.id(), before.name(), Map.of(given.kind, 5));
    roll().present(after, MINUTE);
    assertThat(living()).containsExactly(after);
  }

  @Test
  void a_silent_worker_is_not_listed_until_it_speaks_again() {
    WorkerPresence worker = worker("north", Map.of(given.kind, 2));
    roll().present(worker, MINUTE);
    roll().present(worker, MINUTE);
    // a time that a real clock cannot be moved by has gone by at once
    roll().present(worker, Duration.ZERO);
    assertThat(living()).isEmpty();
    roll().present(worker, MINUTE);
    assertThat(living()).containsExactly(worker);
  }

  @Test
  void a_worker_that_goes_is_gone_at_once() {
    WorkerPresence goes = worker("north", Map.of(given.kind, 2));
    WorkerPresence stays = worker("south", Map.of(given.kind, 2));
    roll().present(goes, MINUTE);
    roll().present(stays, MINUTE);
    roll().gone(goes.id());
    roll().gone(UUID.randomUUID());
    assertThat(living()).containsExactly(stays);
  }
}
