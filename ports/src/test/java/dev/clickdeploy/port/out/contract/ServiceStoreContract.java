package dev.clickdeploy.port.out.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.deployment.Trigger;
import dev.clickdeploy.model.push.HostedRepository;
import dev.clickdeploy.model.service.BuildSettings;
import dev.clickdeploy.model.service.PlanOverrides;
import dev.clickdeploy.model.service.Service;
import dev.clickdeploy.model.service.ServiceId;
import dev.clickdeploy.model.service.ServiceSecrets;
import dev.clickdeploy.model.source.Credential;
import dev.clickdeploy.model.source.GitRef;
import dev.clickdeploy.model.source.RepositoryUrl;
import dev.clickdeploy.model.source.RootDirectory;
import dev.clickdeploy.model.tenant.Name;
import dev.clickdeploy.model.tenant.Organization;
import dev.clickdeploy.model.tenant.Project;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.port.out.ServiceStore;
import dev.clickdeploy.port.out.ServiceStore.PushTarget;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link ServiceStore} promises. */
public abstract class ServiceStoreContract {
  private Given given;
  private Organization organization;
  private Project project;

  /** The stores under test, the same ones during one test. */
  protected abstract Stores stores();

  @BeforeEach
  void start() {
    given = new Given(stores());
    organization = given.organization();
    project = given.project(organization);
  }

  private ServiceStore services() {
    return stores().services();
  }

  @Test
  void every_part_of_a_service_is_kept() {
    Service service =
        new Service(
            ServiceId.next(stores()::now),
            organization.id(),
            project.id(),
            new Name("Wëb / ✓"),
            new RepositoryUrl("git@git.test:Team/" + Given.unique() + ".git"),
            new GitRef("release/1.x"),
            new RootDirectory("apps/web"),
            new BuildSettings(
                    "deploy/Dockerfile",
                    "prod",
                    Map.of("A", "1", "B", "two words"),
                    "npm ci",
                    "npm run build",
                    "node \"server.js\"")
                .with(
                    new PlanOverrides(
                        "node",
                        Map.of("node", "22 || 24", "pnpm", "9"),
                        List.of("g++", "make"),
                        List.of("curl"),
                        Map.of("RAILPACK_NO_SPA", "1", "GREETING", "grüß \"dich\" $x"))),
            null,
            given.now());
    assertThat(services().create(service, Given.secrets())).isTrue();
    assertThat(services().find(Scope.of(organization.id()), service.id())).contains(service);
    assertThat(services().load(service.id())).contains(service);
  }

  @Test
  void versions_are_kept_until_others_take_their_place() {
    Service service = given.service(project);
    assertThat(services().lockedVersions(service.id())).isEmpty();

    services().lockVersions(service.id(), Map.of("node", "22", "pnpm", "9.15.9"));
    services().lockVersions(given.service(project).id(), Map.of("go", "1.25"));
    assertThat(services().lockedVersions(service.id()))
        .isEqualTo(Map.of("node", "22", "pnpm", "9.15.9"));

    services().lockVersions(service.id(), Map.of());
    assertThat(services().lockedVersions(service.id())).isEmpty();
    ServiceId unknown = ServiceId.next(stores()::now);
    services().lockVersions(unknown, Map.of("node", "22"));
    assertThat(services().lockedVersions(unknown)).isEmpty();
  }

  @Test
  void secrets_are_kept_apart_and_given_back_as_they_were() {
    Service service = given.newService(project, "web", "https://git.test/a/" + Given.unique());
    ServiceSecrets secrets = Given.secrets();
    services().create(service, secrets);
    assertThat(services().secrets(service.id())).contains(secrets);
    Service open = given.newService(project, "open", "https://git.test/a/" + Given.unique());
    ServiceSecrets withoutToken = secrets.with(null);
    services().create(open, withoutToken);
    assertThat(services().secrets(open.id())).contains(withoutToken);
    assertThat(services().secrets(ServiceId.next(stores()::now))).isEmpty();
  }

  @Test
  void a_deploy_key_is_kept_with_the_hosts_keys_or_without() {
    for (String knownHosts : new String[] {"git.test ssh-ed25519 AAAA\n", ""}) {
      Service service = given.newService(project, Given.unique(), "git@git.test:a/b");
      ServiceSecrets secrets =
          Given.secrets()
              .with(new Credential.DeployKey(Secret.of("a\nprivate\nkey\n"), knownHosts));
      services().create(service, secrets);
      assertThat(services().secrets(service.id())).contains(secrets);
      assertThat(services().findByRepository(service.repository().identity()))
          .contains(new PushTarget(service, secrets));
    }
  }

  @Test
  void a_credential_is_replaced_by_its_own_organization_only() {
    Service service = given.newService(project, "web", "https://git.test/a/" + Given.unique());
    ServiceSecrets secrets = Given.secrets();
    services().create(service, secrets);
    Credential key = new Credential.DeployKey(Secret.of("key"), "git.test ssh-rsa AAAA");
    Credential token = new Credential.Token(Secret.of("another"));

    assertThat(services().changeCredential(Scope.of(given.organization().id()), service.id(), key))
        .isFalse();
    assertThat(services().secrets(service.id())).contains(secrets);
    for (Credential next : new Credential[] {key, token, null}) {
      assertThat(services().changeCredential(Scope.of(organization.id()), service.id(), next))
          .isTrue();
      assertThat(services().secrets(service.id())).contains(secrets.with(next));
    }
    ServiceId unknown = ServiceId.next(stores()::now);
    assertThat(services().changeCredential(Scope.of(organization.id()), unknown, token)).isFalse();
  }

