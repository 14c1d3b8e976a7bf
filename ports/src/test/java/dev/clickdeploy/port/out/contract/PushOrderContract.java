package dev.clickdeploy.port.out.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.deployment.DeploymentStatus;
import dev.clickdeploy.model.deployment.Origin;
import dev.clickdeploy.model.deployment.Trigger;
import dev.clickdeploy.model.job.Claim;
import dev.clickdeploy.model.job.Job;
import dev.clickdeploy.model.job.JobStatus;
import dev.clickdeploy.model.push.Delivery;
import dev.clickdeploy.model.push.Verdict;
import dev.clickdeploy.model.service.Superseding;
import dev.clickdeploy.model.source.GitRef;
import dev.clickdeploy.port.out.PushLedger;
import dev.clickdeploy.port.out.PushLedger.Recorded;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link PushLedger} promises of pushes that come one after another to a branch. */
public abstract class PushOrderContract extends PushContract {
  @Test
  void a_branch_that_comes_back_to_an_earlier_commit_is_deployed_again() {
    push(null, A);
    push(A, B);

    assertThat(push(B, A).queued()).hasSize(1);
  }

  @Test
  void a_newer_push_takes_the_place_of_one_that_waits() {
    Recorded older = push(null, A);
    Job job = given.claimOne();
    stores().jobs().release(Given.claimOf(job));

    Recorded newer = push(A, B);

    DeploymentId ended = older.queued().getFirst();
    assertThat(newer.superseded()).containsExactly(ended);
    assertThat(stored(ended).status()).isEqualTo(DeploymentStatus.SUPERSEDED);
    assertThat(stores().jobControl().get(job.id()).orElseThrow().status())
        .isEqualTo(JobStatus.CANCELLED);
    assertThat(verdict(older.delivery()))
        .isEqualTo(
            new Verdict.Superseded(
                service.id(), "a newer push, bbbbbbbbbbbb, took its place", ended));
    assertThat(stored(newer.queued().getFirst()).status()).isEqualTo(DeploymentStatus.QUEUED);
  }

  private Claim running(Recorded recorded) {
    Claim claim = Given.claimOf(given.claimOne());
    Deployment started = stored(recorded.queued().getFirst()).started(given.now());
    assertThat(stores().deployments().update(claim, started)).isTrue();
    return claim;
  }

  @Test
  void one_that_runs_is_left_alone_unless_the_service_says_otherwise() {
    Recorded older = push(null, A);
    Claim claim = running(older);
    Deployment atWork = stored(older.queued().getFirst());
    assertThat(push(A, B).superseded()).isEmpty();
    Delivery newest = delivery(B, C);

    Recorded recorded = ledger().record(newest, List.of(deploy(newest, Superseding.RUNNING)));

    DeploymentId ended = older.queued().getFirst();
    assertThat(recorded.superseded()).hasSize(2).contains(ended);
    assertThat(stored(ended).status()).isEqualTo(DeploymentStatus.SUPERSEDED);
    assertThat(stores().deployments().update(claim, atWork)).isFalse();
  }

  @Test
  void nothing_is_superseded_where_the_service_wants_every_push() {
    Recorded older = push(null, A);
    Delivery newer = delivery(A, B);

    ledger().record(newer, List.of(deploy(newer, Superseding.NONE)));

    assertThat(stored(older.queued().getFirst()).status()).isEqualTo(DeploymentStatus.QUEUED);
  }

  @Test
  void what_somebody_asked_for_is_not_superseded_by_a_push() {
    Deployment asked = given.deployment(service);

    push(null, A);

    assertThat(stored(asked.id()).status()).isEqualTo(DeploymentStatus.QUEUED);
  }

  @Test
  void an_earlier_deployment_that_somebody_asked_for_again_is_not_superseded_by_a_push() {
    DeploymentId earlier = push(null, A).queued().getFirst();
    for (Trigger trigger : List.of(Trigger.REDEPLOY, Trigger.ROLLBACK)) {
      Origin origin = new Origin(trigger, new GitRef("refs/heads/main"), A, null, false, earlier);
      Deployment again =
          Deployment.queued(
              DeploymentId.next(stores()::now),
              service.organization(),
              service.id(),
              origin,
              null,
              given.now());
      stores().deployments().create(again, given.jobFor(again, 3));
    }

    assertThat(push(A, B).superseded()).containsExactly(earlier);
  }

  @Test
  void a_push_that_arrives_after_the_one_that_went_on_from_it_is_not_deployed() {
    push(A, B);

    Recorded late = push(null, A);

    assertThat(late.queued()).isEmpty();
    assertThat(verdict(late.delivery())).isInstanceOf(Verdict.Superseded.class);
  }

  @Test
  void the_hosts_clock_tells_which_push_is_newer() {
    Delivery newer = delivery(B, C, given.now(), Given.unique(), null);
    ledger().record(newer, List.of(deploy(newer)));
    Delivery older = delivery(null, A, given.now().minusSeconds(1), Given.unique(), null);

    assertThat(ledger().record(older, List.of(deploy(older))).queued()).isEmpty();
  }

  @Test
  void a_replay_is_deployed_whatever_was_before() {
    Recorded first = push(null, A);
    Delivery replay = delivery(null, A, null, Given.unique(), first.delivery().id());

    Recorded again = ledger().record(replay, List.of(deploy(replay)));

    assertThat(again.queued()).hasSize(1);
    assertThat(again.delivery().replayOf()).isEqualTo(first.delivery().id());
    assertThat(again.superseded()).isEqualTo(first.queued());
  }

  @Test
  void one_that_is_settled_after_a_newer_one_is_superseded() {
    Delivery first = pending(null, A);
    Delivery third = delivery(B, C);
    ledger().record(third, List.of(deploy(third)));

    assertThat(ledger().settle(first.id(), deploy(first)).orElseThrow().queued()).isEmpty();
    assertThat(verdict(first)).isInstanceOf(Verdict.Superseded.class);
  }
}
