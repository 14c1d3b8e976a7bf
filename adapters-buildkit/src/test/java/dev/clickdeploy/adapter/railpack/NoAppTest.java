package dev.clickdeploy.adapter.railpack;

import static dev.clickdeploy.adapter.railpack.Planning.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickdeploy.model.build.PlanResult;
import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoAppTest {
  @Test
  void a_tree_without_an_app_says_what_was_looked_for() {
    PlanResult.NotPlanned refused = refused(InMemoryTree.of(Map.of("notes.txt", "")));

    assertThat(refused.message())
        .startsWith("no app was found at the root directory: looked for Dockerfile, ")
        .contains(", go.mod, ", ", requirements.txt, pyproject.toml, Pipfile, ")
        .contains(
            ", package.json, package.json5, ", ", Staticfile, index.html, public/index.html, ");
    assertThat(refused.lookedFor()).contains("Dockerfile", "package.json", "index.html");
    assertThat(refused.hint()).isNotBlank();
    assertThat(refused(InMemoryTree.empty()).message()).isEqualTo(refused.message());
  }

  @Test
  void a_monorepo_lists_the_directories_of_its_apps() {
    InMemoryTree tree =
        InMemoryTree.empty()
            .with("apps/web/package.json", "{}")
            .with("apps/web/packages/inner/package.json", "{}")
            .with("apps/api/go.mod", "")
            .with("docs/index.html", "")
            .with("a/b/c/d/e/package.json", "{}")
            .with(".github/actions/x/package.json", "{}")
            .with("x/node_modules/y/package.json", "{}");

    PlanResult.NotPlanned refused = refused(tree);

    assertThat(refused.message())
        .endsWith(
            "; there are apps in docs (index.html), apps/api (go.mod), apps/web (package.json)");
    assertThat(refused.hint()).contains("root directory");
  }

  @Test
  void a_long_list_is_cut() {
    InMemoryTree tree = InMemoryTree.empty();
    for (int i = 0; i < 30; i++) {
      tree = tree.with("apps/app" + i + "/package.json", "{}");
    }

    assertThat(refused(tree).message().split("\\(package.json\\)", -1)).hasSize(11);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "https://docker.io", "docker.io library", "docker.io/Li\nbrary"})
  void a_prefix_of_base_images_that_is_none_is_refused(String prefix) {
    assertThatThrownBy(() -> Railpack.planner(prefix))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("docker.io/library");
  }
}
