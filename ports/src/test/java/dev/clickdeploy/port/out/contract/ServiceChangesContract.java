package dev.clickdeploy.port.out.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.LogLine;
import dev.clickdeploy.model.deployment.Trigger;
import dev.clickdeploy.model.job.Job;
import dev.clickdeploy.model.push.HostedRepository;
import dev.clickdeploy.model.service.BuildSettings;
import dev.clickdeploy.model.service.PlanOverrides;
import dev.clickdeploy.model.service.PushRules;
import dev.clickdeploy.model.service.Service;
import dev.clickdeploy.model.service.ServiceId;
import dev.clickdeploy.model.service.ServiceSecrets;
import dev.clickdeploy.model.service.ServiceSpec;
import dev.clickdeploy.model.service.Superseding;
import dev.clickdeploy.model.service.ValueChanges;
import dev.clickdeploy.model.service.ValueKind;
import dev.clickdeploy.model.service.WatchPaths;
import dev.clickdeploy.model.source.Credential;
import dev.clickdeploy.model.source.GitRef;
import dev.clickdeploy.model.source.RepositoryUrl;
import dev.clickdeploy.model.source.RootDirectory;
import dev.clickdeploy.model.tenant.Name;
import dev.clickdeploy.model.tenant.Organization;
import dev.clickdeploy.model.tenant.Project;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.port.out.PortException;
import dev.clickdeploy.port.out.ServiceStore;
import dev.clickdeploy.port.out.ServiceStore.Change;
import dev.clickdeploy.port.out.ServiceStore.Deletion;
import dev.clickdeploy.port.out.ServiceStore.PushTarget;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link ServiceStore} promises of services that are changed, deleted and listed. */
public abstract class ServiceChangesContract {
  private Given given;
  private Organization organization;
  private Project project;
  private Scope scope;
  private Scope narrow;
  private Scope foreign;
  private Scope elsewhere;

  /** The stores under test, the same ones during one test. */
  protected abstract Stores stores();

  @BeforeEach
  void start() {
    given = new Given(stores());
    organization = given.organization();
    project = given.project(organization);
    scope = Scope.of(organization.id());
    narrow = new Scope(organization.id(), project.id());
    foreign = Scope.of(given.organization().id());
    elsewhere = new Scope(organization.id(), given.project(organization).id());
  }

  private ServiceStore services() {
    return stores().services();
  }

  private static PushTarget named(PushTarget target, String name) {
    ServiceSpec was = target.service().spec();
    return new PushTarget(
        target
            .service()
            .with(
                new ServiceSpec(
                    new Name(name),
                    was.repository(),
                    was.branch(),
                    was.root(),
                    was.settings(),
                    was.pushes())),
        target.secrets());
  }

  @Test
  void everything_that_an_owner_says_is_changed_at_once_and_nothing_else() {
    Service service = given.service(project);
    ServiceSpec spec =
        new ServiceSpec(
            new Name("Other"),
            new RepositoryUrl("git@git.test:other/" + Given.unique()),
            new GitRef("release"),
            new RootDirectory("app"),
            new BuildSettings("D", "t", Map.of("A", "1"), "i", "b", "s")
                .with(
                    new PlanOverrides(
                        "node", Map.of("node", "22"), List.of("make"), List.of(), Map.of("X", ""))),
            new PushRules(true, new WatchPaths(List.of("a/**")), Superseding.NONE, false));
    ServiceSecrets secrets =
        new ServiceSecrets(
            Secret.of("another webhook secret"),
            new Credential.DeployKey(Secret.of("key"), "git.test ssh-rsa AAAA"));

    Change change =
        services()
            .change(narrow, service.id(), target -> new PushTarget(service.with(spec), secrets));

    assertThat(change).isEqualTo(new Change.Changed(service.with(spec)));
    assertThat(services().load(service.id())).contains(service.with(spec));
    assertThat(services().secrets(service.id())).contains(secrets);
    assertThat(services().findByRepository(service.repository().identity())).isEmpty();
    assertThat(services().findByRepository(spec.repository().identity()))
        .containsExactly(new PushTarget(service.with(spec), secrets));
  }

  @Test
  void a_repositorys_number_at_its_host_is_known_until_the_service_has_another_repository() {
    Service service = given.service(project);
    RepositoryUrl renamed = new RepositoryUrl("https://git.test/acme/" + Given.unique());
    HostedRepository hosted = HostedRepository.of(Trigger.GITHUB, renamed, Given.unique());
    services().learn(List.of(service.id()), hosted);

    services().change(scope, service.id(), target -> named(target, "Other"));
    assertThat(services().findByRepository(renamed.identity(), hosted)).hasSize(1);

    services().change(scope, service.id(), target -> moved(target, "https://git.test/acme/new"));
    assertThat(services().findByRepository(renamed.identity(), hosted)).isEmpty();
  }

