package dev.clickdeploy.core.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.core.House;
import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.DeploymentStatus;
import dev.clickdeploy.model.deployment.Phase;
import dev.clickdeploy.model.image.ImageManifest;
import dev.clickdeploy.model.image.ImageReference;
import dev.clickdeploy.model.image.PushedImage;
import dev.clickdeploy.model.image.RegistryCredential;
import dev.clickdeploy.model.service.ValueChanges;
import dev.clickdeploy.model.service.ValueKind;
import dev.clickdeploy.model.source.Commit;
import dev.clickdeploy.model.source.CommitSha;
import dev.clickdeploy.model.tenant.Name;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.port.in.Deployments.TriggerDeployment;
import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Same inputs, same image. */
class ReuseTest {
  private static final InMemoryTree TREE = InMemoryTree.of(Map.of("index.html", "<h1>hello</h1>"));

  private final House house = new House();
  private final Scope scope = Scope.of(house.organization.id());
  private Deployment first;

  @AfterEach
  void close() {
    house.close();
  }

  @BeforeEach
  void build() {
    house.push(TREE, "refs/heads/main");
    house.worker();
    first = deployed();
  }

  private Deployment deployed() {
    Deployment ended = house.ended(house.trigger());
    assertThat(ended.status()).isEqualTo(DeploymentStatus.SUCCEEDED);
    return ended;
  }

  private static Commit commit(CommitSha sha) {
    return new Commit(sha, "Say it again", "Ada", Instant.parse("2026-01-01T12:00:00Z"));
  }

  private int builds() {
    return house.builder.requests().size();
  }

  @Test
  void another_commit_of_the_same_tree_gets_the_image_that_is_there() {
    CommitSha next = new CommitSha("ab".repeat(20));
    house.push(TREE.at(commit(next)), "refs/heads/main");

    Deployment second = deployed();

    assertThat(builds()).isEqualTo(1);
    assertThat(second.image().digest()).isEqualTo(first.image().digest());
    assertThat(second.image().reference().tag()).isEqualTo(next.abbreviated());
    assertThat(second.provenance()).isEqualTo(first.provenance().reusing(first.id()));
    assertThat(second.phaseTimes().begun())
        .containsOnlyKeys(Phase.FETCHING, Phase.PLANNING, Phase.VERIFYING);
    for (String tag : new String[] {next.abbreviated(), "main"}) {
      ImageReference named = first.image().reference().withTag(tag);
      assertThat(house.registry.manifest(named).map(ImageManifest::digest))
          .contains(first.image().digest());
    }
    assertThat(house.log(second))
        .anyMatch(line -> line.startsWith("nothing to build: same inputs as deployment"))
        .anyMatch(line -> line.startsWith("named registry.test/"))
        .noneMatch(line -> line.startsWith("pushed "));
  }

  @Test
  void what_is_made_of_something_else_is_built() {
    house.push(
        InMemoryTree.of(Map.of("index.html", "<h1>hello!</h1>"))
            .at(commit(new CommitSha("cd".repeat(20)))),
        "refs/heads/main");
    assertThat(deployed().provenance().inputs()).isNotEqualTo(first.provenance().inputs());
    assertThat(builds()).isEqualTo(2);

    house
        .api
        .values()
        .change(
            scope,
            house.service.id(),
            new ValueChanges(ValueKind.SECRET, Map.of("TOKEN", Secret.of("a-secret")), Set.of()));
    assertThat(deployed().provenance().reusedFrom()).isNull();
    assertThat(builds()).isEqualTo(3);
  }

  @Test
  void whoever_wants_every_step_to_run_gets_that() {
    Deployment asked =
        house
            .api
            .deployments()
            .trigger(new TriggerDeployment(scope, house.service.id(), null, null, true));

    assertThat(house.ended(asked).status()).isEqualTo(DeploymentStatus.SUCCEEDED);
    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void one_that_is_somewhere_else_is_not_reused() {
    house.api.tenants().renameProject(scope, house.project.id(), new Name("Moved"));

    assertThat(deployed().provenance().reusedFrom()).isNull();
    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void an_image_that_the_registry_has_no_more_is_built_again() {
    house.registry.forget(new PushedImage(first.image().reference(), first.image().digest()));

    assertThat(deployed().provenance().reusedFrom()).isNull();
    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void a_reused_image_is_reused_again() {
    Deployment second = deployed();
    Deployment third = deployed();

    assertThat(second.provenance().reusedFrom()).isEqualTo(first.id());
    assertThat(third.image()).isEqualTo(first.image());
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void a_service_with_an_account_of_its_own_reuses_by_that_one_only() {
    RegistryCredential own = new RegistryCredential("robot$web", Secret.of("its/own+password!"));
    house.api.values().changeRegistryCredential(scope, house.service.id(), own);

    assertThat(deployed().provenance().reusedFrom()).isEqualTo(first.id());
    // prepared, two names given, verified
    assertThat(house.registry.askedAs())
        .hasSize(4)
        .containsOnly(own.at(first.image().reference().host()));
    assertThat(builds()).isEqualTo(1);
  }
}
