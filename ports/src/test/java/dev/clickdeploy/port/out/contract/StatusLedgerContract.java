package dev.clickdeploy.port.out.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.job.Claim;
import dev.clickdeploy.model.job.Job;
import dev.clickdeploy.model.job.JobFilter;
import dev.clickdeploy.model.job.JobId;
import dev.clickdeploy.model.job.JobKind;
import dev.clickdeploy.model.service.PushRules;
import dev.clickdeploy.model.service.Service;
import dev.clickdeploy.model.service.ServiceId;
import dev.clickdeploy.model.tenant.Name;
import dev.clickdeploy.model.tenant.Project;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.port.out.StatusLedger;
import dev.clickdeploy.port.out.StatusLedger.Turn;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link StatusLedger} promises. */
public abstract class StatusLedgerContract {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private Given given;
  private Service service;

  /** The stores under test, the same ones during one test. */
  protected abstract Stores stores();

  @BeforeEach
  void start() {
    given = new Given(stores());
    service = given.service();
  }

  private StatusLedger ledger() {
    return stores().statuses();
  }

  private Claim claim() {
    return new Claim(JobId.next(stores()::now), 1);
  }

  private List<String> news(Service of) {
    return stores()
        .jobControl()
        .list(new JobFilter(of.organization(), JobKind.STATUS, null), 100, null)
        .stream()
        .map(Job::subject)
        .toList();
  }

  private Deployment cancelled(Deployment deployment) {
    return stores()
        .deployments()
        .requestCancel(Scope.of(deployment.organization()), deployment.id(), given.now())
        .orElseThrow();
  }

  @Test
  void a_new_deployment_and_its_end_are_news() {
    Deployment deployment = given.deployment(service);
    assertThat(news(service)).containsExactly(deployment.id().toString());

    cancelled(deployment);

    assertThat(news(service)).hasSize(2).containsOnly(deployment.id().toString());
  }

  @Test
  void the_end_of_a_build_is_news_and_its_beginning_is_not() {
    given.deployment(service);
    Job job = given.claimOne();
    Deployment queued =
        stores().deployments().load(DeploymentId.parse(job.subject())).orElseThrow();
    Deployment running = queued.started(given.now());
    stores().deployments().update(Given.claimOf(job), running);
    assertThat(news(service)).hasSize(1);

    stores()
        .deployments()
        .finish(Given.claimOf(job), running.succeeded(Given.image("a"), given.now()));

    assertThat(news(service)).hasSize(2);
  }

  @Test
  void services_without_a_token_and_those_that_do_not_want_it_have_no_news() {
    stores().services().changeCredential(Scope.of(service.organization()), service.id(), null);
    given.deployment(service);
    Project project = given.project(given.organization());
    Service quiet = quiet(project);
    stores().services().create(quiet, Given.secrets());
    given.deployment(quiet);

    assertThat(stores().services().load(quiet.id())).contains(quiet);
    assertThat(news(service)).isEmpty();
    assertThat(news(quiet)).isEmpty();
  }

  private Service quiet(Project project) {
    Service like = given.newService(project, "quiet", "https://git.test/a/" + Given.unique());
    PushRules usual = PushRules.DEFAULT;
    return new Service(
        ServiceId.next(stores()::now),
        like.organization(),
        like.project(),
        new Name("quiet"),
        like.repository(),
        like.branch(),
        like.root(),
        like.settings(),
        new PushRules(usual.tags(), usual.watched(), usual.superseding(), false),
        null,
        like.createdAt());
  }

  @Test
  void the_newest_deployment_of_the_commit_is_told() {
    Deployment older = given.deployment(service);
    Deployment newer = given.deployment(service, given.now().plusSeconds(1), 3);

    assertThat(ledger().begin(older.id(), claim(), MINUTE)).isEqualTo(new Turn.Tell(newer));
  }

  @Test
  void one_tells_at_a_time() {
    Deployment deployment = given.deployment(service);
    Claim first = claim();
    assertThat(ledger().begin(deployment.id(), first, MINUTE)).isEqualTo(new Turn.Tell(deployment));
    assertThat(ledger().begin(deployment.id(), claim(), MINUTE)).isEqualTo(new Turn.Busy());
    assertThat(ledger().begin(deployment.id(), new Claim(first.job(), 2), MINUTE))
        .isEqualTo(new Turn.Busy());

    ledger().end(claim(), deployment, true);
    assertThat(ledger().begin(deployment.id(), claim(), MINUTE)).isEqualTo(new Turn.Busy());
    ledger().end(first, deployment, false);

    assertThat(ledger().begin(deployment.id(), claim(), MINUTE))
        .isEqualTo(new Turn.Tell(deployment));
  }

  @Test
  void the_turn_of_one_that_died_ends_by_itself() {
    Deployment deployment = given.deployment(service);
    Claim dead = claim();
    ledger().begin(deployment.id(), dead, Duration.ofMillis(1));
    stores().advanceClock(Duration.ofSeconds(1));
    Claim next = claim();
    assertThat(ledger().begin(deployment.id(), next, MINUTE)).isEqualTo(new Turn.Tell(deployment));

    ledger().end(dead, deployment, true);

    assertThat(ledger().begin(deployment.id(), claim(), MINUTE)).isEqualTo(new Turn.Busy());
    ledger().end(next, deployment, true);
    assertThat(ledger().begin(deployment.id(), claim(), MINUTE)).isEqualTo(new Turn.Nothing());
  }

  @Test
  void what_the_host_has_heard_is_not_told_again_but_what_follows_is() {
    Deployment deployment = given.deployment(service);
    Claim first = claim();
    ledger().begin(deployment.id(), first, MINUTE);
    ledger().end(first, deployment, true);
    assertThat(ledger().begin(deployment.id(), claim(), MINUTE)).isEqualTo(new Turn.Nothing());

    Deployment ended = cancelled(deployment);

    Claim second = claim();
    assertThat(ledger().begin(deployment.id(), second, MINUTE)).isEqualTo(new Turn.Tell(ended));
    ledger().end(second, ended, true);
    assertThat(ledger().begin(deployment.id(), claim(), MINUTE)).isEqualTo(new Turn.Nothing());
  }

  @Test
  void what_happens_while_one_tells_is_told_after() {
    Deployment deployment = given.deployment(service);
    Claim first = claim();
    ledger().begin(deployment.id(), first, MINUTE);
    Deployment ended = cancelled(deployment);
    ledger().end(first, deployment, true);

    assertThat(ledger().begin(deployment.id(), claim(), MINUTE)).isEqualTo(new Turn.Tell(ended));
  }

  @Test
  void of_many_at_once_one_has_the_turn() throws Exception {
    Deployment deployment = given.deployment(service);

    List<Turn> turns = InParallel.run(16, () -> ledger().begin(deployment.id(), claim(), MINUTE));

    assertThat(turns).containsOnlyOnce(new Turn.Tell(deployment));
    assertThat(turns).containsOnly(new Turn.Tell(deployment), new Turn.Busy());
  }

  @Test
  void there_is_nothing_to_tell_of_an_unknown_deployment() {
    DeploymentId unknown = DeploymentId.next(stores()::now);
    assertThat(ledger().begin(unknown, claim(), MINUTE)).isEqualTo(new Turn.Nothing());
  }
}
