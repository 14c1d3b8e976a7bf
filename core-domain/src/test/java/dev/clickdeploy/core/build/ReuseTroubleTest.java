package dev.clickdeploy.core.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.core.ClickDeploy;
import dev.clickdeploy.core.House;
import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.DeploymentStatus;
import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.model.deployment.Phase;
import dev.clickdeploy.model.image.ImageManifest;
import dev.clickdeploy.model.image.ImageReference;
import dev.clickdeploy.model.source.Commit;
import dev.clickdeploy.model.source.CommitSha;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.port.out.PortException;
import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Same inputs, and a registry that does not do as it is asked. */
class ReuseTroubleTest {
  private static final InMemoryTree TREE = InMemoryTree.of(Map.of("index.html", "<h1>hello</h1>"));
  private static final CommitSha NEXT = new CommitSha("ab".repeat(20));
  private static final PortException DENIED =
      new PortException(
          FailureClass.REGISTRY, "the registry denies it", "ask for the right to push", null);
  private static final PortException AWAY =
      new PortException(
          FailureClass.INFRASTRUCTURE, "the registry cannot be reached", "start it", null);

  private final House house = new House();
  private final HookedRegistry registry = new HookedRegistry(house.registry);
  private final List<String> named = new CopyOnWriteArrayList<>();
  private final ClickDeploy worker =
      house.parts().registry(registry).work(House.WORK.withWorkers(1)).build();
  private Deployment first;

  @AfterEach
  void close() {
    worker.close();
    house.close();
  }

  @BeforeEach
  void build() {
    house.push(TREE, "refs/heads/main");
    worker.start();
    first = house.ended(house.trigger());
    assertThat(first.status()).isEqualTo(DeploymentStatus.SUCCEEDED);
    registry.beforeTag(named::add);
    Instant at = Instant.parse("2026-01-01T12:00:00Z");
    house.push(TREE.at(new Commit(NEXT, "Say it again", "Ada", at)), "refs/heads/main");
    house.clock.advance(Duration.ofMinutes(1));
  }

  private Deployment again() {
    return house.ended(house.trigger());
  }

  private int builds() {
    return house.builder.requests().size();
  }

  private void assertBuilt(Deployment second, PortException why) {
    assertThat(second.status()).isEqualTo(DeploymentStatus.SUCCEEDED);
    assertThat(second.provenance()).isEqualTo(first.provenance());
    assertThat(second.phaseTimes().begun()).containsKey(Phase.BUILDING);
    assertThat(second.attempt()).isEqualTo(1);
    assertThat(builds()).isEqualTo(2);
    assertThat(house.log(second))
        .contains(
            "an image of the same inputs could not be reused, so it is built: "
                + why.failure().message())
        .noneMatch(line -> line.startsWith("nothing to build"))
        .anyMatch(line -> line.startsWith("pushed "));
  }

  private void refuse(String tag, PortException how) {
    registry.beforeTag(
        asked -> {
          named.add(asked);
          if (asked.equals(tag)) {
            throw how;
          }
        });
  }

  @Test
  void without_trouble_nothing_is_built_and_both_names_are_given() {
    Deployment second = again();

    assertThat(second.provenance()).isEqualTo(first.provenance().reusing(first.id()));
    assertThat(named).containsExactly(NEXT.abbreviated(), "main");
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void a_name_that_the_registry_denies_makes_a_build_and_the_log_says_why() {
    refuse(NEXT.abbreviated(), DENIED);

    assertBuilt(again(), DENIED);
    assertThat(named).containsExactly(NEXT.abbreviated());
  }

  @Test
  void a_registry_that_goes_away_meanwhile_costs_a_build_and_no_attempt() {
    refuse(NEXT.abbreviated(), AWAY);

    assertBuilt(again(), AWAY);
  }

  @Test
  void a_second_name_that_is_denied_makes_a_build_which_has_both() {
    refuse("main", DENIED);

    Deployment second = again();

    assertBuilt(second, DENIED);
    assertThat(named).containsExactly(NEXT.abbreviated(), "main");
    for (String tag : named) {
      ImageReference reference = first.image().reference().withTag(tag);
      assertThat(house.registry.manifest(reference).map(ImageManifest::digest))
          .contains(second.image().digest());
    }
  }

  @Test
  void a_registry_that_cannot_be_prepared_fails_the_deployment_before_anything_is_built() {
    registry.beforePrepare(
        () -> {
          throw DENIED;
        });

    Deployment second = again();

    assertThat(second.status()).isEqualTo(DeploymentStatus.FAILED);
    assertThat(second.failure()).isEqualTo(DENIED.failure());
    assertThat(second.phase()).isEqualTo(Phase.PLANNING);
    assertThat(second.attempt()).isEqualTo(1);
    assertThat(house.log(second)).contains("what to do: ask for the right to push");
    assertThat(builds()).isEqualTo(1);
    assertThat(named).isEmpty();
    assertThat(house.sources.openTrees()).isZero();
  }

  @Test
  void a_cancel_while_the_registry_is_prepared_names_nothing() {
    registry.beforePrepare(this::cancelRunning);

    Deployment second = again();

    assertThat(second.status()).isEqualTo(DeploymentStatus.CANCELLED);
    assertThat(named).isEmpty();
    assertThat(builds()).isEqualTo(1);
    assertThat(house.log(second).getLast()).isEqualTo("cancelled");
    assertThat(house.sources.openTrees()).isZero();
  }

  private void cancelRunning() {
    Deployment running =
        house
            .api
            .deployments()
            .list(Scope.of(house.organization.id()), house.service.id(), 1, null)
            .getFirst();
    assertThat(house.cancel(running).status()).isEqualTo(DeploymentStatus.CANCELLING);
    try {
      house.world.signals().awaitDelivery();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
