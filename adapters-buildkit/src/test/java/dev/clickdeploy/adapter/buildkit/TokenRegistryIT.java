package dev.clickdeploy.adapter.buildkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.build.BuildOutcome;
import dev.clickdeploy.model.deployment.Failure;
import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.model.image.ImageReference;
import dev.clickdeploy.model.image.RegistryHost;
import dev.clickdeploy.model.image.RegistryLogin;
import dev.clickdeploy.model.job.Cancellation;
import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TokenRegistryIT {
  private final String repository = "buildkit-it/" + RealParts.unique();

  private BuildOutcome build(TokenRegistry registry, String password) {
    RegistryLogin login =
        new RegistryLogin(new RegistryHost(registry.host()), "robot$x", Secret.of(password));
    try (BuildKit buildKit = RealParts.buildKit()) {
      return buildKit.build(
          Requests.of(InMemoryTree.of(Map.of("a", "x")))
              .generated("FROM scratch\nCOPY a /\n")
              .push(ImageReference.parse(registry.host() + "/" + repository + ":1"))
              .login(login)
              .build(),
          new Events(),
          new Cancellation());
    }
  }

  @Test
  void the_token_is_fetched_here_so_that_the_daemon_never_sees_the_password() throws Exception {
    try (TokenRegistry registry = new TokenRegistry("robot$x", "the-password")) {
      BuildOutcome outcome = build(registry, "the-password");

      assertThat(outcome).isInstanceOf(BuildOutcome.Built.class);
      ImageReference direct =
          ImageReference.parse(RealParts.get("registry") + "/" + repository + ":1");
      assertThat(RegistryProbe.open().digest(direct))
          .isEqualTo(((BuildOutcome.Built) outcome).digest());
      assertThat(registry.asked())
          .isNotEmpty()
          .allSatisfy(
              request ->
                  assertThat(request)
                      .startsWith("Java-http-client")
                      .contains("service=test")
                      .contains("repository:" + repository + ":"));
    }
  }

  @Test
  void a_password_that_the_token_service_refuses_is_a_registry_failure() throws Exception {
    try (TokenRegistry registry = new TokenRegistry("robot$x", "the-password")) {
      BuildOutcome outcome = build(registry, "not-the-password");

      assertThat(outcome).isInstanceOf(BuildOutcome.Failed.class);
      Failure failure = ((BuildOutcome.Failed) outcome).failure();
      assertThat(failure.type()).isEqualTo(FailureClass.REGISTRY);
      assertThat(failure.message()).contains(registry.host());
      assertThat(failure.hint()).get().asString().contains("REGISTRY_PASSWORD");
      assertThat(failure.toString()).doesNotContain("not-the-password");
    }
  }
}
