package dev.clickdeploy.core.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clickdeploy.core.ClickDeploy;
import dev.clickdeploy.core.House;
import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.job.Cancellation;
import dev.clickdeploy.model.job.Job;
import dev.clickdeploy.model.job.JobFilter;
import dev.clickdeploy.model.job.JobKind;
import dev.clickdeploy.model.job.JobStatus;
import dev.clickdeploy.model.status.CommitState;
import dev.clickdeploy.model.status.CommitStatus;
import dev.clickdeploy.port.out.CommitStatuses;
import dev.clickdeploy.port.out.CommitStatuses.Answer;
import dev.clickdeploy.port.out.EventSink.Event;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TellHostTest {
  private final House house = new House(Secret.of("git-token"));
  private final Host host = new Host();

  /** It remembers what it was told, and answers as it was told to. */
  private static final class Host implements CommitStatuses {
    final List<CommitStatus> told = new CopyOnWriteArrayList<>();
    final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
    final CountDownLatch asked = new CountDownLatch(1);
    volatile CountDownLatch answering = new CountDownLatch(0);

    @Override
    public Answer tell(CommitStatus status, Cancellation cancellation) {
      asked.countDown();
      try {
        answering.await();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      told.add(status);
      Answer next = answers.poll();
      return next == null ? new Answer.Accepted() : next;
    }

    List<CommitState> states() {
      return told.stream().map(CommitStatus::state).toList();
    }
  }

  @AfterEach
  void close() {
    house.close();
  }

  private ClickDeploy worker() {
    ClickDeploy node =
        house
            .parts()
            .work(House.WORK)
            .commitStatuses(host, id -> Optional.of(URI.create("https://deploy.test/" + id)))
            .build();
    node.start();
    return node;
  }

  private List<Job> news() {
    return house.world.jobControl().list(new JobFilter(null, JobKind.STATUS, null), 100, null);
  }

  /** Whoever waits for its next attempt need not wait long. */
  private void awaitNews(JobStatus status) {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              List<Job> all = news();
              if (all.stream().noneMatch(job -> job.status() == JobStatus.PROCESSING)) {
                house.clock.advance(Duration.ofSeconds(10));
              }
              return all.stream().allMatch(job -> job.status() == status);
            });
  }

  @Test
  void the_host_hears_at_last_that_the_commit_was_built() {
    Deployment deployment = house.trigger();
    try (ClickDeploy worker = worker()) {
      house.ended(deployment);
      awaitNews(JobStatus.COMPLETED);
    }

    assertThat(host.states()).endsWith(CommitState.SUCCESS).doesNotHaveDuplicates();
    CommitStatus last = host.told.getLast();
    assertThat(last.context()).isEqualTo("click-deploy/web");
    assertThat(last.sha()).isEqualTo(deployment.origin().sha());
    assertThat(last.access().oauthToken()).contains(Secret.of("git-token"));
    assertThat(last.description()).startsWith("Built and pushed");
    assertThat(last.link()).isEqualTo(URI.create("https://deploy.test/" + deployment.id()));
  }

  @Test
  void an_older_state_never_comes_after_a_newer_one() {
    host.answering = new CountDownLatch(1);
    house.builder.next(
        (request, events, cancellation) -> {
          // otherwise there may be nothing older to tell any more
          await().until(() -> host.asked.getCount() == 0);
          return house.builder.succeeding().run(request, events, cancellation);
        });
    Deployment deployment = house.trigger();
    try (ClickDeploy worker = worker()) {
      house.ended(deployment);
      host.answering.countDown();
      awaitNews(JobStatus.COMPLETED);
    }

    assertThat(host.states()).containsExactly(CommitState.PENDING, CommitState.SUCCESS);
  }

  @Test
  void a_build_neither_waits_for_its_host_nor_fails_with_it() {
    host.answering = new CountDownLatch(1);
    Deployment deployment = house.trigger();
    ClickDeploy worker = worker();
    try {
      assertThat(house.ended(deployment).image()).isNotNull();
    } finally {
      host.answering.countDown();
      worker.close();
    }
  }

  @Test
  void a_host_that_wants_to_be_left_alone_is() {
    house.trigger();
    host.answers.add(new Answer.Later("the rate limit is reached", Duration.ofMinutes(10)));
    try (ClickDeploy worker = worker()) {
      await()
          .atMost(Duration.ofSeconds(20))
          .until(
              () ->
                  news().stream()
                      .anyMatch(
                          job -> job.error().equals(Optional.of("the rate limit is reached"))));
      Job waiting =
          news().stream().filter(job -> job.status() == JobStatus.QUEUED).findFirst().orElseThrow();
      assertThat(Duration.between(house.clock.instant(), waiting.runAt()))
          .isEqualTo(Duration.ofMinutes(10));
      house.clock.advance(Duration.ofMinutes(11));
      awaitNews(JobStatus.COMPLETED);
    }

    assertThat(host.states()).endsWith(CommitState.SUCCESS);
  }

  @Test
  void what_the_host_refuses_is_told_to_the_operator_and_not_tried_again() {
    Deployment deployment = house.trigger();
    house.cancel(deployment);
    host.answers.add(new Answer.Refused("the token may not write statuses"));
    try (ClickDeploy worker = worker()) {
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> news().stream().anyMatch(job -> job.status() == JobStatus.FAILED));
    }

    assertThat(host.told).hasSize(1);
    assertThat(house.events.events())
        .contains(new Event.StatusRefused(deployment.id(), "the token may not write statuses"));
    assertThat(house.stored(deployment).failure()).isNull();
  }

  @Test
  void without_anybody_who_tells_the_news_do_not_pile_up() {
    Deployment deployment = house.trigger();
    house.worker();
    house.ended(deployment);

    awaitNews(JobStatus.COMPLETED);
    assertThat(news()).hasSize(2);
  }
}
