package dev.clickdeploy.adapter.railpack.python;

import static dev.clickdeploy.adapter.railpack.Planning.dockerfile;
import static dev.clickdeploy.adapter.railpack.Planning.planned;
import static dev.clickdeploy.adapter.railpack.Planning.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.model.build.BuildPlan;
import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackageManagersTest {
  private static final String PROJECT = "[project]\nname = \"x\"\nversion = \"1\"\n";
  private static final String PACKAGE = "[build-system]\nrequires = [\"hatchling\"]\n";

  @ParameterizedTest
  @CsvSource({
    "uv.lock, uv, uv sync --locked --no-dev --no-install-project",
    "poetry.lock, poetry, poetry install --no-interaction --no-ansi --only main --no-root",
    "pdm.lock, pdm, pdm install --check --prod --no-editable",
  })
  void the_lock_file_beside_pyproject_decides(String lockfile, String manager, String install) {
    BuildPlan plan = planned(app("pyproject.toml", PROJECT).with(lockfile, ""));

    assertThat(plan.recipe().packageManager()).isEqualTo(manager);
    assertThat(plan.recipe().install()).containsExactly(install);
    assertThat(plan.warnings()).isEmpty();
    assertThat(dockerfile(plan)).contains("COPY pyproject.toml " + lockfile + " ./\n");
  }

  @Test
  void without_a_lock_file_the_newest_versions_are_installed_and_warned_about() {
    assertUnlocked(app("pyproject.toml", PROJECT), "uv", "uv sync --no-dev --no-install-project");
    assertUnlocked(
        app("pyproject.toml", "[tool.poetry]\nname = \"x\"\n"),
        "poetry",
        "poetry install --no-interaction --no-ansi --only main --no-root");
    assertUnlocked(
        app("pyproject.toml", PROJECT + "[tool.pdm]\n"), "pdm", "pdm install --prod --no-editable");
    assertUnlocked(app("Pipfile", "[packages]\n"), "pipenv", "pipenv install --skip-lock");
  }

  private static void assertUnlocked(InMemoryTree tree, String manager, String install) {
    BuildPlan plan = planned(tree);
    assertThat(plan.recipe().packageManager()).isEqualTo(manager);
    assertThat(plan.recipe().install()).containsExactly(install);
    assertThat(plan.warnings()).anyMatch(w -> w.startsWith("there is no lock file of " + manager));
  }

  @Test
  void a_pyproject_of_settings_alone_installs_nothing() {
    BuildPlan plan = planned(app("pyproject.toml", "[tool.ruff]\nline-length = 100\n"));

    assertThat(plan.recipe().packageManager()).isNull();
    assertThat(plan.recipe().install()).isEmpty();
  }

  @Test
  void requirements_come_before_lock_files_which_are_warned_about() {
    BuildPlan plan =
        planned(
            app("pyproject.toml", PROJECT)
                .with("uv.lock", "")
                .with("requirements.txt", "requests\n"));

    assertThat(plan.recipe().packageManager()).isEqualTo("pip");
    assertThat(plan.warnings())
        .anyMatch(warning -> warning.startsWith("uv.lock is not taken into account"))
        .anyMatch(warning -> warning.startsWith("requirements.txt leaves versions open"));
  }

  @Test
  void everything_that_pip_reads_is_copied_before_the_installation() {
    InMemoryTree tree =
        app(
                "requirements.txt",
                "-r requirements/base.txt\n-f wheels\n./vendor/a-1-py3-none-any.whl\n")
            .with("requirements/base.txt", "-c limits.txt\nflask==3.0 # web\n")
            .with("requirements/limits.txt", "flask<4\n")
            .with("vendor/a-1-py3-none-any.whl", "")
            .with("wheels/b.whl", "");

    assertThat(dockerfile(tree))
        .contains(
            """
            COPY requirements.txt ./
            COPY requirements/base.txt requirements/limits.txt ./requirements/
            COPY wheels/ ./wheels/
            COPY vendor/a-1-py3-none-any.whl ./vendor/
            """);
  }

  @ParameterizedTest
  @CsvSource({
    "-e .",
    "./libs/tool",
    "tool @ file:///app/libs/tool",
    "-r ../other.txt",
    "-r gone.txt"
  })
  void what_pip_builds_from_the_tree_needs_the_tree(String line) {
    assertThat(dockerfile(app("requirements.txt", line).with("libs/tool/setup.py", "")))
        .contains("COPY . .\nRUN --mount=type=cache,target=/root/.cache/pip python -m venv")
        .contains("--from=build /app /app");
  }

  @Test
  void what_pip_gets_from_elsewhere_does_not() {
    String text =
        dockerfile(
            app(
                "requirements.txt",
                """
                -e git+https://git.example/tool#egg=tool
                other @ https://files.example/other-1-py3-none-any.whl
                --index-url https://pypi.example/simple
                """));

    assertThat(text).contains("COPY requirements.txt ./").doesNotContain("COPY . .");
    assertThat(text).contains("--no-install-recommends git\n");
  }

  @Test
  void requirements_in_utf_16_are_understood() {
    byte[] utf16 =
        "\uFEFFgunicorn==26.2.0\r\nFlask==3\r\n"
            .getBytes(java.nio.charset.StandardCharsets.UTF_16LE);

    assertThat(
            planned(
                    app("main.py", "from flask import Flask\napp = Flask('x')\n")
                        .with("requirements.txt", utf16))
                .recipe()
                .start())
        .startsWith("gunicorn");
  }

  @Test
  void the_members_of_a_workspace_come_after_the_dependencies() {
    BuildPlan plan =
        planned(
            app(
                    "pyproject.toml",
                    PROJECT
                        + "[tool.uv.workspace]\nmembers = [\"libs/*\"]\n"
                        + "[tool.uv.sources]\na = { workspace = true }\n")
                .with("uv.lock", "")
                .with("libs/a/pyproject.toml", PROJECT));

    assertThat(plan.recipe().install())
        .containsExactly("uv sync --frozen --no-dev --no-install-workspace");
    assertThat(plan.recipe().build()).containsExactly("uv sync --locked --no-dev --no-editable");
  }

  @Test
  void a_member_whose_workspace_is_out_of_reach_is_refused() {
    assertThat(
            refused(
                    app(
                        "pyproject.toml",
                        PROJECT + "[tool.uv.sources]\na = { workspace = true }\n"))
                .hint())
        .contains("set the root directory to the workspace");
  }

  @Test
  void dependencies_that_only_the_sources_tell_are_installed_from_them() {
    for (String more :
        List.of("dynamic = [\"dependencies\"]\n", "[tool.uv.sources]\na = { path = \"../a\" }\n")) {
      assertThat(dockerfile(app("pyproject.toml", PROJECT + more).with("uv.lock", "")))
          .contains("COPY . .\nRUN --mount=type=cache,target=/root/.cache/uv uv sync --locked");
    }
  }

  @Test
  void a_package_is_installed_itself_after_its_dependencies() {
    BuildPlan pdm = planned(app("pyproject.toml", PROJECT + PACKAGE).with("pdm.lock", ""));
    assertThat(pdm.recipe().install())
        .containsExactly("pdm install --check --prod --no-editable --no-self");
    assertThat(pdm.recipe().build()).containsExactly("pdm install --check --prod --no-editable");

    BuildPlan poetry =
        planned(
            app("pyproject.toml", "[tool.poetry.scripts]\nx = \"x:main\"\n" + PACKAGE)
                .with("poetry.lock", ""));
    assertThat(poetry.recipe().build())
        .containsExactly("poetry install --no-interaction --no-ansi --only main");
  }

  private static InMemoryTree app(String file, String text) {
    return InMemoryTree.of(Map.of("main.py", "")).with(file, text);
  }
}
