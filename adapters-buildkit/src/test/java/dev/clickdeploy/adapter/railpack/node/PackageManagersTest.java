package dev.clickdeploy.adapter.railpack.node;

import static dev.clickdeploy.adapter.railpack.Planning.dockerfile;
import static dev.clickdeploy.adapter.railpack.Planning.node;
import static dev.clickdeploy.adapter.railpack.Planning.planned;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.adapter.railpack.Planning;
import dev.clickdeploy.model.build.BuildPlan;
import dev.clickdeploy.port.out.fake.InMemoryTree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackageManagersTest {
  @ParameterizedTest
  @CsvSource({
    "package-lock.json, {}, npm, npm ci",
    "npm-shrinkwrap.json, {}, npm, npm ci",
    "yarn.lock, # yarn lockfile v1, Yarn 1, yarn install --frozen-lockfile",
    "yarn.lock, __metadata:, Yarn 4, yarn install --immutable",
    "pnpm-lock.yaml, lockfileVersion: 5.3, pnpm 6, pnpm install --frozen-lockfile",
    "pnpm-lock.yaml, lockfileVersion: 5.4, pnpm 7, pnpm install --frozen-lockfile",
    "pnpm-lock.yaml, lockfileVersion: '6.0', pnpm 8, pnpm install --frozen-lockfile",
    "pnpm-lock.yaml, lockfileVersion: \"9.0\", pnpm 9, pnpm install --frozen-lockfile",
    "bun.lock, {}, Bun 1, bun install --frozen-lockfile",
    "bun.lockb, x, Bun 1, bun install --frozen-lockfile",
  })
  void the_lock_file_decides(String file, String content, String label, String install) {
    BuildPlan plan = planned(node("").with(file, content));

    assertThat(plan.summary()).startsWith("Node.js 22, " + label + ",");
    assertThat(dockerfile(plan))
        .contains(" " + install + "\n")
        .contains("COPY package.json " + file);
    assertThat(plan.warnings()).isEmpty();
    assertThat(Planning.evidence(plan)).contains("there is a " + file);
  }

  @ParameterizedTest
  @CsvSource({
    "npm@10.9.0, npm, npm@10.9.0",
    "pnpm@10.1.0+sha512.0af, pnpm 10.1.0, pnpm@10.1.0",
    "yarn@4.6.0, Yarn 4.6.0, @yarnpkg/cli-dist@4.6.0",
    "bun@1.2.0, Bun 1.2.0, bun@1.2.0",
  })
  void the_package_manager_field_comes_first_and_pins(String field, String label, String tool) {
    BuildPlan plan =
        planned(node("\"packageManager\":\"" + field + "\",").with("yarn.lock", "# v1"));

    assertThat(plan.summary()).startsWith("Node.js 22, " + label + ",");
    assertThat(dockerfile(plan)).contains(" npm install --global --force " + tool + "\n");
    assertThat(Planning.evidence(plan)).contains("packageManager in package.json says");
  }

  @Test
  void yarn_1_is_in_the_base_image() {
    assertThat(dockerfile(node("\"packageManager\":\"yarn@1.22.22\",").with("yarn.lock", "")))
        .doesNotContain("--global");
  }

  @Test
  void yarn_in_the_repository_is_taken_with_its_files() {
    InMemoryTree tree =
        node("\"packageManager\":\"yarn@4.6.0\",")
            .with("yarn.lock", "__metadata:")
            .with(".yarnrc.yml", "nodeLinker: node-modules\nyarnPath: .yarn/releases/yarn.cjs\n")
            .with(".yarn/releases/yarn.cjs", "");

    assertThat(dockerfile(tree)).doesNotContain("--global").contains("COPY .yarn/ ./.yarn/\n");
  }

  @Test
  void plug_n_play_keeps_its_cache_in_the_image_and_starts_through_yarn() {
    InMemoryTree tree =
        node("\"dependencies\":{\"ms\":\"2\"},")
            .with(".yarnrc.yml", "enableScripts: false\n")
            .with("yarn.lock", "__metadata:");

    assertThat(dockerfile(tree))
        .contains("YARN_ENABLE_GLOBAL_CACHE=false")
        .contains("RUN yarn install --immutable\n")
        .contains("COPY --chown=1000:1000 --from=build /app /app\n")
        .contains("CMD [\"yarn\", \"run\", \"start\"]");
  }

  @Test
  void engines_decide_where_there_is_no_lock_file() {
    assertThat(planned(node("\"engines\":{\"pnpm\":\"^8.15\"},")).summary()).contains("pnpm 8,");
    assertThat(planned(node("\"engines\":{\"bun\":\"1\"},")).summary()).contains("Bun 1,");
    assertThat(
            planned(node("\"engines\":{\"pnpm\":\"8\"},").with("package-lock.json", "")).summary())
        .contains(" npm,");
  }

  @Test
  void without_a_lock_file_npm_installs_and_warns() {
    BuildPlan plan = planned(node(""));

    assertThat(dockerfile(plan)).contains(" npm install\n");
    assertThat(plan.warnings())
        .containsExactly(
            "there is no package-lock.json: each build may install other versions; commit one");
  }

  @Test
  void a_field_that_is_malformed_is_ignored_with_a_warning() {
    BuildPlan plan = planned(node("\"packageManager\":\"pnpm@9; rm -rf /\","));

    assertThat(plan.summary()).contains(" npm,");
    assertThat(plan.warnings()).anyMatch(warning -> warning.startsWith("packageManager"));
    assertThat(dockerfile(plan)).doesNotContain("rm -rf");
  }
}
