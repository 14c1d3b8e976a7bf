package dev.clickdeploy.adapter.railpack.python;

import static dev.clickdeploy.adapter.railpack.Planning.evidence;
import static dev.clickdeploy.adapter.railpack.Planning.planned;
import static dev.clickdeploy.adapter.railpack.Planning.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PythonVersionTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        ">=3.10 | 3.13",
        ">=3.10,<3.13 | 3.12",
        ">=3.14 | 3.14",
        "~=3.11 | 3.13",
        "~=3.11.0 | 3.11",
        "==3.12.* | 3.12",
        "==3.11.9 | 3.11.9",
        ">3.11, !=3.13.1 | 3.13",
        "<3.10 | 3.9",
      })
  void requires_python_chooses_the_version(String range, String version) {
    assertThat(python("pyproject.toml", "[project]\nrequires-python = \"" + range + "\"\n"))
        .startsWith("Python " + version + ",");
  }

  @ParameterizedTest
  @CsvSource({"^3.11, 3.13", "~3.11, 3.11", "'>=3.10,<3.12', 3.11", "3.12.*, 3.12"})
  void poetrys_own_constraint_chooses_the_version(String range, String version) {
    assertThat(
            python(
                "pyproject.toml", "[tool.poetry.dependencies]\npython = \"%s\"".formatted(range)))
        .startsWith("Python " + version + ",");
  }

  @ParameterizedTest
  @CsvSource({
    ".python-version, 3.12, 3.12",
    ".python-version, 3.12.4, 3.12.4",
    ".python-version, python-3.11, 3.11",
    ".python-version, latest, 3.14",
    "runtime.txt, python-3.11.9, 3.11.9",
    ".tool-versions, python 3.10.1, 3.10.1",
  })
  void version_files_choose_the_version(String file, String text, String version) {
    assertThat(python(file, text + "\r\n")).startsWith("Python " + version + ",");
  }

  @Test
  void there_is_one_order_of_sources() {
    InMemoryTree tree =
        InMemoryTree.of(
            Map.of("main.py", "", "pyproject.toml", "[project]\nrequires-python = \"==3.9.*\"\n"));
    assertThat(planned(tree).summary()).contains("Python 3.9");
    tree = tree.with("Pipfile", "[requires]\npython_version = \"3.10\"\n");
    assertThat(evidence(planned(tree))).contains("Python 3.10: python_version in Pipfile");
    tree = tree.with("Pipfile", "[requires]\npython_full_version = \"3.10.2\"\n");
    assertThat(planned(tree).summary()).contains("Python 3.10.2");
    tree = tree.with("runtime.txt", "python-3.11.4\n");
    assertThat(planned(tree).summary()).contains("Python 3.11.4");
    tree = tree.with(".python-version", "# team\n3.12\n");
    assertThat(planned(tree).summary()).contains("Python 3.12");
    tree = tree.with(".tool-versions", "python 3.13.1\n");
    assertThat(planned(tree).summary()).contains("Python 3.13.1");
    tree = tree.with("mise.toml", "[tools]\npython = \"3.14\"\n");
    assertThat(planned(tree).summary()).contains("Python 3.14");
  }

  @Test
  void other_implementations_are_no_version_and_impossible_ranges_are_refused() {
    assertThat(
            planned(InMemoryTree.of(Map.of("main.py", "", ".python-version", "pypy3.10\n")))
                .warnings())
        .anyMatch(warning -> warning.contains(".python-version says 'pypy3.10'"));
    assertThat(
            refused(
                    InMemoryTree.of(
                        Map.of(
                            "main.py",
                            "",
                            "pyproject.toml",
                            "[project]\nrequires-python = \">=4\"\n")))
                .message())
        .contains("'>=4' of requires-python in pyproject.toml");
  }

  @Test
  void a_free_threaded_python_is_not_promised() {
    assertThat(
            planned(
                    InMemoryTree.of(
                        Map.of(
                            "main.py",
                            "",
                            "mise.toml",
                            "[tools]\npython = \"3.14\"\n[settings]\npython.precompiled_flavor ="
                                + " \"freethreaded\"\n")))
                .warnings())
        .anyMatch(warning -> warning.contains("free-threaded"));
  }

  private static String python(String file, String text) {
    return planned(InMemoryTree.of(Map.of("main.py", "", file, text))).summary();
  }
}
