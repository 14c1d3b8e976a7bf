package dev.clickdeploy.adapter.railpack.java;

import static dev.clickdeploy.adapter.railpack.Planning.dockerfile;
import static dev.clickdeploy.adapter.railpack.Planning.evidence;
import static dev.clickdeploy.adapter.railpack.Planning.planned;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.model.build.BuildPlan;
import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GradleTest {
  private static InMemoryTree gradle(String build) {
    return InMemoryTree.of(Map.of("build.gradle.kts", build));
  }

  private static InMemoryTree wrapped(String version) {
    return InMemoryTree.of(
            Map.of(
                "gradle/wrapper/gradle-wrapper.properties",
                "distributionUrl=https\\://services.example/gradle-%s-bin.zip\n".formatted(version),
                "gradle/wrapper/gradle-wrapper.jar",
                ""))
        .withExecutable("gradlew", "");
  }

  @Test
  void without_a_wrapper_it_comes_from_its_image_and_keeps_its_downloads() {
    assertThat(
            dockerfile(gradle("plugins { id(\"org.springframework.boot\") version \"3.4.0\" }\n")))
        .startsWith(
            """
            FROM docker.io/library/gradle:8-jdk21 AS build
            WORKDIR /app
            ENV GRADLE_USER_HOME=/opt/gradle-home
            COPY . .
            RUN --mount=type=cache,target=/opt/gradle-home,sharing=locked gradle --no-daemon assemble
            RUN jar=$(find build/libs -maxdepth 1\
            """)
        .contains("-Dserver.port=$PORT $JAVA_OPTS -jar app.jar");
  }

  @Test
  void a_plugin_that_is_not_applied_makes_no_program() {
    InMemoryTree tree =
        gradle("plugins { id(\"org.springframework.boot\") version \"3.4.0\" apply false }\n")
            .with("api/build.gradle.kts", "plugins {\n  id(\"org.springframework.boot\")\n}\n")
            .with("library/build.gradle.kts", "// id(\"application\")\n");

    assertThat(dockerfile(tree))
        .contains("gradle --no-daemon :api:assemble")
        .contains("api/build/libs");
    assertThat(planned(tree).warnings()).isEmpty();
  }

  @Test
  void the_application_plugin_makes_a_start_script() {
    BuildPlan plan = planned(gradle("plugins {\n  application\n}\n"));

    assertThat(dockerfile(plan))
        .contains("gradle --no-daemon installDist\n")
        .contains("cp -r build/install/*/ /out");
    assertThat(plan.recipe().start()).isEqualTo("bin/app");
  }

  @Test
  void a_wrapper_runs_in_its_version_unless_its_jar_was_left_out() {
    assertThat(dockerfile(wrapped("8.14")))
        .startsWith("FROM docker.io/library/eclipse-temurin:21-jdk AS build")
        .contains(" ./gradlew --no-daemon assemble\n");
    InMemoryTree incomplete = wrapped("8.14").without("gradle/wrapper/gradle-wrapper.jar");
    assertThat(dockerfile(incomplete)).startsWith("FROM docker.io/library/gradle:8.14-jdk21 AS");
    assertThat(planned(incomplete).warnings()).anyMatch(w -> w.contains("gradle-wrapper.jar"));
  }

  @ParameterizedTest
  @CsvSource({
    "4.10.3, 8",
    "5.6, 8",
    "6.9.4, 11",
    "7.2, 11",
    "7.6.1, 17",
    "8.4, 17",
    "8.5, 21",
    "9.1.0, 21"
  })
  void an_old_gradle_gets_a_java_that_it_runs_on(String gradle, String java) {
    assertThat(planned(wrapped(gradle)).recipe().runtime().version()).isEqualTo(java);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "java { toolchain { languageVersion = JavaLanguageVersion.of(17) } } | 17",
        "kotlin { jvmToolchain(25) } | 25",
        "sourceCompatibility = '11' | 11",
        "sourceCompatibility = JavaVersion.VERSION_1_8 | 8",
        "targetCompatibility = JavaVersion.VERSION_17 | 17",
      })
  void the_build_says_which_java(String line, String java) {
    BuildPlan plan = planned(gradle(line + "\n"));

    assertThat(plan.recipe().runtime().version()).isEqualTo(java);
    assertThat(evidence(plan)).contains("Java " + java + ": ");
  }
}
