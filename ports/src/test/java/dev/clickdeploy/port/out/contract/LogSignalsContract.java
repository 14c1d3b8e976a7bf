package dev.clickdeploy.port.out.contract;

import static dev.clickdeploy.port.out.contract.Given.claimOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.deployment.DeploymentStatus;
import dev.clickdeploy.model.deployment.LogLine;
import dev.clickdeploy.model.deployment.Phase;
import dev.clickdeploy.model.job.Claim;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.port.out.LogSignals;
import dev.clickdeploy.port.out.Storage;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link LogSignals} promises, as far as no signal is lost. */
public abstract class LogSignalsContract {
  private Given given;
  private Deployment deployment;
  private Claim claim;

  /** The stores under test, the same ones during one test. */
  protected abstract Stores stores();

  @BeforeEach
  void start() {
    given = new Given(stores());
    deployment = given.deployment(given.service());
  }

  private static final class Heard implements LogSignals.Listener {
    final BlockingQueue<DeploymentId> grown = new LinkedBlockingQueue<>();
    final BlockingQueue<DeploymentId> ended = new LinkedBlockingQueue<>();
    final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    final CountDownLatch listening = new CountDownLatch(1);

    @Override
    public void grew(DeploymentId deployment) {
      threads.add(Thread.currentThread());
      grown.add(deployment);
    }

    @Override
    public void ended(DeploymentId deployment) {
      threads.add(Thread.currentThread());
      ended.add(deployment);
    }

    @Override
    public void restored() {
      listening.countDown();
    }

    @Override
    public void interrupted() {}

    void awaitListening() throws InterruptedException {
      assertThat(listening.await(10, TimeUnit.SECONDS)).isTrue();
    }

    boolean isHeard(BlockingQueue<DeploymentId> queue, DeploymentId expected, Duration within)
        throws InterruptedException {
      long end = System.nanoTime() + within.toNanos();
      DeploymentId heard;
      do {
        heard = queue.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      } while (heard != null && !heard.equals(expected));
      return heard != null;
    }

    /** Which of two is heard first; the database may still tell of others. */
    DeploymentId first(BlockingQueue<DeploymentId> queue, DeploymentId one, DeploymentId other)
        throws InterruptedException {
      DeploymentId heard;
      do {
        heard = queue.poll(10, TimeUnit.SECONDS);
      } while (heard != null && !heard.equals(one) && !heard.equals(other));
      return heard;
    }

    boolean hearsGrowth(DeploymentId expected) throws InterruptedException {
      return isHeard(grown, expected, Duration.ofSeconds(10));
    }

    boolean hearsEnd(DeploymentId expected) throws InterruptedException {
      return isHeard(ended, expected, Duration.ofSeconds(10));
    }
  }

  private boolean append(Storage storage, String text) {
    LogLine line = new LogLine(given.now(), LogLine.Stream.STDOUT, text);
    return storage.logs().append(claim, deployment.id(), List.of(line));
  }

  private Deployment running() {
    claim = claimOf(given.claimOne());
    Deployment running = deployment.started(given.now()).entered(Phase.FETCHING, given.now());
    stores().deployments().update(claim, running);
    return running;
  }

  @Test
  void every_process_hears_that_a_log_grew_whichever_wrote() throws Exception {
    running();
    Heard here = new Heard();
    Heard there = new Heard();
    Storage other = stores().anotherProcess();
    try (var first = stores().logSignals().subscribe(here);
        var second = other.logSignals().subscribe(there)) {
      here.awaitListening();
      there.awaitListening();
      assertThat(append(stores(), "by this one")).isTrue();
      assertThat(here.hearsGrowth(deployment.id())).isTrue();
      assertThat(there.hearsGrowth(deployment.id())).isTrue();
      assertThat(append(other, "by the other one")).isTrue();
      assertThat(here.hearsGrowth(deployment.id())).isTrue();
      assertThat(there.hearsGrowth(deployment.id())).isTrue();
    }
    assertThat(here.threads).hasSize(1).doesNotContain(Thread.currentThread());
  }

  @Test
  void the_last_of_many_appends_is_heard_of_once_it_can_be_read() throws Exception {
    running();
    Heard heard = new Heard();
    try (var subscription = stores().logSignals().subscribe(heard)) {
      heard.awaitListening();
      for (int i = 0; i < 50; i++) {
        append(stores(), "line " + i);
      }
      long seen = 0;
      while (seen < 50) {
        assertThat(heard.hearsGrowth(deployment.id())).isTrue();
        seen = stores().logs().read(deployment.id(), 0, 100).size();
      }
    }
  }

  @Test
  void an_end_that_its_worker_writes_is_heard_of() throws Exception {
    Deployment running = running();
    Heard heard = new Heard();
    try (var subscription = stores().logSignals().subscribe(heard)) {
      heard.awaitListening();
      stores().deployments().finish(claim, running.cancelling().cancelled(given.now()));
      assertThat(heard.hearsEnd(deployment.id())).isTrue();
    }
  }

  @Test
  void a_cancelled_queued_deployment_is_heard_of_and_one_that_goes_on_is_not() throws Exception {
    Deployment running = running();
    Deployment queued = given.deployment(given.service());
    Heard heard = new Heard();
    try (var subscription = stores().logSignals().subscribe(heard)) {
      heard.awaitListening();
      stores()
          .deployments()
          .requestCancel(Scope.of(running.organization()), running.id(), given.now());
      stores()
          .deployments()
          .requestCancel(Scope.of(queued.organization()), queued.id(), given.now());
      assertThat(heard.first(heard.ended, running.id(), queued.id())).isEqualTo(queued.id());
    }
    assertThat(stores().deployments().load(running.id()))
        .map(Deployment::status)
        .hasValue(DeploymentStatus.CANCELLING);
  }

  @Test
  void an_append_that_is_refused_is_not_heard_of() throws Exception {
    running();
    Claim outlived = claim;
    stores().jobs().complete(claim);
    Deployment other = given.deployment(given.service());
    Claim held = claimOf(given.claimOne());
    Heard heard = new Heard();
    try (var subscription = stores().logSignals().subscribe(heard)) {
      heard.awaitListening();
      claim = outlived;
      assertThat(append(stores(), "late")).isFalse();
      LogLine line = new LogLine(given.now(), LogLine.Stream.STDOUT, "in time");
      stores().logs().append(held, other.id(), List.of(line));
      assertThat(heard.first(heard.grown, deployment.id(), other.id())).isEqualTo(other.id());
    }
  }

  @Test
  void a_closed_subscription_hears_no_more() throws Exception {
    running();
    Heard closed = new Heard();
    Heard open = new Heard();
    try (var stays = stores().logSignals().subscribe(open)) {
      LogSignals.Subscription subscription = stores().logSignals().subscribe(closed);
      closed.awaitListening();
      open.awaitListening();
      subscription.close();
      subscription.close();
      append(stores(), "after it");
      assertThat(open.hearsGrowth(deployment.id())).isTrue();
      assertThat(closed.grown).isEmpty();
    }
  }
}
