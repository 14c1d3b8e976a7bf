package dev.clickdeploy.port.out.contract.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.model.job.Claim;
import dev.clickdeploy.model.job.Job;
import dev.clickdeploy.model.job.JobId;
import dev.clickdeploy.model.job.JobKind;
import dev.clickdeploy.port.out.JobQueue.Claimed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Claims, holds what comes against the rules, and tells the model. */
final class Claiming {
  private static final Duration PATIENCE = Duration.ofSeconds(35);

  private final Ground ground;
  private final QueueModel model;
  private final Comparison comparison;
  private final List<Claim> given = new ArrayList<>();

  Claiming(Ground ground, QueueModel model, Comparison comparison) {
    this.ground = ground;
    this.model = model;
    this.comparison = comparison;
  }

  /** Every claim ever given, the latest last. */
  List<Claim> given() {
    return given;
  }

  /**
   * Claims once. One process alone must get at once what there is; where others put jobs on the
   * queue too, it may learn of them a little later.
   */
  void claim(int process, List<Integer> slotsByKind) {
    Map<JobKind, Integer> left = new HashMap<>();
    for (int i = 0; i < slotsByKind.size(); i++) {
      left.put(ground.kind(i), slotsByKind.get(i));
    }
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    claimOnce(process, left);
    while (isShort(left) && !ground.isAlone() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
      claimOnce(process, left);
    }
    assertThat(isShort(left))
        .as("a due job was not handed out: %s, %s", left, model.jobs)
        .isFalse();
  }

  private boolean isShort(Map<JobKind, Integer> left) {
    return left.entrySet().stream()
        .anyMatch(e -> e.getValue() > 0 && new ClaimRules(model, e.getKey()).isAnyLeft());
  }

  private void claimOnce(int process, Map<JobKind, Integer> left) {
    List<Claimed> claimed = ground.queue(process).claim(left, QueueModel.LEASE);
    claimed.forEach(this::assertClaimable);
    assertThat(claimed).extracting(each -> each.job().id()).doesNotHaveDuplicates();
    left.replaceAll((kind, slots) -> slots - take(kind, slots, claimed));
    claimed.forEach(each -> given.add(new Claim(each.job().id(), each.job().fence())));
    assertThat(claimed).allMatch(each -> left.containsKey(each.job().kind()));
  }

  private void assertClaimable(Claimed claimed) {
    Job before = model.job(claimed.job().id());
    assertThat(model.isClaimable(before)).as("claimed: %s", before).isTrue();
    Duration waited = Duration.between(before.runAt(), model.now());
    assertThat(claimed.waited()).isBetween(waited.minusSeconds(25), waited.plusSeconds(25));
  }

  /** The jobs of one kind in a claim's answer; how many they are. */
  private int take(JobKind kind, int slots, List<Claimed> claimed) {
    List<Job> answered =
        claimed.stream().map(Claimed::job).filter(job -> job.kind().equals(kind)).toList();
    List<Job> before = answered.stream().map(job -> model.job(job.id())).toList();
    assertThat(answered).as("slots of %s", kind).hasSizeLessThanOrEqualTo(slots);
    ClaimRules rules = new ClaimRules(model, kind);
    if (ground.isAlone()) {
      rules.assertFair(before);
      rules.assertInOrder(before);
    }
    List<JobId> ids = answered.stream().map(Job::id).toList();
    comparison.assertSame(answered, ids.stream().map(model::claim).toList());
    rules.assertWithinLimits(before);
    return answered.size();
  }
}