  private static PushTarget moved(PushTarget target, String url) {
    ServiceSpec was = target.service().spec();
    ServiceSpec spec =
        new ServiceSpec(
            was.name(),
            new RepositoryUrl(url),
            was.branch(),
            was.root(),
            was.settings(),
            was.pushes());
    return new PushTarget(target.service().with(spec), target.secrets());
  }

  @Test
  void a_change_sees_the_service_as_it_is_and_what_it_throws_changes_nothing() {
    Service service = given.service(project);
    ServiceSecrets secrets = services().secrets(service.id()).orElseThrow();
    List<PushTarget> seen = new ArrayList<>();

    assertThatThrownBy(
            () ->
                services()
                    .change(
                        scope,
                        service.id(),
                        target -> {
                          seen.add(target);
                          throw new IllegalStateException("no");
                        }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no");
    assertThat(seen).containsExactly(new PushTarget(service, secrets));
    assertThat(services().load(service.id())).contains(service);
  }

  @Test
  void a_service_out_of_scope_is_neither_changed_nor_deleted() {
    Service service = given.service(project);
    UnaryOperator<PushTarget> never =
        target -> {
          throw new AssertionError("it is seen");
        };
    for (Scope blind : List.of(foreign, elsewhere)) {
      assertThat(services().change(blind, service.id(), never))
          .isEqualTo(new Change.NoSuchService());
      assertThat(services().delete(blind, service.id())).isEqualTo(new Deletion.NoSuchService());
    }
    ServiceId unknown = ServiceId.next(stores()::now);
    assertThat(services().change(scope, unknown, never)).isEqualTo(new Change.NoSuchService());
    assertThat(services().delete(scope, unknown)).isEqualTo(new Deletion.NoSuchService());
    assertThat(services().load(service.id())).contains(service);
  }

  @Test
  void a_name_that_another_service_of_the_project_has_is_not_taken() {
    Service first = given.service(project);
    Service second = given.service(project);
    String name = first.name().value().toUpperCase(Locale.ROOT);

    assertThat(services().change(scope, second.id(), target -> named(target, name)))
        .isEqualTo(new Change.NameTaken());
    assertThat(services().load(second.id())).contains(second);
    assertThat(services().change(scope, first.id(), target -> named(target, name)))
        .isInstanceOf(Change.Changed.class);
  }

  @Test
  void of_changes_at_once_to_one_service_each_sees_the_one_before() throws Exception {
    Service service = given.newService(project, "x", "https://git.test/a/" + Given.unique());
    services().create(service, Given.secrets());

    InParallel.run(
        8,
        () ->
            services()
                .change(
                    scope,
                    service.id(),
                    target -> named(target, target.service().name().value() + "x")));

    assertThat(services().load(service.id()).orElseThrow().name().value()).isEqualTo("x".repeat(9));
  }

  @Test
  void of_services_that_take_one_name_at_once_one_gets_it() throws Exception {
    List<Service> many = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      many.add(given.service(project));
    }
    var next = many.iterator();

    List<Change> changes =
        InParallel.run(
            6,
            () -> {
              Service mine;
              synchronized (next) {
                mine = next.next();
              }
              return services().change(scope, mine.id(), target -> named(target, "wanted"));
            });

    assertThat(changes).filteredOn(Change.Changed.class::isInstance).hasSize(1);
    assertThat(changes).filteredOn(Change.NameTaken.class::isInstance).hasSize(5);
  }

  @Test
  void services_are_listed_page_by_page_within_the_scope() {
    List<Service> all = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      all.add(given.service(project));
    }
    all.sort(Comparator.comparing(service -> service.id().toString()));
    Service other = given.service(given.project(organization));

    assertThat(services().list(narrow, null, 10, null)).isEqualTo(all);
    assertThat(services().list(narrow, null, 2, null)).isEqualTo(all.subList(0, 2));
    assertThat(services().list(narrow, null, 2, all.get(1).id())).isEqualTo(all.subList(2, 4));
    assertThat(services().list(narrow, null, 2, all.get(4).id())).isEmpty();
    assertThat(services().list(scope, null, 10, null)).hasSize(6).contains(other);
    assertThat(services().list(foreign, null, 10, null)).isEmpty();
  }

