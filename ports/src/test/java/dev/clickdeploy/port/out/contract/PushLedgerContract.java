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
import dev.clickdeploy.model.push.Decision;
import dev.clickdeploy.model.push.Delivery;
import dev.clickdeploy.model.push.DeliveryId;
import dev.clickdeploy.model.push.Pushed;
import dev.clickdeploy.model.push.SkipReason;
import dev.clickdeploy.model.push.Verdict;
import dev.clickdeploy.model.service.Service;
import dev.clickdeploy.model.service.Superseding;
import dev.clickdeploy.model.source.Commit;
import dev.clickdeploy.model.source.CommitSha;
import dev.clickdeploy.model.source.GitRef;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.port.out.PushLedger;
import dev.clickdeploy.port.out.PushLedger.Recorded;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link PushLedger} promises. */
public abstract class PushLedgerContract {
  private static final CommitSha A = new CommitSha("a".repeat(40));
  private static final CommitSha B = new CommitSha("b".repeat(40));
  private static final CommitSha C = new CommitSha("c".repeat(40));

  private Given given;
  private Service service;

  /** The stores under test, the same ones during one test. */
  protected abstract Stores stores();

  @BeforeEach
  void start() {
    given = new Given(stores());
    service = given.service();
  }

  private PushLedger ledger() {
    return stores().pushes();
  }

  private Delivery delivery(@Nullable CommitSha before, CommitSha after) {
    return delivery(before, after, null, Given.unique(), null);
  }

  private Delivery delivery(
      @Nullable CommitSha before,
      CommitSha after,
      @Nullable Instant pushedAt,
      String key,
      @Nullable DeliveryId replayOf) {
    return delivery(service, before, after, pushedAt, key, replayOf);
  }

  private Delivery delivery(
      Service to,
      @Nullable CommitSha before,
      CommitSha after,
      @Nullable Instant pushedAt,
      String key,
      @Nullable DeliveryId replayOf) {
    Commit commit = new Commit(after, "Say “grüß dich”", "Ada", given.now());
    GitRef main = new GitRef("refs/heads/main");
    return new Delivery(
        DeliveryId.next(stores()::now),
        to.organization(),
        new Pushed(Trigger.GITHUB, to.repository(), main, before, after, commit, pushedAt),
        key,
        "push",
        Map.of("User-Agent", "GitHub-Hookshot/1"),
        replayOf,
        1,
        given.now(),
        List.of());
  }

  private Decision.Deploy deploy(Delivery delivery) {
    return deploy(delivery, Superseding.QUEUED);
  }

  private Decision.Deploy deploy(Delivery delivery, Superseding superseding) {
    return deploy(service, delivery, superseding);
  }

  private Decision.Deploy deploy(Service to, Delivery delivery, Superseding superseding) {
    Pushed push = delivery.push();
    Origin origin = new Origin(push.source(), push.ref(), push.after(), null);
    Deployment deployment =
        Deployment.queued(
            DeploymentId.next(stores()::now),
            to.organization(),
            to.id(),
            origin,
            push.commit(),
            given.now());
    return new Decision.Deploy(deployment, given.jobFor(deployment, 3), superseding, null);
  }

  private Recorded push(@Nullable CommitSha before, CommitSha after) {
    Delivery delivery = delivery(before, after);
    return ledger().record(delivery, List.of(deploy(delivery)));
  }

  private Verdict verdict(Delivery delivery) {
    Delivery stored = ledger().load(delivery.id()).orElseThrow();
    assertThat(stored.verdicts()).hasSize(1);
    return stored.verdicts().getFirst();
  }

  private Deployment stored(DeploymentId id) {
    return stores().deployments().load(id).orElseThrow();
  }

  private List<Deployment> all() {
    return stores().deployments().list(Scope.of(service.organization()), service.id(), 100, null);
  }

  @Test
  void a_delivery_is_kept_as_given_with_its_deployment_and_job() {
    Delivery delivery = delivery(A, B, given.now(), Given.unique(), null);
    Decision.Deploy deploy = deploy(delivery);

    Recorded recorded = ledger().record(delivery, List.of(deploy));

    Verdict queued = new Verdict.Queued(service.id(), deploy.deployment().id());
    assertThat(recorded.delivery()).isEqualTo(delivery.with(1, List.of(queued)));
    assertThat(recorded.queued()).containsExactly(deploy.deployment().id());
    assertThat(ledger().load(delivery.id())).contains(recorded.delivery());
    assertThat(ledger().find(service.organization(), delivery.id())).contains(recorded.delivery());
    assertThat(stored(deploy.deployment().id())).isEqualTo(deploy.deployment());
    assertThat(stores().jobControl().get(deploy.job().id())).isPresent();
  }

