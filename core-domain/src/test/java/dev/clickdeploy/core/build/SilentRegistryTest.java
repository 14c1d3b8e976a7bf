package dev.clickdeploy.core.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.core.ClickDeploy;
import dev.clickdeploy.core.House;
import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.DeploymentStatus;
import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.port.out.PortException;
import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A registry that takes a question and never answers it. */
class SilentRegistryTest {
  private final House house = new House();
  private final HookedRegistry registry = new HookedRegistry(house.registry);
  private final CountDownLatch asked = new CountDownLatch(1);

  @BeforeEach
  void push() {
    house.push(InMemoryTree.of(Map.of("index.html", "<h1>hello</h1>")), "refs/heads/main");
  }

  @AfterEach
  void close() {
    house.close();
  }

  /** As a client of HTTP does. */
  private void silence() {
    asked.countDown();
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PortException(FailureClass.INFRASTRUCTURE, "interrupted", "try again", e);
    }
  }

  private Deployment cancelled() throws InterruptedException {
    try (ClickDeploy worker =
        house.parts().registry(registry).work(House.WORK.withWorkers(1)).build()) {
      worker.start();
      Deployment deployment = house.trigger();
      asked.await();
      house.cancel(deployment);
      return house.ended(deployment);
    }
  }

  @Test
  void a_cancel_ends_the_wait_before_the_build() throws Exception {
    registry.beforePrepare(this::silence);

    Deployment ended = cancelled();

    assertThat(ended.status()).isEqualTo(DeploymentStatus.CANCELLED);
    assertThat(house.builder.requests()).isEmpty();
  }

  @Test
  void a_cancel_ends_the_wait_after_the_build() throws Exception {
    registry.beforeManifest(this::silence);

    Deployment ended = cancelled();

    assertThat(ended.status()).isEqualTo(DeploymentStatus.CANCELLED);
    assertThat(house.builder.requests()).hasSize(1);
  }

  @Test
  void the_limit_of_a_build_ends_it_too() {
    registry.beforePrepare(this::silence);
    try (ClickDeploy worker =
        house
            .parts()
            .registry(registry)
            .work(House.work(1, House.WORK.lease(), House.WORK.backoff(), Duration.ofMillis(200)))
            .build()) {
      worker.start();

      Deployment ended = house.ended(house.trigger());

      assertThat(ended.status()).isEqualTo(DeploymentStatus.FAILED);
      assertThat(ended.failure().type()).isEqualTo(FailureClass.TIMEOUT);
    }
  }
}
