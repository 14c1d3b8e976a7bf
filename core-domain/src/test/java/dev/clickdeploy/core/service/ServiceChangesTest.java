package dev.clickdeploy.core.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickdeploy.core.House;
import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.service.Service;
import dev.clickdeploy.model.service.ServiceId;
import dev.clickdeploy.model.service.ServiceSpec;
import dev.clickdeploy.model.source.Credential;
import dev.clickdeploy.model.source.RepositoryUrl;
import dev.clickdeploy.model.tenant.Name;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.port.in.RequestException;
import dev.clickdeploy.port.in.RequestException.Reason;
import dev.clickdeploy.port.in.Services;
import dev.clickdeploy.port.in.Services.CredentialChange;
import dev.clickdeploy.port.in.Services.ServiceChange;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ServiceChangesTest {
  private static final Credential TOKEN = new Credential.Token(Secret.of("git-token"));
  private static final Credential OTHER = new Credential.Token(Secret.of("other-token"));
  private static final Credential KEY = new Credential.DeployKey(Secret.of("a key"), "");

  private final House house = new House(House.REPOSITORY, TOKEN);
  private final Services services = house.api.services();
  private final Scope scope = Scope.of(house.organization.id());
  private final ServiceId id = house.service.id();

  @AfterEach
  void close() {
    house.close();
  }

  private Service move(String url, CredentialChange credential) {
    return services.change(
        scope, id, spec -> new ServiceChange(spec(spec, spec.name(), url), credential));
  }

  private static ServiceSpec spec(ServiceSpec was, Name name, String url) {
    return new ServiceSpec(
        name, new RepositoryUrl(url), was.branch(), was.root(), was.settings(), was.pushes());
  }

  private static CredentialChange keep() {
    return new CredentialChange.Keep();
  }

  private static CredentialChange replace(@Nullable Credential credential) {
    return new CredentialChange.Replace(credential);
  }

  private Optional<Credential> credential() {
    return house.world.services().secrets(id).orElseThrow().credential();
  }

  @Test
  void a_credential_stays_while_the_repository_stays_on_its_host() {
    Service moved = move("https://git.test/acme/renamed", keep());

    assertThat(moved.repository().value()).isEqualTo("https://git.test/acme/renamed");
    assertThat(services.get(scope, id)).isEqualTo(moved);
    assertThat(credential()).contains(TOKEN);
  }

  @Test
  void a_credential_is_not_sent_to_another_host() {
    for (String elsewhere :
        new String[] {
          "https://evil.test/acme/web",
          "http://git.test/acme/web",
          "https://git.test:8443/acme/web",
          "git@git.test:acme/web"
        }) {
      assertRefused(() -> move(elsewhere, keep()), Reason.CONFLICT, "same request");
    }
    assertThat(services.get(scope, id).repository()).isEqualTo(House.REPOSITORY);
    assertThat(credential()).contains(TOKEN);
  }

  @Test
  void a_repository_moves_together_with_its_credential_or_without_one() {
    move("https://new.test/acme/web", replace(OTHER));
    assertThat(credential()).contains(OTHER);
    move("https://open.test/acme/web", replace(null));
    assertThat(credential()).isEmpty();
    move("https://other.test/acme/web", keep());
    assertRefused(() -> move("https://other.test/acme/web", replace(KEY)), Reason.INVALID, "key");
    move("git@ssh.test:acme/web", replace(KEY));
    assertThat(credential()).contains(KEY);
  }

  @Test
  void a_name_that_is_taken_is_refused() {
    house.service("api", TOKEN);

    assertRefused(
        () ->
            services.change(
                scope,
                id,
                spec ->
                    new ServiceChange(
                        spec(spec, new Name("API"), House.REPOSITORY.value()), keep())),
        Reason.CONFLICT,
        "choose another name");
  }

  @Test
  void a_webhook_secret_is_replaced_by_a_given_or_a_random_one() {
    Secret mine = Secret.of("a-secret-of-my-own");
    assertThat(services.changeWebhookSecret(scope, id, mine)).isEqualTo(mine);
    assertThat(house.world.services().secrets(id).orElseThrow().webhookSecret()).isEqualTo(mine);

    Secret random = services.changeWebhookSecret(scope, id, null);
    assertThat(random.reveal()).matches("whsec_[A-Za-z0-9+/]{43}=");
    assertThat(house.world.services().secrets(id).orElseThrow().webhookSecret()).isEqualTo(random);
    assertThat(credential()).contains(TOKEN);
  }

  @Test
  void services_of_a_repository_are_found_by_any_form_of_its_url() {
    RepositoryUrl ssh = new RepositoryUrl("git@GIT.test:acme/web.git");

    assertThat(services.list(scope, ssh, 20, null)).containsExactly(house.service);
    assertThat(services.list(scope, null, 20, null)).containsExactly(house.service);
    assertThat(services.list(scope, null, 20, id)).isEmpty();
    assertThat(services.list(scope, new RepositoryUrl("https://git.test/x/y"), 20, null)).isEmpty();
    assertRefused(() -> services.list(scope, null, 0, null), Reason.INVALID, "limit");
  }

  @Test
  void a_service_is_deleted_once_its_deployment_has_ended() {
    Deployment live = house.trigger();
    assertRefused(
        () -> services.delete(scope, id), Reason.CONFLICT, "cancel deployment " + live.id());

    house.cancel(live);
    services.delete(scope, id);

    assertRefused(() -> services.get(scope, id), Reason.NOT_FOUND, id.toString());
    assertRefused(
        () -> house.api.deployments().get(scope, live.id()),
        Reason.NOT_FOUND,
        live.id().toString());
    assertRefused(house::trigger, Reason.NOT_FOUND, id.toString());
  }

  @Test
  void what_is_out_of_scope_does_not_exist() {
    Scope foreign = Scope.of(house.api.tenants().createOrganization(new Name("Other")).id());

    for (ThrowingCallable call :
        new ThrowingCallable[] {
          () -> services.change(foreign, id, spec -> new ServiceChange(spec, keep())),
          () -> services.delete(foreign, id),
          () -> services.changeWebhookSecret(foreign, id, null)
        }) {
      assertRefused(call, Reason.NOT_FOUND, id.toString());
    }
    assertThat(services.list(foreign, null, 20, null)).isEmpty();
  }

  private static void assertRefused(ThrowingCallable call, Reason reason, String... words) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            RequestException.class, e -> assertThat(e.reason()).isEqualTo(reason))
        .hasMessageContainingAll(words)
        .hasMessageNotContaining("git-token");
  }
}
