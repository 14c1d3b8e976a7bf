package dev.clickdeploy.core.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.clickdeploy.core.House;
import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.QueueEntry;
import dev.clickdeploy.model.job.Hold;
import dev.clickdeploy.model.job.JobKind;
import dev.clickdeploy.model.job.WorkerPresence;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.port.in.Queue;
import dev.clickdeploy.port.in.RequestException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QueueDeskTest {
  private final House house = new House();
  private final Queue queue = house.api.queue();
  private final Scope scope = Scope.of(house.organization.id());

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void without_a_worker_nobody_comes_and_with_busy_ones_it_has_to_wait() {
    Deployment first = house.trigger();
    assertThat(queue.place(scope, first.id()).orElseThrow().hold()).isEqualTo(new Hold.NoWorker());
    CountDownLatch open = new CountDownLatch(1);
    house.builder.next(house.builder.blockingUntil(open, house.builder.succeeding()));
    house.start("north-1", 1);
    house.awaitBuilding(1);
    Deployment second = house.trigger();
    await()
        .untilAsserted(
            () ->
                assertThat(queue.place(scope, second.id()).orElseThrow().hold())
                    .isEqualTo(new Hold.WorkersBusy(1)));

    List<QueueEntry> entries = queue.list(scope, 10, null);

    assertThat(entries)
        .extracting(entry -> entry.deployment().id())
        .containsExactly(first.id(), second.id());
    assertThat(entries.getFirst().deployment().worker()).isEqualTo("north-1");
    assertThat(entries.getLast().place().position()).isEqualTo(1);
    assertThat(queue.list(scope, 10, entries.getFirst().cursor())).hasSize(1);
    open.countDown();
    house.ended(second);
    assertThat(queue.list(scope, 10, null)).isEmpty();
    assertThat(queue.place(scope, second.id())).isEmpty();
  }

  @Test
  void the_overview_counts_jobs_and_names_workers_until_they_go() {
    house.trigger();
    assertThat(queue.overview().workers()).isEmpty();
    assertThat(queue.overview().counts())
        .singleElement()
        .satisfies(counts -> assertThat(counts.ready()).isEqualTo(1));
    house.start("north-1", 2);
    await().until(() -> !queue.overview().workers().isEmpty());

    WorkerPresence worker = queue.overview().workers().getFirst();

    assertThat(worker.name()).isEqualTo("north-1");
    assertThat(worker.slots())
        .isEqualTo(Map.of(JobKind.BUILD, 2, JobKind.DEPLOY, 2, JobKind.PUSH, 2, JobKind.STATUS, 2));
    house.close();
    assertThat(queue.overview().workers()).isEmpty();
  }

  @Test
  void a_listing_has_at_least_one_place() {
    assertThatThrownBy(() -> queue.list(scope, 0, null))
        .isInstanceOf(RequestException.class)
        .hasMessage("the limit is 0; give 1 to 100");
  }
}
