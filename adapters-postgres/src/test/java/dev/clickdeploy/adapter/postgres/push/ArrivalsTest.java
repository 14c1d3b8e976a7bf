package dev.clickdeploy.adapter.postgres.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.deployment.Origin;
import dev.clickdeploy.model.deployment.Trigger;
import dev.clickdeploy.model.job.JobId;
import dev.clickdeploy.model.job.JobKind;
import dev.clickdeploy.model.job.NewJob;
import dev.clickdeploy.model.push.Decision;
import dev.clickdeploy.model.push.Delivery;
import dev.clickdeploy.model.push.DeliveryId;
import dev.clickdeploy.model.push.Pushed;
import dev.clickdeploy.model.service.ServiceId;
import dev.clickdeploy.model.service.Superseding;
import dev.clickdeploy.model.source.CommitSha;
import dev.clickdeploy.model.source.GitRef;
import dev.clickdeploy.model.source.RepositoryUrl;
import dev.clickdeploy.model.tenant.OrganizationId;
import dev.clickdeploy.port.out.PortException;
import dev.clickdeploy.port.out.PushLedger.Recorded;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class ArrivalsTest {
  private static final InstantSource CLOCK = InstantSource.system();
  private static final OrganizationId ORGANIZATION = OrganizationId.next(CLOCK);
  private static final CommitSha SHA = new CommitSha("a".repeat(40));

  private final CountDownLatch open = new CountDownLatch(1);
  private final List<List<Arrival>> batches = new CopyOnWriteArrayList<>();

  private static Arrival to(ServiceId service) {
    GitRef main = new GitRef("refs/heads/main");
    RepositoryUrl url = new RepositoryUrl("https://git.test/team/app");
    Delivery delivery =
        new Delivery(
            DeliveryId.next(CLOCK),
            ORGANIZATION,
            new Pushed(Trigger.GITHUB, url, main, null, SHA, null, null),
            DeliveryId.next(CLOCK).toString(),
            "push",
            Map.of(),
            null,
            1,
            CLOCK.instant(),
            List.of());
    Deployment deployment =
        Deployment.queued(
            DeploymentId.next(CLOCK),
            ORGANIZATION,
            service,
            new Origin(Trigger.GITHUB, main, SHA, null),
            null,
            CLOCK.instant());
    NewJob job =
        NewJob.of(JobId.next(CLOCK), JobKind.BUILD, ORGANIZATION, deployment.id().toString(), 1);
    return new Arrival(
        delivery, List.of(new Decision.Deploy(deployment, job, Superseding.QUEUED, null)));
  }

  private static Arrival any() {
    return to(ServiceId.next(CLOCK));
  }

  /** Everybody waits here, so that what comes meanwhile gathers. */
  private List<Optional<Recorded>> slowly(List<Arrival> batch) {
    batches.add(batch);
    try {
      assertThat(open.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return batch.stream()
        .map(arrival -> Optional.of(new Recorded(arrival.delivery(), List.of(), List.of())))
        .toList();
  }

  private List<Optional<Recorded>> gathered(Arrivals arrivals, List<Arrival> all) throws Exception {
    List<Optional<Recorded>> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Optional<Recorded>>> recording = new ArrayList<>();
      for (Arrival arrival : all) {
        Callable<Optional<Recorded>> record = () -> arrivals.record(arrival);
        recording.add(threads.submit(record));
      }
      Awaitility.await().until(() -> arrivals.waiting() + taken() == all.size());
      open.countDown();
      for (Future<Optional<Recorded>> each : recording) {
        answers.add(each.get(30, TimeUnit.SECONDS));
      }
    }
    return answers;
  }

  private int taken() {
    return batches.stream().mapToInt(List::size).sum();
  }

  @Test
  void what_gathers_is_recorded_together_and_each_gets_its_own_answer() throws Exception {
    List<Arrival> all = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      all.add(any());
    }

    List<Optional<Recorded>> answers = gathered(new Arrivals(this::slowly), all);

    assertThat(answers)
        .extracting(answer -> answer.orElseThrow().delivery())
        .containsExactlyElementsOf(all.stream().map(Arrival::delivery).toList());
    assertThat(batches.size()).isLessThan(all.size());
  }

  @Test
  void two_pushes_to_one_service_never_go_together() throws Exception {
    ServiceId one = ServiceId.next(CLOCK);
    List<Arrival> all = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      all.add(to(one));
      all.add(any());
    }

    gathered(new Arrivals(this::slowly), all);

    assertThat(taken()).isEqualTo(all.size());
    assertThat(batches)
        .allSatisfy(
            batch -> {
              Set<ServiceId> services = new HashSet<>();
              batch.forEach(arrival -> assertThat(services.addAll(arrival.deployed())).isTrue());
            });
  }

  @Test
  void those_that_fail_together_are_to_go_alone() throws Exception {
    List<Arrival> all = List.of(any(), any(), any(), any(), any(), any());

    List<Optional<Recorded>> answers =
        gathered(
            new Arrivals(
                batch -> {
                  List<Optional<Recorded>> recorded = slowly(batch);
                  if (batch.size() > 1) {
                    throw new IllegalStateException("one of them cannot be written");
                  }
                  return recorded;
                }),
            all);

    assertThat(answers).filteredOn(Optional::isEmpty).isNotEmpty();
    assertThat(answers)
        .filteredOn(Optional::isPresent)
        .hasSize((int) batches.stream().filter(batch -> batch.size() == 1).count());
  }

  @Test
  void one_that_fails_alone_hears_why() {
    Arrivals arrivals =
        new Arrivals(
            batch -> {
              throw new IllegalArgumentException("it cannot be written");
            });

    assertThatThrownBy(() -> arrivals.record(any()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("it cannot be written");
  }

  @Test
  void whoever_is_interrupted_waits_no_longer() throws Exception {
    Arrivals arrivals = new Arrivals(this::slowly);
    AtomicReference<RuntimeException> told = new AtomicReference<>();
    Thread caller =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    arrivals.record(any());
                  } catch (RuntimeException e) {
                    told.set(e);
                  }
                });
    Awaitility.await().until(() -> taken() == 1);

    caller.interrupt();

    assertThat(caller.join(Duration.ofSeconds(30))).isTrue();
    assertThat(told.get()).isInstanceOf(PortException.class);
    open.countDown();
  }
}
