package dev.clickdeploy.core.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.clickdeploy.core.House;
import dev.clickdeploy.core.LiveThreads;
import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.DeploymentStatus;
import dev.clickdeploy.model.deployment.LogLine;
import dev.clickdeploy.model.deployment.StoredLogLine;
import dev.clickdeploy.model.job.Claim;
import dev.clickdeploy.model.job.Job;
import dev.clickdeploy.model.job.JobKind;
import dev.clickdeploy.model.tenant.Name;
import dev.clickdeploy.model.tenant.OrganizationId;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.port.in.FollowedLog;
import dev.clickdeploy.port.in.FollowedLog.Next;
import dev.clickdeploy.port.in.RequestException;
import dev.clickdeploy.port.out.PortException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LogFollowersTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(20);

  private final House house = new House();
  private final Deployment deployment = house.trigger();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private Claim claim;
  private Deployment running;

  @AfterEach
  void close() {
    house.close();
    threads.shutdownNow();
    await().atMost(LONG).until(() -> LiveThreads.ofClickDeploy().isEmpty());
    assertThat(house.world.logSignals().listeners()).isZero();
  }

  private void begin() {
    Job job = house.world.jobs().claim(Map.of(JobKind.BUILD, 1), LONG).getFirst().job();
    claim = new Claim(job.id(), job.fence());
    running = deployment.started(house.clock.instant());
    assertThat(house.world.deployments().update(claim, running)).isTrue();
  }

  private void append(String... texts) {
    List<LogLine> lines =
        List.of(texts).stream()
            .map(text -> new LogLine(house.clock.instant(), LogLine.Stream.STDOUT, text))
            .toList();
    assertThat(house.world.logs().append(claim, deployment.id(), lines)).isTrue();
  }

  private void append(int from, int to) {
    append(IntStream.range(from, to).mapToObj(i -> "line " + i).toArray(String[]::new));
  }

  private void end() {
    Deployment ended = running.cancelling().cancelled(house.clock.instant());
    assertThat(house.world.deployments().finish(claim, ended)).isTrue();
  }

  private FollowedLog follow(long after) {
    return house
        .api
        .deployments()
        .follow(Scope.of(house.organization.id()), deployment.id(), after);
  }

  private static List<String> lines(FollowedLog log, int count) throws InterruptedException {
    List<String> texts = new ArrayList<>();
    while (texts.size() < count) {
      assertThat(log.next(LONG)).isInstanceOfSatisfying(Next.Lines.class, n -> add(n, texts));
    }
    return texts;
  }

  private static void add(Next.Lines next, List<String> texts) {
    next.lines().forEach(stored -> texts.add(stored.line().text()));
  }

  private static List<String> expected(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> "line " + i).toList();
  }

  /** Everything up to the end, as one client would have it. */
  private Future<List<String>> whole(FollowedLog log) {
    return threads.submit(
        () -> {
          List<String> texts = new ArrayList<>();
          Next next = log.next(LONG);
          while (next instanceof Next.Lines more) {
            add(more, texts);
            next = log.next(LONG);
          }
          assertThat(next).isEqualTo(new Next.Ended(DeploymentStatus.CANCELLED));
          log.close();
          return texts;
        });
  }

  @Test
  void lines_come_as_they_are_written_and_then_the_end() throws Exception {
    begin();
    append(0, 2);
    try (FollowedLog log = follow(0)) {
      assertThat(lines(log, 2)).containsExactly("line 0", "line 1");
      assertThat(log.next(SHORT)).isEqualTo(new Next.Nothing());
      append(2, 3);
      assertThat(lines(log, 1)).containsExactly("line 2");
      append(3, 4);
      end();
      assertThat(lines(log, 1)).containsExactly("line 3");
      assertThat(log.next(LONG)).isEqualTo(new Next.Ended(DeploymentStatus.CANCELLED));
      assertThat(log.next(LONG)).isEqualTo(new Next.Ended(DeploymentStatus.CANCELLED));
    }
  }

  @Test
  void a_queued_deployment_is_followed_to_its_end_without_a_line() throws Exception {
    try (FollowedLog log = follow(0)) {
      assertThat(log.next(SHORT)).isEqualTo(new Next.Nothing());
      house.cancel(deployment);
      assertThat(log.next(LONG)).isEqualTo(new Next.Ended(DeploymentStatus.CANCELLED));
    }
  }

  @Test
  void the_log_of_an_ended_deployment_comes_whole() throws Exception {
    begin();
    append(0, 1_000);
    append(1_000, 1_600);
    end();

    assertThat(whole(follow(0)).get()).isEqualTo(expected(0, 1_600));
    StoredLogLine middle = house.world.logs().read(deployment.id(), 0, 800).getLast();
    assertThat(whole(follow(middle.sequence())).get()).isEqualTo(expected(800, 1_600));
  }

  @Test
  void many_followers_have_every_line_once_and_the_store_is_read_once_for_all() throws Exception {
    begin();
    append(0, 10);
    List<FollowedLog> logs = IntStream.range(0, 200).mapToObj(i -> follow(0)).toList();
    for (FollowedLog log : logs) {
      assertThat(lines(log, 10)).hasSize(10);
    }
    await().atMost(LONG).until(() -> house.world.logSignals().listeners() == 1);
    AtomicInteger reads = new AtomicInteger();
    house.storage.before("read", reads::incrementAndGet);

    List<Future<List<String>>> wholes = logs.stream().map(this::whole).toList();
    for (int i = 1; i <= 20; i++) {
      append(i * 10, i * 10 + 10);
    }
    end();

    for (Future<List<String>> whole : wholes) {
      assertThat(whole.get()).isEqualTo(expected(10, 210));
    }
    assertThat(reads).hasValueLessThan(60);
  }

  @Test
  void who_falls_behind_reads_the_store_and_holds_up_nobody() throws Exception {
    begin();
    append(0, 1);
    try (FollowedLog slow = follow(0);
        FollowedLog quick = follow(0)) {
      assertThat(lines(slow, 1)).containsExactly("line 0");
      assertThat(lines(quick, 1)).containsExactly("line 0");
      for (int i = 0; i < 10; i++) {
        append(1 + i * 500, 501 + i * 500);
        assertThat(lines(quick, 500)).isEqualTo(expected(1 + i * 500, 501 + i * 500));
      }
      end();
      assertThat(quick.next(LONG)).isEqualTo(new Next.Ended(DeploymentStatus.CANCELLED));

      assertThat(whole(slow).get()).isEqualTo(expected(1, 5_001));
    }
  }

  @Test
  void lines_come_without_signals_too() throws Exception {
    begin();
    house.world.logSignals().loseSignals();
    try (FollowedLog log = follow(0)) {
      assertThat(log.next(SHORT)).isEqualTo(new Next.Nothing());
      append(0, 1);
      assertThat(lines(log, 1)).containsExactly("line 0");
      end();
      assertThat(log.next(LONG)).isEqualTo(new Next.Ended(DeploymentStatus.CANCELLED));
    }
  }

  @Test
  void what_was_written_while_signals_were_lost_comes_when_they_come_again() throws Exception {
    begin();
    try (FollowedLog log = follow(0)) {
      assertThat(log.next(SHORT)).isEqualTo(new Next.Nothing());
      house.world.logSignals().loseSignals();
      append(0, 1);
      house.world.logSignals().reconnect();
      assertThat(lines(log, 1)).containsExactly("line 0");
    }
  }

  @Test
  void a_number_that_no_line_has_yet_keeps_others_from_nothing() throws Exception {
    begin();
    append(0, 2);
    try (FollowedLog ahead = follow(Long.MAX_VALUE / 10);
        FollowedLog log = follow(0)) {
      assertThat(ahead.next(SHORT)).isEqualTo(new Next.Nothing());
      assertThat(lines(log, 2)).isEqualTo(expected(0, 2));
      append(2, 3);
      assertThat(lines(log, 1)).containsExactly("line 2");
      end();
      assertThat(ahead.next(LONG)).isEqualTo(new Next.Ended(DeploymentStatus.CANCELLED));
    }
  }

  @Test
  void a_store_that_cannot_be_read_is_told_to_who_needs_it_and_waited_for_by_the_rest()
      throws Exception {
    begin();
    append(0, 1);
    try (FollowedLog log = follow(0);
        FollowedLog late = follow(0)) {
      assertThat(lines(log, 1)).containsExactly("line 0");
      house.storage.breakDown();
      append(1, 2);
      await().atMost(LONG).until(() -> house.storage.refused() > 0);
      assertThat(log.next(SHORT)).isEqualTo(new Next.Nothing());
      house.storage.repair();
      assertThat(lines(log, 1)).containsExactly("line 1");
      assertThat(lines(late, 2)).isEqualTo(expected(0, 2));
    }
    house.storage.breakVerb("read");
    try (FollowedLog log = follow(0)) {
      assertThatThrownBy(() -> log.next(LONG)).isInstanceOf(PortException.class);
      house.storage.repair();
      assertThat(lines(log, 2)).isEqualTo(expected(0, 2));
    }
  }

  @Test
  void a_close_from_elsewhere_ends_the_waiting() throws Exception {
    begin();
    FollowedLog stays = follow(0);
    FollowedLog log = follow(0);
    Future<Next> waiting = threads.submit(() -> log.next(LONG));
    log.close();
    log.close();
    assertThat(waiting.get(10, TimeUnit.SECONDS)).isEqualTo(new Next.Closed());
    assertThat(log.next(LONG)).isEqualTo(new Next.Closed());
    append(0, 1);
    assertThat(lines(stays, 1)).containsExactly("line 0");
    assertThat(house.world.logSignals().listeners()).isEqualTo(1);
    stays.close();
    assertThat(house.world.logSignals().listeners()).isZero();
  }

  @Test
  void a_system_that_closes_ends_all_following_and_begins_none() throws Exception {
    begin();
    FollowedLog log = follow(0);
    assertThat(log.next(SHORT)).isEqualTo(new Next.Nothing());
    Future<Next> waiting = threads.submit(() -> log.next(LONG));
    house.api.close();
    assertThat(waiting.get(10, TimeUnit.SECONDS)).isEqualTo(new Next.Closed());
    assertThatThrownBy(() -> follow(0))
        .isInstanceOfSatisfying(
            RequestException.class,
            e -> assertThat(e.reason()).isEqualTo(RequestException.Reason.UNAVAILABLE));
    log.close();
  }

  @Test
  void nobody_follows_a_foreign_log() {
    OrganizationId other = house.api.tenants().createOrganization(new Name("Other")).id();
    assertThatThrownBy(() -> house.api.deployments().follow(Scope.of(other), deployment.id(), 0))
        .isInstanceOfSatisfying(
            RequestException.class,
            e -> assertThat(e.reason()).isEqualTo(RequestException.Reason.NOT_FOUND));
  }
}
