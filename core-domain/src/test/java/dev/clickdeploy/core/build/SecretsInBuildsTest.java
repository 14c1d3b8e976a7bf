package dev.clickdeploy.core.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clickdeploy.core.House;
import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.build.BuildEvent;
import dev.clickdeploy.model.build.BuildOutcome;
import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.DeploymentStatus;
import dev.clickdeploy.model.deployment.Failure;
import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.model.deployment.Progress;
import dev.clickdeploy.model.source.Credential;
import dev.clickdeploy.model.source.RepositoryUrl;
import dev.clickdeploy.port.out.PortException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whatever a build prints, the service's and the registry's secrets are not in it. */
class SecretsInBuildsTest {
  private static final String TOKEN = "ghp_tök/en+0123456789";

  private final House house = new House(Secret.of(TOKEN));

  @AfterEach
  void close() {
    house.close();
  }

  private static List<String> forms(String secret) {
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    return List.of(
        secret,
        URLEncoder.encode(secret, StandardCharsets.UTF_8),
        Base64.getEncoder().encodeToString(bytes).replace("=", ""),
        Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  private List<String> allForms() {
    return List.of(TOKEN, House.WEBHOOK_SECRET.reveal(), House.REGISTRY_PASSWORD.reveal()).stream()
        .flatMap(secret -> forms(secret).stream())
        .toList();
  }

  private String everythingAbout(Deployment deployment) {
    return house.stored(deployment)
        + String.join("\n", house.log(deployment))
        + house.job(deployment);
  }

  @Test
  void a_private_repository_opens_with_its_token_which_the_log_never_shows() {
    house.builder.next(
        (request, events, cancellation) -> {
          for (String form : allForms()) {
            events.accept(
                new BuildEvent.Output(1, house.clock.instant(), false, "printed " + form + " out"));
          }
          return house.builder.succeeding().run(request, events, cancellation);
        });
    house.worker();

    Deployment ended = house.ended(house.trigger());

    assertThat(ended.image()).isNotNull();
    assertThat(house.log(ended)).filteredOn(line -> line.startsWith("#1 printed ")).hasSize(12);
    assertThat(everythingAbout(ended)).doesNotContain(allForms().toArray(String[]::new));
  }

  @Test
  void a_repository_over_ssh_opens_with_its_deploy_key_which_the_log_never_shows() {
    String line = "b3BlbnNzaC1rZXktdjEAAAAA";
    Credential key =
        new Credential.DeployKey(Secret.of("-----BEGIN X-----\n" + line + "\n"), "git.test a b");
    try (House ssh = new House(new RepositoryUrl("git@git.test:acme/web.git"), key)) {
      ssh.builder.next(
          (request, events, cancellation) -> {
            events.accept(new BuildEvent.Output(1, ssh.clock.instant(), false, "printed " + line));
            return ssh.builder.succeeding().run(request, events, cancellation);
          });
      ssh.worker();

      Deployment ended = ssh.ended(ssh.trigger());

      assertThat(ended.status()).isEqualTo(DeploymentStatus.SUCCEEDED);
      assertThat(ssh.log(ended)).contains("#1 printed [secret]");
      assertThat(String.join("\n", ssh.log(ended))).doesNotContain(line);
    }
  }

  @Test
  void a_failure_is_shown_without_secrets() {
    Failure leaking =
        new Failure(
            FailureClass.BUILD_STEP, "curl " + TOKEN, "use " + TOKEN, List.of("line " + TOKEN));
    house.builder.next(
        (request, events, cancellation) -> {
          events.accept(
              new BuildEvent.StepFailed(
                  1, "RUN curl " + TOKEN, house.clock.instant(), TOKEN, Progress.NONE));
          return new BuildOutcome.Failed(leaking, Progress.NONE);
        });
    house.worker();

    Deployment ended = house.ended(house.trigger());

    assertThat(ended.failure().message()).isEqualTo("curl [secret]");
    assertThat(ended.failure().lastLines()).containsExactly("line [secret]");
    assertThat(everythingAbout(ended)).doesNotContain(TOKEN);
  }

  @Test
  void a_failed_attempt_is_shown_without_secrets() {
    house.builder.next(
        house.builder.throwing(
            new PortException(FailureClass.INFRASTRUCTURE, "lost " + TOKEN, null, null)));
    house.builder.next(house.builder.blockingUntilCancelled());
    house.worker();
    Deployment deployment = house.trigger();

    house.awaitBuilding(1);
    await().until(() -> house.job(deployment).attempt() == 2);
    assertThat(house.log(deployment)).anyMatch(line -> line.contains("failed: lost [secret];"));
    assertThat(house.job(deployment).error()).contains("lost [secret]");
    assertThat(everythingAbout(deployment)).doesNotContain(TOKEN);
    house.cancel(deployment);
    house.ended(deployment);
  }
}
