package dev.clickdeploy.port.out.contract;

import static dev.clickdeploy.port.out.contract.Given.claimOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.deployment.QueueEntry;
import dev.clickdeploy.model.job.Backoff;
import dev.clickdeploy.model.job.Claim;
import dev.clickdeploy.model.job.Hold;
import dev.clickdeploy.model.job.JobId;
import dev.clickdeploy.model.job.JobKind;
import dev.clickdeploy.model.job.KindLimit;
import dev.clickdeploy.model.job.NewJob;
import dev.clickdeploy.model.job.Priority;
import dev.clickdeploy.model.job.QueueCursor;
import dev.clickdeploy.model.job.QueuePlace;
import dev.clickdeploy.model.job.WorkerPresence;
import dev.clickdeploy.model.service.Service;
import dev.clickdeploy.model.tenant.Organization;
import dev.clickdeploy.model.tenant.OrganizationId;
import dev.clickdeploy.model.tenant.Project;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.port.out.DeploymentQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link DeploymentQueue} promises. */
public abstract class DeploymentQueueContract extends JobSuite {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Backoff LATER = new Backoff(HOUR, HOUR);

  private Service service;

  @BeforeEach
  void openShop() {
    service = given.service();
  }

  private Scope all() {
    return Scope.of(service.organization());
  }

  private DeploymentQueue view() {
    return stores().deploymentQueue();
  }

  private Optional<QueuePlace> place(Deployment deployment) {
    return view().place(all(), deployment.id());
  }

  private @Nullable Hold hold(Deployment deployment) {
    return place(deployment).orElseThrow().hold();
  }

  private int position(Deployment deployment) {
    return place(deployment).orElseThrow().position();
  }

  private List<DeploymentId> listed(Scope scope, int limit, @Nullable QueueCursor after) {
    return view().list(scope, Set.of(given.kind), limit, after).stream()
        .map(entry -> entry.deployment().id())
        .toList();
  }

  /** Due since a time of its own, so that the order is known. */
  private Deployment queued(Service of, int minutesDue) {
    Deployment deployment = given.newDeployment(of, null, given.now());
    Instant due = given.now().minus(Duration.ofMinutes(minutesDue));
    stores().deployments().create(deployment, given.jobFor(deployment, 3).notBefore(due));
    return deployment;
  }

  private WorkerPresence working(int slots) {
    WorkerPresence worker = new WorkerPresence(UUID.randomUUID(), "w", Map.of(given.kind, slots));
    stores().workers().present(worker, HOUR);
    return worker;
  }

  /** A worker takes the next one and begins. */
  private Claim begin(Deployment next) {
    Claim claim = claimOf(given.claimOne());
    assertThat(stores().deployments().update(claim, next.startedBy("w", given.now()))).isTrue();
    return claim;
  }

  @Test
  void places_are_counted_among_the_organizations_due_jobs_of_the_kind() {
    Deployment second = queued(service, 20);
    Deployment first = queued(service, 30);
    Deployment third = queued(service, 10);
    queued(given.service(), 60);
    JobKind other = new JobKind("contract-" + UUID.randomUUID());
    queue()
        .enqueue(NewJob.of(JobId.next(stores()::now), other, service.organization(), "other", 1));
    assertThat(position(first)).isEqualTo(1);
    assertThat(position(second)).isEqualTo(2);
    assertThat(position(third)).isEqualTo(3);
    // one of each organization
    assertThat(given.claim(2)).hasSize(2);
    assertThat(position(first)).isZero();
    assertThat(position(third)).isEqualTo(2);
  }

  @Test
  void what_is_due_later_has_no_place_and_takes_nobodys() {
    Deployment later = queued(service, -60);
    Deployment due = queued(service, 1);
    assertThat(position(later)).isZero();
    assertThat(hold(later)).isInstanceOf(Hold.Later.class);
    assertThat(position(due)).isEqualTo(1);
  }

  @Test
  void an_attempt_that_waits_for_the_next_one_says_until_when_and_why() {
    working(1);
    Deployment deployment = queued(service, 1);
    Claim claim = begin(deployment);
    queue().fail(claim, "the database is out of reach", true, LATER);
    QueuePlace place = place(deployment).orElseThrow();
    assertThat(place.hold()).isEqualTo(new Hold.Later(place.job().runAt()));
    assertThat(place.job().runAt()).isAfter(given.now().plus(HOUR.dividedBy(2)));
    assertThat(place.job().attempt()).isEqualTo(1);
    assertThat(place.job().error()).contains("the database is out of reach");
  }

