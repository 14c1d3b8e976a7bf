package dev.clickdeploy.core.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.core.ClickDeploy;
import dev.clickdeploy.core.House;
import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.DeploymentStatus;
import dev.clickdeploy.model.deployment.Failure;
import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.model.image.RegistryHost;
import dev.clickdeploy.model.image.RegistryLogin;
import dev.clickdeploy.port.out.PortException;
import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** By which account a builder pushes, and what is told when the registry refuses. */
class PushTroubleTest {
  private static final RegistryLogin ROBOT =
      new RegistryLogin(
          new RegistryHost("registry.test"), "robot$made", Secret.of("made-for-this-build"));
  private static final Failure REFUSED =
      Failure.of(FailureClass.REGISTRY, "the registry forbids this push (403)", "look around");
  private static final Failure QUOTA =
      Failure.of(FailureClass.REGISTRY, "the quota is used up", "raise the quota");

  private final House house = new House();
  private final HookedRegistry registry = new HookedRegistry(house.registry);
  private final ClickDeploy worker =
      house.parts().registry(registry).work(House.WORK.withWorkers(1)).build();

  @BeforeEach
  void start() {
    house.push(InMemoryTree.of(Map.of("index.html", "<h1>hello</h1>")), "refs/heads/main");
    worker.start();
  }

  @AfterEach
  void close() {
    worker.close();
    house.close();
  }

  private Failure failure() {
    Deployment ended = house.ended(house.trigger());
    assertThat(ended.status()).isEqualTo(DeploymentStatus.FAILED);
    assertThat(ended.attempt()).isEqualTo(1);
    return java.util.Objects.requireNonNull(ended.failure());
  }

  @Test
  void a_builder_logs_in_by_what_was_made_for_it_and_nobody_reads_that() {
    registry.made(ROBOT);
    house.builder.next(house.builder.printing("docker login -p made-for-this-build"));

    Deployment ended = house.ended(house.trigger());

    assertThat(house.builder.requests().getLast().logins()).containsExactly(ROBOT);
    assertThat(house.log(ended)).contains("#1 docker login -p [secret]");
  }

  @Test
  void what_the_registry_knows_of_a_refusal_is_told_with_its_mend() {
    registry.obstacle(() -> Optional.of(QUOTA));
    house.builder.next(house.builder.failing(REFUSED));

    Failure failure = failure();

    assertThat(failure.message())
        .isEqualTo("the quota is used up; the registry forbids this push (403)");
    // it may be the login all the same
    assertThat(failure.mend()).isEqualTo("raise the quota; otherwise look around");
  }

  @Test
  void a_registry_that_knows_nothing_or_does_not_answer_changes_nothing() {
    house.builder.next(house.builder.failing(REFUSED));
    assertThat(failure().message()).isEqualTo(REFUSED.message());

    registry.obstacle(
        () -> {
          throw new PortException(FailureClass.INFRASTRUCTURE, "away", "wait", null);
        });
    house.builder.next(house.builder.failing(REFUSED));
    assertThat(failure().mend()).isEqualTo(REFUSED.mend());
  }

  @Test
  void a_step_that_failed_is_none_of_the_registrys_business() {
    registry.obstacle(() -> Optional.of(QUOTA));
    house.builder.next(
        house.builder.failing(Failure.of(FailureClass.BUILD_STEP, "npm ci: exit 1", "see")));

    assertThat(failure().message()).isEqualTo("npm ci: exit 1");
  }
}