  @Test
  void what_is_skipped_is_kept_with_its_reason() {
    Delivery delivery = delivery(null, A);
    Verdict.Skipped skipped =
        new Verdict.Skipped(service.id(), SkipReason.BRANCH, "it follows another branch");

    ledger().record(delivery, List.of(new Decision.Skip(skipped)));

    assertThat(verdict(delivery)).isEqualTo(skipped);
    assertThat(all()).isEmpty();
  }

  @Test
  void another_organization_sees_nothing_of_it() {
    Recorded recorded = push(null, A);

    assertThat(ledger().find(given.organization().id(), recorded.delivery().id())).isEmpty();
    assertThat(ledger().list(given.organization().id(), 10, null)).isEmpty();
  }

  @Test
  void deliveries_are_listed_newest_first_page_by_page() {
    Set<DeliveryId> pushed = new HashSet<>();
    for (String digit : List.of("1", "2", "3")) {
      pushed.add(push(null, new CommitSha(digit.repeat(40))).delivery().id());
    }

    List<Delivery> first = ledger().list(service.organization(), 2, null);
    List<Delivery> rest = ledger().list(service.organization(), 2, first.getLast().id());

    assertThat(first).hasSize(2);
    assertThat(rest).hasSize(1);
    assertThat(first.getFirst().id().toString()).isGreaterThan(first.getLast().id().toString());
    assertThat(first.getLast().id().toString()).isGreaterThan(rest.getFirst().id().toString());
    first.forEach(delivery -> pushed.remove(delivery.id()));
    assertThat(pushed).containsExactly(rest.getFirst().id());
  }

  @Test
  void a_delivery_that_comes_again_is_the_stored_one() {
    Delivery delivery = delivery(null, A);
    Recorded first = ledger().record(delivery, List.of(deploy(delivery)));
    Delivery copy = delivery(null, A, null, delivery.key(), null);

    Recorded again = ledger().record(copy, List.of(deploy(copy)));

    assertThat(again.delivery()).isEqualTo(first.delivery());
    assertThat(again.queued()).isEmpty();
    assertThat(ledger().load(copy.id())).isEmpty();
    assertThat(all()).hasSize(1);
  }

  @Test
  void one_whose_deployment_came_to_nothing_is_let_through() {
    Delivery delivery = delivery(null, A);
    DeploymentId first = ledger().record(delivery, List.of(deploy(delivery))).queued().getFirst();
    stores().deployments().requestCancel(Scope.of(service.organization()), first, given.now());

    Recorded again = ledger().record(delivery, List.of(deploy(delivery)));

    assertThat(again.queued()).hasSize(1).doesNotContain(first);
    assertThat(again.delivery().attempts()).isEqualTo(2);
    assertThat(verdict(delivery))
        .isEqualTo(new Verdict.Queued(service.id(), again.queued().getFirst()));
  }

  @Test
  void a_hundred_copies_at_once_make_one_deployment() throws Exception {
    String key = Given.unique();

    List<Recorded> copies =
        InParallel.run(
            100,
            () -> {
              Delivery copy = delivery(null, A, null, key, null);
              return ledger().record(copy, List.of(deploy(copy)));
            });

    assertThat(all()).hasSize(1);
    assertThat(copies).filteredOn(copy -> !copy.queued().isEmpty()).hasSize(1);
    assertThat(copies)
        .extracting(copy -> copy.delivery().verdicts())
        .containsOnly(List.of(new Verdict.Queued(service.id(), all().getFirst().id())));
  }

  @Test
  void a_hundred_deliveries_of_one_commit_at_once_make_one_deployment() throws Exception {
    List<Recorded> told = InParallel.run(100, () -> push(null, A));

    assertThat(all()).hasSize(1);
    assertThat(told).filteredOn(each -> !each.queued().isEmpty()).hasSize(1);
    assertThat(told)
        .filteredOn(each -> each.queued().isEmpty())
        .allSatisfy(
            each ->
                assertThat(verdict(each.delivery()))
                    .isInstanceOfSatisfying(
                        Verdict.Skipped.class,
                        skipped -> {
                          assertThat(skipped.why()).isEqualTo(SkipReason.SAME_COMMIT);
                          assertThat(skipped.deployment()).isEqualTo(all().getFirst().id());
                        }));
  }

