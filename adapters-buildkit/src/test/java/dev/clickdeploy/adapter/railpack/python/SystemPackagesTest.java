package dev.clickdeploy.adapter.railpack.python;

import static dev.clickdeploy.adapter.railpack.Planning.dockerfile;
import static dev.clickdeploy.adapter.railpack.Planning.evidence;
import static dev.clickdeploy.adapter.railpack.Planning.planned;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SystemPackagesTest {
  private static final Pattern APT = Pattern.compile("--no-install-recommends (.*)\n");

  @ParameterizedTest
  @CsvSource({
    "psycopg2, build-essential libpq-dev, libpq5",
    "psycopg[c], build-essential libpq-dev, libpq5",
    "psycopg, libpq-dev, libpq5",
    "'Psycopg2 (>=2.9)', build-essential libpq-dev, libpq5",
    "mysqlclient==2.2, build-essential default-libmysqlclient-dev pkg-config, libmariadb3",
    "pycairo, build-essential libcairo2-dev pkg-config, libcairo2",
  })
  void compiled_dependencies_get_headers_to_build_and_libraries_to_run(
      String requirement, String build, String runtime) {
    assertThat(installed(requirement)).containsExactly(build, runtime);
  }

  @ParameterizedTest
  @CsvSource({
    "pydub, ffmpeg",
    "pdf2image, poppler-utils",
    "python_magic, libmagic1",
    "pytesseract, tesseract-ocr"
  })
  void programs_that_are_called_are_in_the_image_only(String requirement, String runtime) {
    assertThat(installed(requirement)).containsExactly(runtime);
  }

  @Test
  void wheels_with_everything_inside_need_nothing() {
    assertThat(installed("psycopg2-binary")).isEmpty();
    assertThat(installed("psycopg[binary,pool]")).isEmpty();
    assertThat(installed("# psycopg2\nrequests")).isEmpty();
  }

  @Test
  void every_manifest_is_read() {
    for (Map.Entry<String, String> manifest :
        Map.of(
                "pyproject.toml", "[project]\nname='x'\ndependencies=['psycopg2>=2']\n",
                "Pipfile", "[packages]\npsycopg2 = '*'\n",
                "libs/db/pyproject.toml", "[project]\nname='db'\ndependencies=['psycopg2']\n",
                "libs/db/requirements.txt", "psycopg2\n")
            .entrySet()) {
      InMemoryTree tree =
          InMemoryTree.of(
              Map.of(
                  "requirements.txt", "", "main.py", "", manifest.getKey(), manifest.getValue()));
      assertThat(dockerfile(tree)).as(manifest.getKey()).contains("libpq-dev").contains("libpq5");
      assertThat(evidence(planned(tree)))
          .contains("Debian packages libpq5 in the image: psycopg2 is a dependency");
    }
    assertThat(
            dockerfile(
                InMemoryTree.of(
                    Map.of(
                        "pyproject.toml",
                        "[tool.poetry.dependencies]\npsycopg = { version = '3', extras = ['c'] }\n",
                        "poetry.lock",
                        "",
                        "main.py",
                        ""))))
        .contains("build-essential libpq-dev");
  }

  private static List<String> installed(String requirement) {
    return APT.matcher(
            dockerfile(InMemoryTree.of(Map.of("requirements.txt", requirement, "main.py", ""))))
        .results()
        .map((MatchResult match) -> match.group(1))
        .toList();
  }
}