  @Test
  void a_service_is_found_by_its_own_organization_only() {
    Service service = given.service(project);
    assertThat(services().find(Scope.of(given.organization().id()), service.id())).isEmpty();
    assertThat(services().find(Scope.of(organization.id()), ServiceId.next(stores()::now)))
        .isEmpty();
    assertThat(services().load(ServiceId.next(stores()::now))).isEmpty();
  }

  @Test
  void a_service_is_seen_in_its_own_project_only() {
    Service service = given.service(project);
    ServiceSecrets secrets = services().secrets(service.id()).orElseThrow();
    Scope own = new Scope(organization.id(), project.id());
    assertThat(services().find(own, service.id())).contains(service);
    assertThat(services().list(own, project.id())).containsExactly(service);
    assertThat(services().changeCredential(own, service.id(), null)).isTrue();

    Scope elsewhere = new Scope(organization.id(), given.project(organization).id());
    assertThat(services().find(elsewhere, service.id())).isEmpty();
    assertThat(services().list(elsewhere, project.id())).isEmpty();
    Credential another = new Credential.Token(Secret.of("another"));
    assertThat(services().changeCredential(elsewhere, service.id(), another)).isFalse();
    assertThat(services().secrets(service.id())).contains(secrets.with(null));
  }

  @Test
  void a_name_is_taken_within_its_project_whatever_its_case() {
    Service first = given.service(project);
    String name = first.name().value().toUpperCase(Locale.ROOT);
    Service second = given.newService(project, name, "https://git.test/a/b");
    assertThat(services().create(second, Given.secrets())).isFalse();
    assertThat(services().load(second.id())).isEmpty();
    assertThat(services().secrets(second.id())).isEmpty();
    Project other = given.project(organization);
    Service elsewhere = given.newService(other, name, "https://git.test/a/b");
    assertThat(services().create(elsewhere, Given.secrets())).isTrue();
  }

  @Test
  void of_many_services_of_one_name_one_is_created() throws Exception {
    String url = "https://git.test/a/" + Given.unique();
    assertThat(
            InParallel.run(
                8, () -> services().create(given.newService(project, "web", url), Given.secrets())))
        .containsOnlyOnce(true);
    assertThat(services().list(Scope.of(organization.id()), project.id())).hasSize(1);
  }

  @Test
  void services_are_listed_by_name_within_their_project() {
    for (String name : new String[] {"beta", "Alpha", "gamma"}) {
      services().create(given.newService(project, name, "https://git.test/a/b"), Given.secrets());
    }
    given.service(given.project(organization));
    assertThat(services().list(Scope.of(organization.id()), project.id()))
        .extracting(service -> service.name().value())
        .containsExactly("Alpha", "beta", "gamma");
    assertThat(services().list(Scope.of(given.organization().id()), project.id())).isEmpty();
  }

  @Test
  void a_push_finds_every_service_of_its_repository_whatever_form_the_url_has() {
    String path = "Team/" + Given.unique();
    String lower = path.toLowerCase(Locale.ROOT);
    String[] forms = {
      "https://git.test/" + path,
      "https://GIT.test/" + lower + ".git",
      "git@git.test:" + path + ".git",
      "ssh://git@git.test:2222/" + path + "/"
    };
    for (String form : forms) {
      services().create(given.newService(project, form, form), Given.secrets());
    }
    Service foreign = given.newService(given.project(given.organization()), "web", forms[0]);
    ServiceSecrets secrets = Given.secrets();
    services().create(foreign, secrets);
    given.service(project);
    assertThat(services().findByRepository(new RepositoryUrl(forms[0]).identity()))
        .hasSize(5)
        .contains(new PushTarget(foreign, secrets))
        .allSatisfy(
            target ->
                assertThat(services().secrets(target.service().id())).contains(target.secrets()));
  }

  @Test
  void a_repository_is_found_under_another_name_once_it_was_learnt() {
    Service service = given.service(project);
    Service neighbour = given.service(project);
    RepositoryUrl renamed = new RepositoryUrl("https://git.test/new/" + Given.unique());
    HostedRepository hosted = HostedRepository.of(Trigger.GITHUB, renamed, Given.unique());
    assertThat(services().findByRepository(renamed.identity(), hosted)).isEmpty();

    services().learn(List.of(service.id()), hosted);

    assertThat(services().findByRepository(renamed.identity(), hosted))
        .singleElement()
        .satisfies(
            target -> {
              assertThat(target.service()).isEqualTo(service);
              assertThat(target.hosted()).isEqualTo(hosted);
            });
    assertThat(services().findByRepository(service.repository().identity(), hosted)).hasSize(1);
    assertThat(services().findByRepository(neighbour.repository().identity(), hosted)).hasSize(2);
    assertThat(services().findByRepository(renamed.identity())).isEmpty();

    services().learn(List.of(service.id()), HostedRepository.of(Trigger.GITHUB, renamed, "other"));
    assertThat(services().findByRepository(renamed.identity(), hosted)).isEmpty();
  }

  @Test
  void a_push_to_an_unknown_repository_finds_nothing() {
    String url = "https://git.test/nobody/" + Given.unique();
    assertThat(services().findByRepository(new RepositoryUrl(url).identity())).isEmpty();
  }
}