  @Test
  void pushes_to_many_services_at_once_are_each_recorded_as_if_alone() throws Exception {
    Queue<Service> services = new ConcurrentLinkedQueue<>();
    for (int i = 0; i < 60; i++) {
      services.add(given.service());
    }

    List<List<Recorded>> told =
        InParallel.run(
            services.size(),
            () -> {
              Service mine = services.remove();
              return List.of(pushTo(mine, null, A), pushTo(mine, A, B));
            });

    assertThat(told)
        .allSatisfy(
            both -> {
              DeploymentId older = both.getFirst().queued().getFirst();
              assertThat(both.getLast().queued()).hasSize(1);
              assertThat(both.getLast().superseded()).containsExactly(older);
              assertThat(stored(older).status()).isEqualTo(DeploymentStatus.SUPERSEDED);
              assertThat(ledger().load(both.getLast().delivery().id()))
                  .contains(both.getLast().delivery());
            });
  }

  private Recorded pushTo(Service to, @Nullable CommitSha before, CommitSha after) {
    Delivery delivery = delivery(to, before, after, null, Given.unique(), null);
    return ledger().record(delivery, List.of(deploy(to, delivery, Superseding.QUEUED)));
  }

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

  private Delivery pending(@Nullable CommitSha before, CommitSha after) {
    Delivery delivery = delivery(before, after);
    Decision compare = new Decision.Compare(service.id(), given.newJob(service.organization(), 3));
    ledger().record(delivery, List.of(compare));
    assertThat(verdict(delivery)).isEqualTo(new Verdict.Pending(service.id()));
    return delivery;
  }

  @Test
  void a_pending_verdict_gets_its_end_once() {
    Delivery delivery = pending(A, B);
    assertThat(given.claim(10)).hasSize(1);

    Recorded settled = ledger().settle(delivery.id(), deploy(delivery)).orElseThrow();

    assertThat(settled.queued()).hasSize(1);
    assertThat(verdict(delivery))
        .isEqualTo(new Verdict.Queued(service.id(), settled.queued().getFirst()));
    assertThat(ledger().settle(delivery.id(), deploy(delivery))).isEmpty();
    assertThat(ledger().settle(DeliveryId.next(stores()::now), deploy(delivery))).isEmpty();
    assertThat(all()).hasSize(1);
  }

  @Test
  void one_that_is_settled_after_a_newer_one_is_superseded() {
    Delivery first = pending(null, A);
    Delivery third = delivery(B, C);
    ledger().record(third, List.of(deploy(third)));

    assertThat(ledger().settle(first.id(), deploy(first)).orElseThrow().queued()).isEmpty();
    assertThat(verdict(first)).isInstanceOf(Verdict.Superseded.class);
  }

  private Delivery old(CommitSha before, CommitSha after, @Nullable DeliveryId replayOf) {
    Delivery now = delivery(before, after, null, Given.unique(), replayOf);
    return new Delivery(
        now.id(),
        now.organization(),
        now.push(),
        now.key(),
        now.event(),
        now.headers(),
        now.replayOf(),
        1,
        given.now().minus(Duration.ofDays(100)),
        List.of());
  }

  private Delivery recorded(Delivery delivery, Decision decision) {
    return ledger().record(delivery, List.of(decision)).delivery();
  }

  private Decision.Skip skip(SkipReason why) {
    return new Decision.Skip(new Verdict.Skipped(service.id(), why, "so it is"));
  }

  @Test
  void old_deliveries_are_forgotten_but_not_the_newest_to_a_branch() {
    Delivery first = old(null, A, null);
    recorded(first, deploy(first));
    Delivery replayed = old(null, A, first.id());
    recorded(replayed, deploy(replayed));
    Delivery deployed = old(A, B, null);
    recorded(deployed, deploy(deployed));
    Delivery skipped = recorded(old(B, C, null), skip(SkipReason.MARKER));
    Delivery elsewhere = recorded(old(null, C, null), skip(SkipReason.BRANCH));

    ledger().tidy(Duration.ofDays(90));

    assertThat(ledger().load(first.id())).isEmpty();
    assertThat(ledger().load(replayed.id())).isEmpty();
    assertThat(ledger().load(elsewhere.id())).isEmpty();
    assertThat(ledger().load(deployed.id())).isPresent();
    assertThat(ledger().load(skipped.id())).contains(skipped);
    Delivery again = delivery(A, B);
    assertThat(ledger().record(again, List.of(deploy(again))).queued()).isEmpty();
  }

  @Test
  void what_came_lately_is_remembered() {
    Recorded first = push(null, A);
    push(A, B);

    ledger().tidy(Duration.ofDays(90));

    assertThat(ledger().load(first.delivery().id())).isPresent();
  }
}
