package dev.clickdeploy.port.out.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.deployment.DeploymentStatus;
import dev.clickdeploy.model.push.Decision;
import dev.clickdeploy.model.push.Delivery;
import dev.clickdeploy.model.push.DeliveryId;
import dev.clickdeploy.model.push.SkipReason;
import dev.clickdeploy.model.push.Verdict;
import dev.clickdeploy.model.service.Service;
import dev.clickdeploy.model.service.Superseding;
import dev.clickdeploy.model.source.CommitSha;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.port.out.PushLedger;
import dev.clickdeploy.port.out.PushLedger.Recorded;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every {@link PushLedger} promises of what it keeps; {@link PushOrderContract} has more. */
public abstract class PushLedgerContract extends PushContract {
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
