package dev.clickdeploy.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.DeploymentStatus;
import dev.clickdeploy.model.deployment.LogLine;
import dev.clickdeploy.model.deployment.Progress;
import dev.clickdeploy.model.job.JobStatus;
import dev.clickdeploy.model.service.Service;
import dev.clickdeploy.model.tenant.Scope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Finishing, cancelling and rescuing meet; a deadlock would be an exception here. */
class DeploymentRacesIT {
  private static final int ROUNDS = 300;
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.migrated();
  private Postgres postgres;
  private Rows rows;
  private Service service;

  @BeforeEach
  void start() throws Exception {
    postgres = DATABASE.postgres();
    rows = new Rows(postgres);
    service = rows.service();
  }

  private List<Callable<Boolean>> everybody(Rows.Running running) {
    Deployment deployment = running.deployment();
    Instant now = Rows.now();
    LogLine line = new LogLine(now, LogLine.Stream.SYSTEM, "line");
    List<Callable<Boolean>> all = new ArrayList<>();
    all.add(
        () ->
            postgres
                .deployments()
                .finish(running.claim(), deployment.succeeded(Rows.image("one"), now)));
    all.add(
        () ->
            postgres
                .deployments()
                .requestCancel(Scope.of(service.organization()), deployment.id(), now)
                .isPresent());
    all.add(() -> !postgres.jobs().rescue().isEmpty());
    all.add(() -> !postgres.deployments().reconcile(now).isEmpty());
    all.add(
        () ->
            postgres.deployments().update(running.claim(), deployment.with(new Progress(3, 2, 1))));
    all.add(() -> postgres.logs().append(running.claim(), deployment.id(), List.of(line)));
    all.add(() -> !postgres.jobs().extend(Set.of(running.claim()), Rows.LEASE).isEmpty());
    return all;
  }

  @Test
  void whoever_wins_deployment_and_job_agree_in_the_end() throws Exception {
    Map<DeploymentStatus, Integer> outcomes = new EnumMap<>(DeploymentStatus.class);
    for (int round = 0; round < ROUNDS; round++) {
      Rows.Running running = rows.running(service, 2);
      if (round % 3 > 0) {
        DATABASE.execute(
            "UPDATE clickdeploy.jobs SET lease_until = now() + interval '%d microseconds' WHERE id = '%s'"
                .formatted(round % 3 == 1 ? 0 : 1_500, running.claim().job()));
      }
      boolean finished = Race.run(everybody(running)).getFirst();
      postgres.deployments().reconcile(Rows.now());
      outcomes.merge(assertAgreed(running, finished), 1, Integer::sum);
    }
    assertThat(outcomes).containsKeys(DeploymentStatus.SUCCEEDED, DeploymentStatus.CANCELLED);
    assertThat(postgres.services().load(service.id()).orElseThrow().image())
        .contains(Rows.image("one"));
  }

  private DeploymentStatus assertAgreed(Rows.Running running, boolean finished) {
    Deployment deployment = postgres.deployments().load(running.deployment().id()).orElseThrow();
    JobStatus job = postgres.jobControl().get(running.claim().job()).orElseThrow().status();
    Set<JobStatus> fitting =
        switch (deployment.status()) {
          case SUCCEEDED -> Set.of(JobStatus.COMPLETED);
          case CANCELLED -> Set.of(JobStatus.CANCELLED);
          // the lease ended after the rescuer had looked
          case CANCELLING -> Set.of(JobStatus.PROCESSING);
          case QUEUED, RUNNING, FAILED, SUPERSEDED -> Set.of();
        };
    assertThat(fitting).as("%s", deployment.status()).contains(job);
    assertThat(finished).isEqualTo(deployment.status() == DeploymentStatus.SUCCEEDED);
    return deployment.status();
  }

  @Test
  void of_parallel_successes_the_newest_deployments_image_stays() throws Exception {
    for (int round = 0; round < 40; round++) {
      Service own = rows.service();
      List<Callable<Boolean>> finishes = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        Rows.Running running = rows.running(own, 1);
        Deployment done = running.deployment().succeeded(Rows.image("n" + i), Rows.now());
        finishes.add(() -> postgres.deployments().finish(running.claim(), done));
      }
      assertThat(Race.run(finishes)).containsOnly(true);
      assertThat(postgres.services().load(own.id()).orElseThrow().image())
          .contains(Rows.image("n3"));
    }
  }
}
