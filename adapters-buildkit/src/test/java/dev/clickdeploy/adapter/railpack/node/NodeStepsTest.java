package dev.clickdeploy.adapter.railpack.node;

import static dev.clickdeploy.adapter.railpack.Planning.commands;
import static dev.clickdeploy.adapter.railpack.Planning.dockerfile;
import static dev.clickdeploy.adapter.railpack.Planning.evidence;
import static dev.clickdeploy.adapter.railpack.Planning.node;
import static dev.clickdeploy.adapter.railpack.Planning.planned;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.model.build.BuildPlan;
import dev.clickdeploy.port.out.fake.InMemoryTree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeStepsTest {
  private static final String WHOLE_TREE_FIRST =
      "COPY . .\nRUN --mount=type=cache,target=/root/.npm npm";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"dependencies\":{\"a\":\"file:./a\"},",
        "\"devDependencies\":{\"a\":\"link:../a\"},",
      })
  void packages_inside_the_repository_are_there_before_the_installation(String members) {
    BuildPlan plan = planned(node(members));

    assertThat(dockerfile(plan)).contains(WHOLE_TREE_FIRST);
    assertThat(evidence(plan)).contains("install after all sources are copied: ");
  }

  @Test
  void scripts_of_the_installation_find_the_sources_and_the_packages_for_development() {
    InMemoryTree tree =
        InMemoryTree.empty()
            .with("package-lock.json", "")
            .with(
                "package.json",
                """
                {"scripts":{"prepare":"husky","start":"node s.js"},
                 "dependencies":{"ms":"2"},"devDependencies":{"husky":"9"}}
                """);

    assertThat(dockerfile(tree))
        .contains("COPY . .\nRUN --mount=type=cache,target=/root/.npm npm ci\n")
        .contains("npm prune --omit=dev --ignore-scripts\n");
  }

  @Test
  void the_services_commands_replace_the_detected_ones() {
    BuildPlan plan =
        planned(
            node("\"devDependencies\":{\"a\":\"1\"},"),
            commands("npm ci --legacy-peer-deps", "make all", null));

    assertThat(dockerfile(plan))
        .contains("COPY package.json ./\n")
        .contains("RUN --mount=type=cache,target=/root/.npm npm ci --legacy-peer-deps\nCOPY . .\n")
        .contains("RUN make all\n")
        .doesNotContain("prune");
    assertThat(evidence(plan))
        .contains("install by `npm ci --legacy-peer-deps`: the service's settings")
        .contains("build by `make all`: the service's settings");
  }

  @Test
  void an_install_command_that_may_need_anything_gets_all_sources() {
    assertThat(dockerfile(planned(node(""), commands("make deps", null, null))))
        .contains("COPY . .\nRUN --mount=type=cache,target=/root/.npm make deps\n");
    assertThat(dockerfile(planned(node(""), commands("npm ci && ./more", null, null))))
        .contains("COPY . .\nRUN --mount=type=cache,target=/root/.npm npm ci && ./more\n");
  }

  @Test
  void another_runtime_beside_it_is_warned_about() {
    assertThat(planned(node("").with("requirements.txt", "")).warnings())
        .anyMatch(warning -> warning.startsWith("Python (requirements.txt) is not taken"));
  }

  @Test
  void manifests_of_workspaces_are_enough_for_the_installation() {
    InMemoryTree tree =
        node("\"workspaces\":[\"packages/*\",\"!packages/old\"],")
            .with("packages/a/package.json", "{}")
            .with("packages/old/package.json", "{}")
            .with("packages/a/deep/package.json", "{}");

    assertThat(dockerfile(tree))
        .contains("COPY package.json ./\nCOPY packages/a/package.json ./packages/a/\nRUN ")
        .doesNotContain("deep")
        .doesNotContain("packages/old");
  }

  @Test
  void workspaces_of_pnpm_are_read_without_yaml() {
    InMemoryTree tree =
        node("")
            .with("pnpm-lock.yaml", "lockfileVersion: '9.0'\n")
            .with(
                "pnpm-workspace.yaml",
                "packages:\n  # ours\n  - 'apps/**'\n  - lib\ncatalog:\n  - no\n")
            .with("apps/x/y/package.json", "{}")
            .with("no/package.json", "{}")
            .with("lib/package.json", "{\"scripts\":{\"postinstall\":\"node x\"}}");

    assertThat(evidence(planned(tree))).contains("package.json has a script postinstall");
    assertThat(dockerfile(tree.with("lib/package.json", "{}")))
        .contains("COPY apps/x/y/package.json ./apps/x/y/\nCOPY lib/package.json ./lib/\n")
        .doesNotContain("COPY no/");
  }

  @Test
  void a_lock_file_that_is_out_of_step_is_not_taken_literally() {
    InMemoryTree tree =
        node("\"dependencies\":{\"ms\":\"2.1.3\"},")
            .with(
                "package-lock.json",
                "{\"lockfileVersion\":3,\"packages\":{\"\":{\"dependencies\":{\"ms\":\"2.1.2\"}}}}");

    assertThat(dockerfile(tree)).contains(" npm install\n");
    assertThat(planned(tree).warnings()).anyMatch(warning -> warning.contains("(ms)"));
  }
}