  @Test
  void nobody_works_on_a_kind_that_no_living_worker_takes() {
    Deployment deployment = queued(service, 1);
    assertThat(hold(deployment)).isEqualTo(new Hold.NoWorker());
    WorkerPresence worker = working(2);
    working(3);
    assertThat(hold(deployment)).isEqualTo(new Hold.WorkersBusy(5));
    stores().workers().gone(worker.id());
    assertThat(hold(deployment)).isEqualTo(new Hold.WorkersBusy(3));
  }

  @Test
  void a_full_kind_and_a_full_organization_are_told_apart() {
    working(9);
    Deployment first = queued(service, 2);
    Deployment second = queued(service, 1);
    control().limit(given.kind, KindLimit.perOrganization(1));
    begin(first);
    Deployment elsewhere = queued(given.service(), 1);
    assertThat(hold(second)).isEqualTo(new Hold.OrganizationFull(1));
    assertThat(
            view().place(Scope.of(elsewhere.organization()), elsewhere.id()).orElseThrow().hold())
        .isEqualTo(new Hold.WorkersBusy(9));
    control().limit(given.kind, new KindLimit(1, null));
    assertThat(hold(second)).isEqualTo(new Hold.KindFull(1));
    control().limit(given.kind, KindLimit.NONE);
    assertThat(hold(second)).isEqualTo(new Hold.WorkersBusy(9));
  }

  @Test
  void what_runs_is_not_on_hold_and_what_has_ended_has_no_place() {
    Deployment deployment = queued(service, 1);
    Claim claim = begin(deployment);
    QueuePlace place = place(deployment).orElseThrow();
    assertThat(place.hold()).isNull();
    assertThat(place.position()).isZero();
    assertThat(place.job().attempt()).isEqualTo(1);
    Deployment running = stores().deployments().load(deployment.id()).orElseThrow();
    stores().deployments().finish(claim, running.cancelled(given.now()));
    assertThat(place(deployment)).isEmpty();
    assertThat(listed(all(), 10, null)).isEmpty();
  }

  @Test
  void what_runs_is_listed_first_and_what_waits_in_the_order_of_claims() {
    Deployment running = queued(service, 50);
    begin(running);
    Deployment third = queued(service, 10);
    Deployment later = queued(service, -10);
    Deployment second = queued(service, 20);
    Deployment urgent = given.newDeployment(service, null, given.now());
    stores().deployments().create(urgent, given.jobFor(urgent, 3).with(Priority.URGENT));
    List<DeploymentId> order =
        List.of(running.id(), urgent.id(), second.id(), third.id(), later.id());
    assertThat(listed(all(), 10, null)).isEqualTo(order);
    List<QueueEntry> entries = view().list(all(), Set.of(given.kind), 10, null);
    assertThat(entries)
        .extracting(entry -> entry.place().position())
        .containsExactly(0, 1, 2, 3, 0);
    assertThat(entries.getFirst().deployment().worker()).isEqualTo("w");
  }

  @Test
  void a_listing_goes_on_behind_a_cursor_although_what_was_there_is_gone() {
    List<DeploymentId> order = new ArrayList<>();
    begin(queued(service, 90));
    for (int i = 0; i < 5; i++) {
      order.add(queued(service, 80 - i).id());
    }
    List<QueueEntry> page = view().list(all(), Set.of(given.kind), 3, null);
    assertThat(page).hasSize(3);
    QueueCursor after = page.getLast().cursor();
    stores()
        .deployments()
        .requestCancel(Scope.of(service.organization()), order.get(1), given.now());
    assertThat(listed(all(), 10, QueueCursor.parse(after.toString())))
        .isEqualTo(order.subList(2, 5));
    assertThat(listed(all(), 10, page.getFirst().cursor()))
        .containsExactly(order.get(0), order.get(2), order.get(3), order.get(4));
  }

  @Test
  void other_organizations_projects_and_kinds_are_out_of_sight() {
    Organization organization = given.organization();
    Project mine = given.project(organization);
    Project other = given.project(organization);
    Deployment own = queued(given.service(mine), 2);
    Deployment neighbour = queued(given.service(other), 3);
    OrganizationId id = organization.id();
    Scope scope = new Scope(id, mine.id());
    assertThat(listed(scope, 10, null)).containsExactly(own.id());
    assertThat(listed(Scope.of(id), 10, null)).containsExactly(neighbour.id(), own.id());
    assertThat(view().place(scope, own.id())).isPresent();
    assertThat(view().place(scope, neighbour.id())).isEmpty();
    assertThat(view().place(all(), own.id())).isEmpty();
    assertThat(view().list(Scope.of(id), Set.of(JobKind.PUSH), 10, null)).isEmpty();
    assertThat(view().list(Scope.of(id), Set.of(), 10, null)).isEmpty();
  }
}
