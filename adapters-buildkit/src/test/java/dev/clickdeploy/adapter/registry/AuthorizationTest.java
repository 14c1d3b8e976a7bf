package dev.clickdeploy.adapter.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.clickdeploy.adapter.registry.StubRegistry.Reply;
import dev.clickdeploy.adapter.registry.http.Account;
import dev.clickdeploy.adapter.registry.http.RegistryAddress;
import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.model.image.ImageReference;
import dev.clickdeploy.port.out.PortException;
import dev.clickdeploy.port.out.fake.SettableClock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizationTest {
  private static final String MANIFEST =
      "{\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"config\":{\"size\":1},\"layers\":[]}";

  private final SettableClock clock = new SettableClock(Instant.parse("2026-01-01T00:00:00Z"));
  private final TokenService tokens =
      new TokenService("robot$me", "hush", clock, asked -> new Reply(200, MANIFEST));

  @Test
  void a_token_is_fetched_once_and_used_until_it_is_about_to_expire() {
    try (StubRegistry stub = guarded();
        OciRegistry registry = registry(stub, "hush")) {
      registry.manifest(image(stub, "a/b"));
      registry.manifest(image(stub, "a/b"));
      assertThat(stub.targets())
          .containsExactly(
              "/v2/a/b/manifests/t",
              "/service/token?service=test-registry&scope=repository%3Aa%2Fb%3Apull",
              "/v2/a/b/manifests/t",
              "/v2/a/b/manifests/t");

      clock.advance(TokenService.LIFETIME.minusSeconds(5));
      registry.manifest(image(stub, "a/b"));
      assertThat(stub.targets()).hasSize(7).element(5).asString().startsWith("/service/token");
    }
  }

  @Test
  void each_repository_has_a_token_of_its_own() {
    try (StubRegistry stub = guarded();
        OciRegistry registry = registry(stub, "hush")) {
      assertThat(registry.manifest(image(stub, "a/b"))).isPresent();
      assertThat(registry.manifest(image(stub, "a/c"))).isPresent();
      registry.check();
    }
  }

  @Test
  void a_token_that_is_refused_before_its_time_is_replaced() {
    AtomicReference<String> revoked = new AtomicReference<>("");
    try (StubRegistry stub =
            new StubRegistry(
                asked ->
                    revoked.get().equals(asked.authorization())
                        ? new Reply(401, "", "WWW-Authenticate", "Basic realm=\"harbor\"")
                        : tokens.answer(asked));
        OciRegistry registry = registry(stub, "hush")) {
      tokens.realm(stub.url() + "/service/token");
      registry.manifest(image(stub, "a/b"));
      revoked.set(stub.asked().getLast().authorization());

      assertThat(registry.manifest(image(stub, "a/b"))).isPresent();
    }
  }

  @Test
  void a_wrong_password_names_host_and_settings_and_never_the_password() {
    try (StubRegistry stub = guarded();
        OciRegistry registry = registry(stub, "a-wrong-password")) {
      PortException failure = failure(registry::check);

      assertThat(failure.failure().type()).isEqualTo(FailureClass.REGISTRY);
      assertThat(failure).hasMessageContaining(stub.host()).hasMessageContaining("UNAUTHORIZED");
      assertThat(failure.failure().mend())
          .contains("REGISTRY_USERNAME ('robot$me')")
          .contains("REGISTRY_PASSWORD");
      assertThat(failure.toString() + failure.failure()).doesNotContain("a-wrong-password");
    }
  }

  @Test
  void an_anonymous_client_is_told_to_give_an_account() {
    try (StubRegistry stub = guarded();
        OciRegistry registry = OciRegistry.at(stub.url(), null, null)) {
      for (ThrowingCallable call :
          new ThrowingCallable[] {registry::check, () -> registry.manifest(image(stub, "a/b"))}) {
        PortException failure = failure(call);
        assertThat(failure.failure().type()).isEqualTo(FailureClass.REGISTRY);
        assertThat(failure.failure().mend()).startsWith("the registry wants an account: set");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://token.example/x", "file:///etc/passwd", "", "::", "//x"})
  void the_password_goes_to_no_service_that_is_not_encrypted(String realm) {
    try (StubRegistry stub = new StubRegistry(tokens::answer);
        OciRegistry registry = registry(stub, "hush")) {
      tokens.realm(realm);

      PortException failure = failure(registry::check);

      assertThat(failure).hasMessageContaining("token service");
      assertThat(failure.failure().mend()).contains("external_url");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"token\":\"\"}", "not JSON", "{\"token\":\"a\\r\\nX: y\"}"})
  void a_token_service_that_gives_no_token_is_a_failure_of_the_registry(String body) {
    try (StubRegistry stub =
            new StubRegistry(
                asked ->
                    asked.target().startsWith("/v2/")
                        ? tokens.answer(asked)
                        : new Reply(200, body));
        OciRegistry registry = registry(stub, "hush")) {
      tokens.realm(stub.url() + "/service/token");

      assertThat(failure(registry::check).failure().type()).isEqualTo(FailureClass.REGISTRY);
    }
  }

  @Test
  void a_redirect_takes_no_authorization_to_another_host() {
    try (StubRegistry storage = new StubRegistry(asked -> new Reply(200, MANIFEST));
        StubRegistry stub =
            new StubRegistry(
                asked ->
                    asked.authorization() == null
                        ? new Reply(401, "", "WWW-Authenticate", "Basic realm=\"x\"")
                        : asked.target().endsWith("/moved")
                            ? new Reply(307, "", "Location", storage.url() + "/blob?signature=1")
                            : new Reply(307, "", "Location", "/v2/moved"));
        OciRegistry registry = registry(stub, "hush")) {

      assertThat(registry.manifest(image(stub, "a/b"))).isPresent();

      assertThat(storage.targets()).containsExactly("/blob?signature=1");
      assertThat(storage.asked().getFirst().authorization()).isNull();
      assertThat(stub.asked().getLast().target()).isEqualTo("/v2/moved");
      assertThat(stub.asked().getLast().authorization()).startsWith("Basic ");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v2/a/b/manifests/t", "http://evil.example/", "file:///etc/passwd", ":"})
  void a_redirect_in_circles_or_to_nowhere_ends(String location) {
    try (StubRegistry stub = new StubRegistry(asked -> new Reply(302, "", "Location", location));
        OciRegistry registry = registry(stub, "hush")) {

      PortException failure = failure(() -> registry.manifest(image(stub, "a/b")));

      assertThat(failure.failure().type()).isEqualTo(FailureClass.REGISTRY);
      assertThat(failure).hasMessageContaining("redirects");
    }
  }

  private StubRegistry guarded() {
    StubRegistry stub = new StubRegistry(tokens::answer);
    tokens.realm(stub.url() + "/service/token");
    return stub;
  }

  private OciRegistry registry(StubRegistry stub, String password) {
    return new OciRegistry(
        RegistryAddress.parse(stub.url()),
        new Account("robot$me", Secret.of(password)),
        clock,
        wait -> {});
  }

  private static ImageReference image(StubRegistry stub, String repository) {
    return ImageReference.parse(stub.host() + "/" + repository + ":t");
  }

  private static PortException failure(ThrowingCallable call) {
    return assertThatThrownBy(call).asInstanceOf(type(PortException.class)).actual();
  }
}
