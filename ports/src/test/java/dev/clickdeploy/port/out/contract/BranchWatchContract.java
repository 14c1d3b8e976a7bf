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
import dev.clickdeploy.model.push.SkipReason;
import dev.clickdeploy.model.push.Verdict;
import dev.clickdeploy.model.service.Service;
import dev.clickdeploy.model.service.Superseding;
import dev.clickdeploy.model.source.CommitSha;
import dev.clickdeploy.model.source.GitRef;
import dev.clickdeploy.model.tenant.Project;
import dev.clickdeploy.port.out.BranchWatch;
import dev.clickdeploy.port.out.BranchWatch.Look;
import dev.clickdeploy.port.out.BranchWatch.Missed;
import dev.clickdeploy.port.out.PushLedger.Recorded;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link BranchWatch} promises. */
public abstract class BranchWatchContract {
  private static final CommitSha A = new CommitSha("a".repeat(40));
  private static final CommitSha B = new CommitSha("b".repeat(40));
  private static final CommitSha C = new CommitSha("c".repeat(40));
  private static final Duration INTERVAL = Duration.ofMinutes(5);

  private Given given;
  private Service service;

  /** The stores under test, the same ones during one test. */
  protected abstract Stores stores();

  @BeforeEach
  void start() {
    given = new Given(stores());
    service = given.service();
  }

  private BranchWatch watch() {
    return stores().branches();
  }

  private Recorded push(Service to, @Nullable CommitSha before, CommitSha after) {
    return push(to, Trigger.GITLAB, "refs/heads/main", before, after, null);
  }

  private Recorded push(
      Service to,
      Trigger source,
      String ref,
      @Nullable CommitSha before,
      CommitSha after,
      @Nullable SkipReason skipped) {
    Pushed pushed = new Pushed(source, to.repository(), new GitRef(ref), before, after, null, null);
    Delivery delivery =
        new Delivery(
            DeliveryId.next(stores()::now),
            to.organization(),
            pushed,
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
            to.organization(),
            to.id(),
            new Origin(source, pushed.ref(), after, null),
            null,
            given.now());
    Decision decision =
        skipped == null
            ? new Decision.Deploy(deployment, given.jobFor(deployment, 3), Superseding.QUEUED, null)
            : new Decision.Skip(new Verdict.Skipped(to.id(), skipped, "so it is"));
    return stores().pushes().record(delivery, List.of(decision));
  }

  private List<Look> looks(Service at) {
    return watch().take(INTERVAL, 10_000).stream()
        .filter(look -> look.organization().equals(at.organization()))
        .toList();
  }

  /** An interval later the branch is looked at and stands there. */
  private Missed later(CommitSha head) {
    stores().advanceClock(INTERVAL);
    assertThat(looks(service)).hasSize(1);
    return watch().saw(service.id(), head, INTERVAL).orElse(null);
  }

  @Test
  void a_service_is_looked_after_once_a_push_to_its_branch_was_deployed() {
    assertThat(looks(service)).isEmpty();
    push(service, Trigger.GITLAB, "refs/heads/other", null, A, SkipReason.BRANCH);
    assertThat(looks(service)).isEmpty();

    push(service, null, A);

    assertThat(looks(service))
        .containsExactly(
            new Look(
                service.organization(), service.repository().identity(), 0, List.of(service.id())));
  }

  @Test
  void the_services_of_a_repository_are_looked_at_together() {
    Project project = given.project(given.organization());
    String url = "https://git.test/team/" + Given.unique();
    Service one = given.newService(project, "one", url);
    Service two = given.newService(project, "two", url + ".git");
    Service never = given.newService(project, "never", url);
    List.of(one, two, never).forEach(s -> stores().services().create(s, Given.secrets()));
    push(one, null, A);
    push(two, null, A);

    assertThat(looks(one))
        .singleElement()
        .satisfies(
            look -> assertThat(look.services()).containsExactlyInAnyOrder(one.id(), two.id()));
  }