  @Test
  void services_are_found_by_repository_within_the_scope_whatever_form_the_url_has() {
    String path = "Team/" + Given.unique();
    Service https = given.newService(project, "https", "https://git.test/" + path);
    Service ssh =
        given.newService(given.project(organization), "ssh", "git@GIT.test:" + path + ".git");
    services().create(https, Given.secrets());
    services().create(ssh, Given.secrets());
    given.service(project);
    var identity = new RepositoryUrl("ssh://git@git.test:22/" + path).identity();

    assertThat(services().list(scope, identity, 10, null)).containsExactlyInAnyOrder(https, ssh);
    assertThat(services().list(narrow, identity, 10, null)).containsExactly(https);
    assertThat(services().list(scope, identity, 1, null)).hasSize(1);
    assertThat(services().list(foreign, identity, 10, null)).isEmpty();
  }

  @Test
  void a_deleted_service_is_gone_with_all_its_history() {
    Service service = given.service(project);
    Deployment ended = ended(service);
    stores()
        .vault()
        .change(
            scope,
            service.id(),
            new ValueChanges(ValueKind.SECRET, Map.of("A", Secret.of("1")), Set.of()),
            given.now());
    Service other = given.service(project);
    Deployment others = ended(other);

    assertThat(services().delete(narrow, service.id())).isEqualTo(new Deletion.Deleted());

    assertThat(services().find(scope, service.id())).isEmpty();
    assertThat(services().load(service.id())).isEmpty();
    assertThat(services().secrets(service.id())).isEmpty();
    assertThat(services().lockedVersions(service.id())).isEmpty();
    assertThat(services().list(scope, project.id())).containsExactly(reload(other));
    assertThat(services().list(scope, null, 10, null)).containsExactly(reload(other));
    assertThat(services().findByRepository(service.repository().identity())).isEmpty();
    assertThat(stores().vault().kept(scope, service.id())).isEmpty();
    assertThat(stores().vault().inputs(service.id()).secrets()).isEmpty();
    assertThat(stores().deployments().find(scope, ended.id())).isEmpty();
    assertThat(stores().deployments().list(scope, service.id(), 10, null)).isEmpty();
    assertThat(stores().logs().read(ended.id(), 0, 10)).isEmpty();
    assertThat(stores().deployments().find(scope, others.id())).isPresent();
    assertThat(stores().logs().read(others.id(), 0, 10)).hasSize(1);
    assertThat(services().delete(scope, service.id())).isEqualTo(new Deletion.NoSuchService());
  }

  @Test
  void the_name_of_a_deleted_service_is_free_again() {
    Service service = given.service(project);
    services().delete(scope, service.id());

    Service again = given.newService(project, service.name().value(), service.repository().value());
    assertThat(services().create(again, Given.secrets())).isTrue();
    assertThat(services().delete(scope, again.id())).isEqualTo(new Deletion.Deleted());
  }

  @Test
  void a_service_that_is_being_deployed_is_not_deleted() {
    Service service = given.service(project);
    Deployment live = given.deployment(service);

    assertThat(services().delete(scope, service.id())).isEqualTo(new Deletion.Busy(live.id()));
    assertThat(services().load(service.id())).contains(service);
    stores().deployments().requestCancel(scope, live.id(), given.now());
    assertThat(services().delete(scope, service.id())).isEqualTo(new Deletion.Deleted());
  }

  @Test
  void a_deleted_service_is_not_deployed() {
    Service service = given.service(project);
    services().delete(scope, service.id());

    Deployment late = given.newDeployment(service, null, given.now());
    assertThatThrownBy(() -> stores().deployments().create(late, given.jobFor(late, 1)))
        .isInstanceOf(PortException.class);
    assertThat(stores().deployments().load(late.id())).isEmpty();
  }

  private Service reload(Service service) {
    return services().load(service.id()).orElseThrow();
  }

  /** A deployment that has succeeded, with a line in its log. */
  private Deployment ended(Service service) {
    Deployment queued = given.deployment(service);
    Job job = given.claimOne();
    Deployment running = queued.started(given.now());
    stores().deployments().update(Given.claimOf(job), running);
    stores()
        .logs()
        .append(
            Given.claimOf(job),
            queued.id(),
            List.of(new LogLine(given.now(), LogLine.Stream.SYSTEM, "a line")));
    Deployment succeeded = running.succeeded(Given.image("x"), given.now());
    assertThat(stores().deployments().finish(Given.claimOf(job), succeeded)).isTrue();
    return succeeded;
  }
}
