package dev.clickdeploy.port.out.contract;

import static dev.clickdeploy.port.out.contract.Given.claimOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.deployment.Origin;
import dev.clickdeploy.model.deployment.Phase;
import dev.clickdeploy.model.deployment.Trigger;
import dev.clickdeploy.model.job.Claim;
import dev.clickdeploy.model.job.Job;
import dev.clickdeploy.model.job.JobId;
import dev.clickdeploy.model.push.Decision;
import dev.clickdeploy.model.push.Delivery;
import dev.clickdeploy.model.push.DeliveryId;
import dev.clickdeploy.model.push.Pushed;
import dev.clickdeploy.model.service.Service;
import dev.clickdeploy.model.service.Superseding;
import dev.clickdeploy.model.source.GitRef;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.port.out.JobSignals;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link JobSignals} promises, as far as no signal is lost. */
public abstract class JobSignalsContract {
  private Given given;

  /** The stores under test, the same ones during one test. */
  protected abstract Stores stores();

  @BeforeEach
  void start() {
    given = new Given(stores());
  }

  private static final class Heard implements JobSignals.Listener {
    final BlockingQueue<String> work = new LinkedBlockingQueue<>();
    final BlockingQueue<JobId> cancels = new LinkedBlockingQueue<>();
    final Set<Thread> threads = ConcurrentHashMap.newKeySet();

    @Override
    public void workAvailable() {
      threads.add(Thread.currentThread());
      work.add("work");
    }

    @Override
    public void cancelRequested(JobId job) {
      threads.add(Thread.currentThread());
      cancels.add(job);
    }

    boolean heardWork() throws InterruptedException {
      return work.poll(1, TimeUnit.SECONDS) != null;
    }

    boolean heardCancel(JobId job) throws InterruptedException {
      JobId heard = cancels.poll(10, TimeUnit.SECONDS);
      while (heard != null && !heard.equals(job)) {
        heard = cancels.poll(10, TimeUnit.SECONDS);
      }
      return heard != null;
    }
  }

  /** Enqueues until the listener hears it: listening may begin a moment after subscribing. */
  private void enqueueUntilHeard(Heard heard) throws InterruptedException {
    for (int i = 0; i < 10; i++) {
      stores().jobs().enqueue(given.dueJob(given.organization().id(), 3));
      if (heard.heardWork()) {
        return;
      }
    }
    throw new AssertionError("ten enqueued jobs woke nobody");
  }

  @Test
  void an_enqueued_job_wakes_workers() throws Exception {
    Heard heard = new Heard();
    try (var subscription = stores().signals().subscribe(heard)) {
      enqueueUntilHeard(heard);
      heard.work.clear();
      enqueueUntilHeard(heard);
    }
    assertThat(heard.threads).isNotEmpty().doesNotContain(Thread.currentThread());
  }

  @Test
  void a_created_deployment_wakes_workers() throws Exception {
    Heard heard = new Heard();
    try (var subscription = stores().signals().subscribe(heard)) {
      enqueueUntilHeard(heard);
      heard.work.clear();
      given.deployment(given.service());
      assertThat(heard.work.poll(10, TimeUnit.SECONDS)).isNotNull();
    }
  }

  @Test
  void a_recorded_push_wakes_workers() throws Exception {
    Heard heard = new Heard();
    try (var subscription = stores().signals().subscribe(heard)) {
      enqueueUntilHeard(heard);
      // a signal that follows a burst may still be on its way
      while (heard.heardWork()) {
        heard.work.clear();
      }
      push(given.service());
      assertThat(heard.work.poll(10, TimeUnit.SECONDS)).isNotNull();
    }
  }

  private void push(Service service) {
    GitRef main = new GitRef("refs/heads/main");
    Delivery delivery =
        new Delivery(
            DeliveryId.next(stores()::now),
            service.organization(),
            new Pushed(Trigger.GITHUB, service.repository(), main, null, Given.SHA, null, null),
            Given.unique(),
            "push",
            Map.of(),
            null,
            1,
            given.now(),
            List.of());
    Deployment deployment =
        Deployment.queued(
            DeploymentId.next(stores()::now),
            service.organization(),
            service.id(),
            new Origin(Trigger.GITHUB, main, Given.SHA, null),
            null,
            given.now());
    stores()
        .pushes()
        .record(
            delivery,
            List.of(
                new Decision.Deploy(
                    deployment, given.jobFor(deployment, 1), Superseding.QUEUED, null)));
  }

  @Test
  void a_processed_job_that_is_cancelled_wakes_every_process() throws Exception {
    Heard one = new Heard();
    Heard other = new Heard();
    try (var first = stores().signals().subscribe(one);
        var second = stores().signals().subscribe(other)) {
      enqueueUntilHeard(one);
      enqueueUntilHeard(other);
      Job job = given.claimOne();
      stores().jobControl().cancel(job.id());
      assertThat(one.heardCancel(job.id())).isTrue();
      assertThat(other.heardCancel(job.id())).isTrue();
    }
  }

  @Test
  void a_running_deployment_that_is_cancelled_wakes_its_worker() throws Exception {
    Heard heard = new Heard();
    try (var subscription = stores().signals().subscribe(heard)) {
      enqueueUntilHeard(heard);
      given.claim(100);
      Deployment deployment = given.deployment(given.service());
      Claim claim = claimOf(given.claimOne());
      Deployment running = deployment.started(given.now()).entered(Phase.FETCHING, given.now());
      stores().deployments().update(claim, running);
      stores()
          .deployments()
          .requestCancel(Scope.of(deployment.organization()), deployment.id(), given.now());
      assertThat(heard.heardCancel(claim.job())).isTrue();
    }
  }

  @Test
  void calls_come_from_one_thread() throws Exception {
    Heard heard = new Heard();
    try (var subscription = stores().signals().subscribe(heard)) {
      enqueueUntilHeard(heard);
      Job job = given.claimOne();
      stores().jobControl().cancel(job.id());
      assertThat(heard.heardCancel(job.id())).isTrue();
    }
    assertThat(heard.threads).hasSize(1);
  }

  @Test
  void a_closed_subscription_hears_no_more() throws Exception {
    Heard closed = new Heard();
    Heard open = new Heard();
    try (var stays = stores().signals().subscribe(open)) {
      JobSignals.Subscription subscription = stores().signals().subscribe(closed);
      enqueueUntilHeard(closed);
      enqueueUntilHeard(open);
      subscription.close();
      subscription.close();
      closed.work.clear();
      open.work.clear();
      enqueueUntilHeard(open);
      assertThat(closed.work).isEmpty();
    }
  }
}
