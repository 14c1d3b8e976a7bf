package dev.clickdeploy.port.out.contract.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.model.job.Backoff;
import dev.clickdeploy.model.job.Claim;
import dev.clickdeploy.model.job.Job;
import dev.clickdeploy.model.job.JobId;
import dev.clickdeploy.model.job.KindLimit;
import dev.clickdeploy.model.job.NewJob;
import dev.clickdeploy.port.out.JobQueue;
import dev.clickdeploy.port.out.JobQueue.Enqueued;
import dev.clickdeploy.port.out.JobQueue.Heartbeat;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** One sequence on a queue and on the model at once, with jobs of kinds of its own. */
final class Trial {
  private final Ground ground;
  private final QueueModel model = new QueueModel();
  private final Comparison comparison;
  private final Claiming claiming;
  private final List<Claim> claims;
  private int errors;

  Trial(Ground ground) {
    this.ground = ground;
    this.comparison = new Comparison(ground, model);
    this.claiming = new Claiming(ground, model, comparison);
    this.claims = claiming.given();
  }

  void run(List<Step> steps) {
    for (Step step : steps) {
      run(step);
      comparison.assertSameJobs();
    }
    comparison.assertSameCounts();
    comparison.assertSameAttempts();
    assertStaleClaimsAreRefused();
    assertNothingIsLost();
  }

  private void run(Step step) {
    switch (step) {
      case Step.Enqueue enqueue -> enqueue(enqueue);
      case Step.Claim claim -> claiming.claim(claim.process(), claim.slotsByKind());
      case Step.Complete complete -> complete(complete);
      case Step.Extend extend -> extend(extend);
      case Step.Fail fail -> fail(fail);
      case Step.AcknowledgeCancel cancel ->
          end(cancel.claim(), c -> queue(cancel.process()).acknowledgeCancel(c), Job::cancelled);
      case Step.Release release ->
          end(release.claim(), c -> queue(release.process()).release(c), Job::released);
      case Step.Rescue rescue -> rescue(queue(rescue.process()));
      case Step.Cancel cancel -> cancel(cancel);
      case Step.Retry retry -> retry(retry);
      case Step.Limit limit -> limit(limit);
      case Step.Tidy tidy -> ground.control(tidy.process()).tidy(Duration.ofDays(365));
      case Step.Pass pass -> pass(Duration.ofMinutes(pass.minutes()));
    }
  }

  private JobQueue queue(int process) {
    return ground.queue(process);
  }

  private void enqueue(Step.Enqueue step) {
    List<NewJob> orders = new ArrayList<>();
    List<Enqueued> expected = new ArrayList<>();
    for (Step.Draft draft : step.drafts()) {
      NewJob order = ground.order(draft);
      int minutes = Objects.requireNonNullElse(draft.dueInMinutes(), 0);
      Instant due = model.now().plus(Duration.ofMinutes(minutes));
      orders.add(order);
      expected.add(
          model
              .enqueue(order, due)
              .<Enqueued>map(Enqueued.Existing::new)
              .orElseGet(() -> new Enqueued.Accepted(order.id())));
    }
    assertThat(queue(step.process()).enqueue(orders)).isEqualTo(expected);
  }

  private List<Claim> picked(List<Integer> picks) {
    return claims.isEmpty() ? List.of() : picks.stream().map(this::claim).distinct().toList();
  }

  private Claim claim(int back) {
    return claims.get(claims.size() - 1 - back % claims.size());
  }

  private void complete(Step.Complete step) {
    List<Claim> picked = picked(step.claims());
    Set<Claim> expected =
        picked.stream().filter(c -> model.end(c, Job::completed)).collect(Collectors.toSet());
    assertThat(queue(step.process()).complete(picked)).isEqualTo(expected);
  }

  private void extend(Step.Extend step) {
    List<Claim> picked = picked(step.claims());
    List<Heartbeat> expected =
        picked.stream()
            .flatMap(
                claim ->
                    model
                        .extend(claim)
                        .map(j -> new Heartbeat(claim, j.cancelRequested()))
                        .stream())
            .toList();
    assertThat(queue(step.process()).extend(picked, QueueModel.LEASE))
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  private interface Verb {
    boolean on(Claim claim);
  }

  private void end(int back, Verb verb, UnaryOperator<Job> how) {
    if (!claims.isEmpty()) {
      Claim claim = claim(back);
      assertThat(verb.on(claim)).isEqualTo(model.end(claim, how));
    }
  }

  private void fail(Step.Fail step) {
    if (!claims.isEmpty()) {
      Claim claim = claim(step.claim());
      String error = "error " + ++errors;
      Duration wait = Duration.ofMinutes(step.backoffMinutes());
      assertThat(queue(step.process()).fail(claim, error, step.retry(), new Backoff(wait, wait)))
          .isEqualTo(model.fail(claim, error, step.retry(), wait));
    }
  }

  private void rescue(JobQueue queue) {
    List<Job> rescued =
        queue.rescue().stream().filter(job -> model.jobs.containsKey(job.id())).toList();
    comparison.assertSame(rescued, model.rescue());
  }

  private JobId job(int number) {
    List<JobId> ids = List.copyOf(model.jobs.keySet());
    return ids.get(ids.size() - 1 - number % ids.size());
  }

  private void cancel(Step.Cancel step) {
    if (!model.jobs.isEmpty()) {
      JobId job = job(step.job());
      assertThat(ground.control(step.process()).cancel(job)).isEqualTo(model.cancel(job));
    }
  }

  private void retry(Step.Retry step) {
    if (!model.jobs.isEmpty()) {
      JobId dead = job(step.job());
      NewJob again = model.job(dead).order().again(ground.newId());
      assertThat(ground.control(step.process()).retry(dead, again.id()).map(Job::order))
          .isEqualTo(model.retry(dead, again) ? Optional.of(again) : Optional.empty());
    }
  }

  private void limit(Step.Limit step) {
    KindLimit limit = new KindLimit(step.total(), step.perOrganization());
    ground.control(step.process()).limit(ground.kind(step.kind()), limit);
    model.limit(ground.kind(step.kind()), limit);
  }

  private void pass(Duration time) {
    ground.pass(time);
    model.pass(time);
  }

  private void assertStaleClaimsAreRefused() {
    List<Claim> stale = claims.stream().filter(claim -> !model.holds(claim)).toList();
    assertThat(queue(0).complete(stale)).as("completed by outlived claims").isEmpty();
    assertThat(queue(0).extend(stale, QueueModel.LEASE)).as("extended outlived claims").isEmpty();
    comparison.assertSameJobs();
  }

  /** Whatever happened, every job comes to an end when somebody does the work. */
  private void assertNothingIsLost() {
    pass(Duration.ofHours(3));
    rescue(queue(0));
    IntStream.range(0, Steps.KINDS).forEach(kind -> limit(new Step.Limit(0, kind, null, null)));
    int before = claims.size();
    claiming.claim(0, List.of(1_000, 1_000));
    complete(new Step.Complete(0, IntStream.range(0, claims.size() - before).boxed().toList()));
    comparison.assertSameJobs();
    assertThat(model.jobs.values()).allMatch(job -> job.status().isTerminal());
  }
}
