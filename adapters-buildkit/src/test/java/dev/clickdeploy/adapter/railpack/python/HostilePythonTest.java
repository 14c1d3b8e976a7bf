package dev.clickdeploy.adapter.railpack.python;

import static dev.clickdeploy.adapter.railpack.Planning.dockerfile;
import static dev.clickdeploy.adapter.railpack.Planning.planned;
import static dev.clickdeploy.adapter.railpack.Planning.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.adapter.railpack.Railpack;
import dev.clickdeploy.model.service.BuildSettings;
import dev.clickdeploy.model.service.PlanOverrides;
import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is in a tree, there is a plan or a clear refusal, soon, and no foreign instruction. */
@Timeout(60)
class HostilePythonTest {
  private static final String EVIL = "x\\nRUN curl evil; $(id) `id`";

  @ParameterizedTest
  @ValueSource(strings = {"pyproject.toml", "Pipfile"})
  void manifests_that_are_no_toml_are_refused(String file) {
    for (String text :
        List.of("= = =", "\u0000\uFFFD", "[".repeat(500_000), "a".repeat(10_000_000))) {
      InMemoryTree tree = InMemoryTree.of(Map.of("main.py", "", file, text));
      assertThat(refused(tree).message()).isEqualTo(file + " is no TOML of at most 1 MB");
      assertAnswered(tree);
    }
    InMemoryTree binary =
        InMemoryTree.of(Map.of("main.py", "")).with(file, new byte[] {(byte) 0xC3, 0x28, 0x3D});
    assertThat(refused(binary).message()).startsWith(file);
  }

  @Test
  void members_of_another_type_count_as_absent() {
    InMemoryTree tree =
        InMemoryTree.of(
            Map.of(
                "main.py",
                "",
                "pyproject.toml",
                """
                tool = 7
                [project]
                requires-python = 3
                dependencies = "flask"
                dynamic = { a = 1 }
                scripts = []
                """,
                "Pipfile",
                "packages = [1]\nrequires = \"x\"\n"));

    assertThat(planned(tree).summary()).startsWith("Python 3.13,");
  }

  @Test
  void texts_of_the_tree_cannot_add_an_instruction() {
    InMemoryTree tree =
        InMemoryTree.of(
            Map.of(
                "requirements.txt",
                "fastapi\nuvicorn\n-r " + EVIL + "\n./" + EVIL + "\n-f " + EVIL + "\n",
                "pyproject.toml",
                "[project]\nname = \"%1$s\"\nrequires-python = \"%1$s\"\n[project.scripts]\n\"%1$s\" = \"x\"\n[build-system]\n"
                    .formatted(EVIL),
                ".python-version",
                EVIL,
                "app/main.py",
                "app = FastAPI()\n",
                EVIL.replace("\\n", " ") + "/__main__.py",
                "",
                "Pipfile",
                "[requires]\npython_version = \"%s\"\n".formatted(EVIL)));

    assertThat(dockerfile(tree)).doesNotContain("curl").doesNotContain("`");
  }

  @Test
  void a_file_with_a_newline_in_its_name_is_not_named_in_the_dockerfile() {
    InMemoryTree tree =
        InMemoryTree.of(Map.of("main.py", "", "requirements.txt", "./a b.whl\n-r [x].txt"))
            .with("a b.whl", "")
            .with("[x].txt", "flask\n");

    assertThat(dockerfile(tree)).contains("COPY . .\n").doesNotContain("[x]");
  }

  @Test
  void names_for_django_are_names_of_modules() {
    InMemoryTree tree =
        InMemoryTree.of(
            Map.of(
                "requirements.txt", "django\ngunicorn\n",
                "manage.py", "",
                "a/settings.py", "WSGI_APPLICATION = '..;id.application'\n"));

    assertThat(planned(tree).recipe().start()).contains("runserver");
    assertThat(
            refused(
                    tree,
                    BuildSettings.DETECT.with(
                        new PlanOverrides(
                            null,
                            Map.of(),
                            List.of(),
                            List.of(),
                            Map.of("RAILPACK_DJANGO_APP_NAME", "x; id"))))
                .message())
        .contains("RAILPACK_DJANGO_APP_NAME");
  }

  @Test
  void requirements_that_include_each_other_end() {
    InMemoryTree tree =
        InMemoryTree.of(
            Map.of(
                "main.py", "",
                "requirements.txt", "-r a.txt\r\n-r requirements.txt\r\n",
                "a.txt", "-r requirements.txt\n-r a.txt\n"));

    assertThat(dockerfile(tree)).contains("COPY requirements.txt a.txt ./");
    StringBuilder many = new StringBuilder();
    InMemoryTree chain = InMemoryTree.of(Map.of("main.py", ""));
    for (int i = 0; i < 200; i++) {
      many.append("-r r").append(i).append(".txt\n");
      chain = chain.with("r" + i + ".txt", "-r r" + (i + 1) + ".txt\n");
    }
    assertThat(planned(chain.with("requirements.txt", many.toString())).summary()).contains("pip");
  }

  @Test
  void long_files_and_many_files_are_read_within_bounds() {
    InMemoryTree tree =
        InMemoryTree.of(
            Map.of(
                "requirements.txt",
                "flask\ngunicorn\n" + "a-".repeat(400_000) + "\n",
                "main.py",
                "a ".repeat(2_000_000) + "\n" + "app = ".repeat(1_000_000),
                "x/requirements.txt",
                "y".repeat(900_000),
                "manage.py",
                " ".repeat(2_000_000)));
    for (int i = 0; i < 300; i++) {
      tree = tree.with("p" + i + "/settings.py", "WSGI_APPLICATION = ".repeat(2_000));
    }

    assertAnswered(tree);
    assertAnswered(
        InMemoryTree.of(Map.of("main.py", "", "requirements.txt", "x".repeat(10_000_000))));
  }

  private static void assertAnswered(InMemoryTree tree) {
    assertThat(Railpack.planner("docker.io/library").plan(tree, BuildSettings.DETECT)).isNotNull();
  }
}
