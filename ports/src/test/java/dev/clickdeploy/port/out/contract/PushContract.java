package dev.clickdeploy.port.out.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.deployment.Origin;
import dev.clickdeploy.model.deployment.Trigger;
import dev.clickdeploy.model.push.Decision;
import dev.clickdeploy.model.push.Delivery;
import dev.clickdeploy.model.push.DeliveryId;
import dev.clickdeploy.model.push.Pushed;
import dev.clickdeploy.model.push.Verdict;
import dev.clickdeploy.model.service.Service;
import dev.clickdeploy.model.service.Superseding;
import dev.clickdeploy.model.source.Commit;
import dev.clickdeploy.model.source.CommitSha;
import dev.clickdeploy.model.source.GitRef;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.port.out.PushLedger;
import dev.clickdeploy.port.out.PushLedger.Recorded;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;

/** Pushes to one service of the stores under test. */
abstract class PushContract {
  static final CommitSha A = new CommitSha("a".repeat(40));
  static final CommitSha B = new CommitSha("b".repeat(40));
  static final CommitSha C = new CommitSha("c".repeat(40));

  Given given;
  Service service;

  /** The stores under test, the same ones during one test. */
  protected abstract Stores stores();

  @BeforeEach
  void start() {
    given = new Given(stores());
    service = given.service();
  }

  PushLedger ledger() {
    return stores().pushes();
  }

  Delivery delivery(@Nullable CommitSha before, CommitSha after) {
    return delivery(before, after, null, Given.unique(), null);
  }

  Delivery delivery(
      @Nullable CommitSha before,
      CommitSha after,
      @Nullable Instant pushedAt,
      String key,
      @Nullable DeliveryId replayOf) {
    return delivery(service, before, after, pushedAt, key, replayOf);
  }

  Delivery delivery(
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

  Decision.Deploy deploy(Delivery delivery) {
    return deploy(delivery, Superseding.QUEUED);
  }

  Decision.Deploy deploy(Delivery delivery, Superseding superseding) {
    return deploy(service, delivery, superseding);
  }

  Decision.Deploy deploy(Service to, Delivery delivery, Superseding superseding) {
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

  Recorded push(@Nullable CommitSha before, CommitSha after) {
    Delivery delivery = delivery(before, after);
    return ledger().record(delivery, List.of(deploy(delivery)));
  }

  Verdict verdict(Delivery delivery) {
    Delivery stored = ledger().load(delivery.id()).orElseThrow();
    assertThat(stored.verdicts()).hasSize(1);
    return stored.verdicts().getFirst();
  }

  Deployment stored(DeploymentId id) {
    return stores().deployments().load(id).orElseThrow();
  }

  List<Deployment> all() {
    return stores().deployments().list(Scope.of(service.organization()), service.id(), 100, null);
  }

  Delivery pending(@Nullable CommitSha before, CommitSha after) {
    Delivery delivery = delivery(before, after);
    Decision compare = new Decision.Compare(service.id(), given.newJob(service.organization(), 3));
    ledger().record(delivery, List.of(compare));
    assertThat(verdict(delivery)).isEqualTo(new Verdict.Pending(service.id()));
    return delivery;
  }
}