  @Test
  void what_was_taken_is_due_again_after_the_interval() {
    push(service, null, A);
    assertThat(looks(service)).hasSize(1);
    assertThat(looks(service)).isEmpty();
    assertThat(stores().anotherProcess().branches().take(INTERVAL, 10_000))
        .noneMatch(look -> look.organization().equals(service.organization()));

    stores().advanceClock(INTERVAL);

    assertThat(looks(service)).hasSize(1);
  }

  @Test
  void of_many_at_once_one_takes_a_repository() throws Exception {
    push(service, null, A);

    assertThat(InParallel.run(8, () -> looks(service).size())).containsOnlyOnce(1);
  }

  @Test
  void a_look_that_came_to_nothing_is_put_off() {
    push(service, null, A);
    watch().postpone(looks(service).getFirst(), INTERVAL.multipliedBy(2));
    stores().advanceClock(INTERVAL);
    assertThat(looks(service)).isEmpty();
    stores().advanceClock(INTERVAL);

    assertThat(looks(service)).singleElement().satisfies(l -> assertThat(l.failures()).isOne());
    watch().saw(service.id(), A, INTERVAL);
    stores().advanceClock(INTERVAL);
    assertThat(looks(service)).singleElement().satisfies(l -> assertThat(l.failures()).isZero());
  }

  @Test
  void a_head_that_stands_for_an_interval_and_that_nobody_told_is_a_missed_push() {
    Recorded told = push(service, null, A);
    assertThat(later(A)).isNull();
    assertThat(later(B)).isNull();

    assertThat(later(B)).isEqualTo(new Missed(A, told.delivery().id()));
  }

  @Test
  void a_head_that_goes_on_is_waited_for_anew() {
    push(service, null, A);
    assertThat(later(B)).isNull();
    assertThat(later(C)).isNull();
    assertThat(later(C)).isNotNull();
  }

  @Test
  void a_head_that_a_late_webhook_told_is_no_missed_push() {
    push(service, null, A);
    assertThat(later(B)).isNull();
    push(service, A, B);

    assertThat(later(B)).isNull();
  }

  @Test
  void a_head_that_was_skipped_was_told_and_the_next_one_is_compared_with_what_was_deployed() {
    push(service, null, A);
    Recorded skipped = push(service, Trigger.GITLAB, "refs/heads/main", A, B, SkipReason.MARKER);
    assertThat(later(B)).isNull();
    assertThat(later(B)).isNull();
    assertThat(later(C)).isNull();

    assertThat(later(C)).isEqualTo(new Missed(A, skipped.delivery().id()));
  }

  @Test
  void a_head_that_somebody_has_deployed_since_is_no_missed_push() {
    push(service, null, A);
    assertThat(later(B)).isNull();
    Deployment asked =
        Deployment.queued(
            DeploymentId.next(stores()::now),
            service.organization(),
            service.id(),
            new Origin(Trigger.API, new GitRef("main"), B, null),
            null,
            given.now());
    stores().deployments().create(asked, given.jobFor(asked, 3));

    assertThat(later(B)).isNull();
  }

  @Test
  void a_swept_push_is_not_deployed_when_another_one_has_come_since_the_look() {
    push(service, null, A);
    push(service, B, C);

    Recorded swept = push(service, Trigger.SWEEP, "refs/heads/main", A, B, null);

    assertThat(swept.queued()).isEmpty();
    assertThat(swept.delivery().verdicts()).hasOnlyElementsOfType(Verdict.Superseded.class);
  }

  @Test
  void a_webhook_that_comes_after_the_sweep_deploys_nothing() {
    push(service, null, A);
    assertThat(push(service, Trigger.SWEEP, "refs/heads/main", A, B, null).queued()).hasSize(1);

    Recorded late = push(service, A, B);

    assertThat(late.queued()).isEmpty();
    assertThat(late.delivery().verdicts()).hasOnlyElementsOfType(Verdict.Skipped.class);
  }
}
