package dev.clickdeploy.adapter.buildkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.build.BuildOutcome;
import dev.clickdeploy.model.build.option.BuildOptions;
import dev.clickdeploy.model.image.RegistryHost;
import dev.clickdeploy.model.image.RegistryLogin;
import dev.clickdeploy.model.job.Cancellation;
import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** Whoever writes a Dockerfile decides which registries the daemon speaks with. */
class HostileDockerfileIT {
  private static final String PASSWORD = RealParts.get("auth.password");

  private BuildOutcome build(String dockerfile) {
    RegistryLogin login =
        new RegistryLogin(
            new RegistryHost(RealParts.get("auth.registry")),
            RealParts.get("auth.username"),
            Secret.of(PASSWORD));
    try (BuildKit buildKit = RealParts.buildKit()) {
      return buildKit.build(
          Requests.of(InMemoryTree.empty())
              .generated(dockerfile)
              .login(login)
              .options(BuildOptions.builder().secret("token", Secret.of(PASSWORD)))
              .build(),
          new Events(),
          new Cancellation());
    }
  }

  private static void assertLearnedNothing(TokenRegistry registry) {
    String pair = RealParts.get("auth.username") + ":" + PASSWORD;
    assertThat(registry.asked()).as("it was asked").isNotEmpty();
    assertThat(registry.authorizations().toString())
        .doesNotContain("Basic")
        .doesNotContain(PASSWORD)
        .doesNotContain(Base64.getEncoder().encodeToString(pair.getBytes()));
  }

  @Test
  void a_foreign_registry_in_from_gets_no_credentials() throws Exception {
    try (TokenRegistry hostile = new TokenRegistry("somebody", "else")) {
      BuildOutcome outcome = build("FROM " + hostile.host() + "/trap/image:1\n");

      assertThat(outcome).isInstanceOf(BuildOutcome.Failed.class);
      assertLearnedNothing(hostile);
    }
  }

  @Test
  void a_foreign_registry_in_copy_gets_no_credentials() throws Exception {
    try (TokenRegistry hostile = new TokenRegistry("somebody", "else")) {
      build("FROM scratch\nCOPY --from=" + hostile.host() + "/trap/image:1 / /\n");

      assertLearnedNothing(hostile);
    }
  }

  @Test
  void a_foreign_frontend_gets_no_credentials() throws Exception {
    try (TokenRegistry hostile = new TokenRegistry("somebody", "else")) {
      build("# syntax=" + hostile.host() + "/trap/frontend:1\nFROM scratch\n");

      assertLearnedNothing(hostile);
    }
  }
}
