package dev.clickdeploy.core.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickdeploy.core.tenant.KnownTokens;
import dev.clickdeploy.core.tenant.TenantRegistry;
import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.service.BuildSettings;
import dev.clickdeploy.model.service.Service;
import dev.clickdeploy.model.service.ServiceId;
import dev.clickdeploy.model.service.ServiceSecrets;
import dev.clickdeploy.model.source.Credential;
import dev.clickdeploy.model.source.GitRef;
import dev.clickdeploy.model.source.RepositoryUrl;
import dev.clickdeploy.model.source.RootDirectory;
import dev.clickdeploy.model.tenant.Name;
import dev.clickdeploy.model.tenant.ProjectId;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.port.in.RequestException;
import dev.clickdeploy.port.in.RequestException.Reason;
import dev.clickdeploy.port.in.Services;
import dev.clickdeploy.port.in.Services.CreateService;
import dev.clickdeploy.port.in.Services.Created;
import dev.clickdeploy.port.in.Tenants;
import dev.clickdeploy.port.out.fake.InMemoryWorld;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ServiceCatalogTest {
  private static final Credential TOKEN = new Credential.Token(Secret.of("git-token"));
  private static final Credential KEY = new Credential.DeployKey(Secret.of("a key"), "");

  private final InMemoryWorld world = new InMemoryWorld();
  private final Tenants tenants =
      new TenantRegistry(
          world.tenants(), new KnownTokens(world.tokens(), world.clock()), world.clock());
  private final Services services =
      new ServiceCatalog(world.services(), world.tenants(), world.clock());
  private final Scope acme = scope("Acme");
  private final Scope other = scope("Other");
  private final ProjectId project = tenants.createProject(acme, new Name("Shop")).id();

  private Scope scope(String organization) {
    return Scope.of(tenants.createOrganization(new Name(organization)).id());
  }

  private CreateService command(Scope scope, String name, Secret webhookSecret) {
    return new CreateService(
        scope,
        project,
        new Name(name),
        new RepositoryUrl("https://git.test/acme/web"),
        new GitRef("main"),
        new RootDirectory("apps/web"),
        BuildSettings.DETECT,
        TOKEN,
        webhookSecret);
  }

  @Test
  void a_service_is_kept_as_asked_for_and_its_secrets_apart() {
    Secret webhookSecret = Secret.of("a-secret-of-my-own");

    Created created = services.create(command(acme, "web", webhookSecret));

    Service service = created.service();
    assertThat(created.webhookSecret()).isEqualTo(webhookSecret);
    assertThat(services.get(acme, service.id())).isEqualTo(service);
    assertThat(service.root()).isEqualTo(new RootDirectory("apps/web"));
    assertThat(service.image()).isEmpty();
    assertThat(world.services().secrets(service.id()))
        .contains(new ServiceSecrets(webhookSecret, TOKEN));
  }

  @Test
  void a_missing_webhook_secret_is_made_at_random() {
    Created first = services.create(command(acme, "one", null));
    Created second = services.create(command(acme, "two", null));

    assertThat(first.webhookSecret().reveal()).matches("whsec_[A-Za-z0-9+/]{43}=");
    assertThat(first.webhookSecret()).isNotEqualTo(second.webhookSecret());
    assertThat(world.services().secrets(first.service().id()).orElseThrow().webhookSecret())
        .isEqualTo(first.webhookSecret());
  }

  @Test
  void a_credential_is_replaced_within_its_organization() {
    ServiceId id = services.create(command(acme, "web", null)).service().id();
    Credential another = new Credential.Token(Secret.of("another"));

    services.changeCredential(acme, id, another);
    assertThat(world.services().secrets(id).orElseThrow().credential()).contains(another);
    assertRefused(
        () -> services.changeCredential(other, id, null), Reason.NOT_FOUND, id.toString());
    assertThat(world.services().secrets(id).orElseThrow().credential()).contains(another);
    services.changeCredential(acme, id, null);
    assertThat(world.services().secrets(id).orElseThrow().credential()).isEmpty();
  }

  @Test
  void a_credential_has_to_fit_the_repositorys_url() {
    ServiceId https = services.create(command(acme, "web", null)).service().id();

    assertRefused(
        () -> services.changeCredential(acme, https, KEY), Reason.INVALID, "deploy key", "token");
    assertThat(world.services().secrets(https).orElseThrow().credential()).contains(TOKEN);
    CreateService ssh =
        new CreateService(
            acme,
            project,
            new Name("ssh"),
            new RepositoryUrl("git@git.test:acme/web"),
            new GitRef("main"),
            RootDirectory.REPOSITORY,
            BuildSettings.DETECT,
            TOKEN,
            null);
    assertRefused(
        () -> services.create(ssh), Reason.INVALID, "git@git.test:acme/web", "deploy key");
    assertThat(services.list(acme, project)).hasSize(1);
  }

  @Test
  void a_name_is_used_once_in_a_project() {
    services.create(command(acme, "web", null));

    assertRefused(() -> services.create(command(acme, "Web", null)), Reason.CONFLICT, "Web");
    assertThat(services.list(acme, project)).hasSize(1);
  }

  @Test
  void another_organization_sees_and_creates_nothing() {
    ServiceId id = services.create(command(acme, "web", null)).service().id();

    assertRefused(() -> services.get(other, id), Reason.NOT_FOUND, id.toString());
    assertRefused(() -> services.list(other, project), Reason.NOT_FOUND, project.toString());
    assertRefused(
        () -> services.create(command(other, "mine", null)), Reason.NOT_FOUND, project.toString());
    assertThat(services.list(acme, project)).extracting(Service::id).containsExactly(id);
  }

  private static void assertRefused(ThrowingCallable call, Reason reason, String... words) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            RequestException.class, e -> assertThat(e.reason()).isEqualTo(reason))
        .hasMessageContainingAll(words);
  }
}
