package dev.clickdeploy.adapter.railpack.ownfile;

import static dev.clickdeploy.adapter.railpack.Planning.planned;
import static dev.clickdeploy.adapter.railpack.Planning.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.adapter.railpack.Planning;
import dev.clickdeploy.model.build.BuildPlan;
import dev.clickdeploy.model.build.DockerfileSource;
import dev.clickdeploy.model.build.PlanResult;
import dev.clickdeploy.model.service.BuildSettings;
import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OwnDockerfileTest {
  private static final InMemoryTree NODE_WITH_DOCKERFILE =
      Planning.node("").with("Dockerfile", "FROM scratch\nEXPOSE 80\nEXPOSE 8443/tcp\n");

  @Test
  void a_dockerfile_at_the_root_wins_over_every_provider() {
    BuildPlan plan = planned(NODE_WITH_DOCKERFILE);

    assertThat(plan.provider()).isEqualTo("dockerfile");
    assertThat(plan.dockerfile()).isEqualTo(new DockerfileSource.InTree("Dockerfile"));
    assertThat(plan.port()).isEqualTo(8443);
    assertThat(Planning.evidence(plan)).contains("Dockerfile: it is at the root");
  }

  @Test
  void the_services_dockerfile_wins_over_the_one_at_the_root() {
    InMemoryTree tree = NODE_WITH_DOCKERFILE.with("docker/web.Dockerfile", "FROM scratch\n");

    BuildPlan plan = planned(tree, with("docker/web.Dockerfile", "wanted", Map.of("A", "b")));

    assertThat(plan.dockerfile()).isEqualTo(new DockerfileSource.InTree("docker/web.Dockerfile"));
    assertThat(plan.target()).isEqualTo("wanted");
    assertThat(plan.buildArgs()).containsExactly(Map.entry("A", "b"));
    assertThat(plan.summary()).isEqualTo("docker/web.Dockerfile, stage wanted");
    assertThat(plan.port()).isNull();
  }

  @Test
  void a_missing_dockerfile_is_named_with_those_that_exist() {
    InMemoryTree tree =
        NODE_WITH_DOCKERFILE
            .with("docker/web.Dockerfile", "FROM scratch\n")
            .with("docker/Dockerfile.dev", "FROM scratch\n")
            .with("docs/Dockerfiles.md", "text\n");

    PlanResult.NotPlanned refused = refused(tree, with("docker/Dockerfile", null, Map.of()));

    assertThat(refused.message())
        .isEqualTo(
            "there is no Dockerfile at 'docker/Dockerfile'; there is Dockerfile,"
                + " docker/Dockerfile.dev, docker/web.Dockerfile");
    assertThat(refused.hint()).contains("root directory");
  }

  @Test
  void a_link_is_no_dockerfile() {
    InMemoryTree tree = InMemoryTree.empty().withSymlink("Dockerfile", "../../etc/passwd");

    assertThat(refused(tree).message()).contains("no app was found");
  }

  @Test
  void target_and_arguments_need_a_dockerfile() {
    assertThat(refused(Planning.node(""), with(null, "wanted", Map.of())).message())
        .contains("target stage")
        .contains("no Dockerfile");
    assertThat(refused(Planning.node(""), with(null, null, Map.of("A", "b"))).message())
        .contains("build arguments")
        .contains("no Dockerfile");
  }

  @Test
  void commands_beside_a_dockerfile_are_warned_about() {
    BuildPlan plan = planned(NODE_WITH_DOCKERFILE, Planning.commands(null, null, "node x.js"));

    assertThat(plan.warnings()).singleElement().asString().contains("no effect");
  }

  private static BuildSettings with(String dockerfile, String target, Map<String, String> args) {
    return new BuildSettings(dockerfile, target, args, null, null, null);
  }
}
