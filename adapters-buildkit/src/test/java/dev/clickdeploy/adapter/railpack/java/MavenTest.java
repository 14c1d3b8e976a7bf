package dev.clickdeploy.adapter.railpack.java;

import static dev.clickdeploy.adapter.railpack.Planning.commands;
import static dev.clickdeploy.adapter.railpack.Planning.dockerfile;
import static dev.clickdeploy.adapter.railpack.Planning.evidence;
import static dev.clickdeploy.adapter.railpack.Planning.planned;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.model.build.BuildPlan;
import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MavenTest {
  private static final String PROPERTIES =
      "distributionUrl=https://repo.example/org/apache/maven/apache-maven/3.9.9/apache-maven-3.9.9-bin.zip\n";

  static InMemoryTree pom(String content) {
    return InMemoryTree.of(Map.of("pom.xml", "<project>" + content + "</project>"));
  }

  private static String plugin(String artifact) {
    return "<build><plugins><plugin><artifactId>%s</artifactId></plugin></plugins></build>"
        .formatted(artifact);
  }

  @Test
  void a_spring_boot_app_becomes_one_jar_on_a_runtime() {
    BuildPlan plan = planned(pom(plugin("spring-boot-maven-plugin")));

    assertThat(dockerfile(plan))
        .startsWith(
            """
            FROM docker.io/library/maven:3-eclipse-temurin-21 AS build
            WORKDIR /app
            COPY . .
            RUN --mount=type=cache,target=/root/.m2,sharing=locked mvn -B -ntp -DskipTests package
            RUN jar=$(find target -maxdepth 1 -name '*.[jw]ar' ! -name '*-sources.jar'\
            """)
        .endsWith(
            """

            FROM docker.io/library/eclipse-temurin:21-jre
            ENV PORT=8080
            COPY --chown=1000:1000 --from=build /out /app
            WORKDIR /app
            USER 1000:1000
            LABEL org.opencontainers.image.base.name=docker.io/library/eclipse-temurin:21-jre
            EXPOSE 8080
            STOPSIGNAL SIGTERM
            CMD ["/bin/sh", "-c", "exec java -XX:MaxRAMPercentage=75 -Dserver.port=$PORT $JAVA_OPTS -jar app.jar"]
            """);
    assertThat(evidence(plan)).contains("spring-boot: pom.xml has its plugin");
    assertThat(plan.recipe().framework()).isEqualTo("spring-boot");
  }

  @Test
  void quarkus_keeps_its_directory() {
    BuildPlan plan = planned(pom(plugin("quarkus-maven-plugin")));

    assertThat(dockerfile(plan)).contains("RUN cp -r target/quarkus-app /out\n");
    assertThat(plan.recipe().start()).endsWith("-jar quarkus-run.jar");
  }

  @Test
  void a_wrapper_builds_on_the_jdk_in_its_own_version() {
    InMemoryTree tree =
        pom("")
            .withExecutable("mvnw", "")
            .with(".mvn/wrapper/maven-wrapper.properties", PROPERTIES);

    assertThat(dockerfile(tree))
        .startsWith("FROM docker.io/library/eclipse-temurin:21-jdk AS build\n")
        .contains(" ./mvnw -B -ntp -DskipTests package\n");
    assertThat(evidence(planned(tree)))
        .contains("Maven 3.9.9: maven-wrapper.properties says '3.9.9'");
    assertThat(dockerfile(tree.with("mvnw", ""))).contains(" sh ./mvnw -B");
  }

  @Test
  void a_wrapper_without_its_properties_is_left_out_with_a_warning() {
    InMemoryTree tree = pom("").withExecutable("mvnw", "");

    assertThat(dockerfile(tree)).contains(" mvn -B");
    assertThat(planned(tree).warnings())
        .anyMatch(warning -> warning.startsWith("mvnw cannot run without .mvn/wrapper/"));
  }

  @Test
  void the_module_that_can_be_started_is_built_with_what_it_needs() {
    InMemoryTree tree =
        pom("<modules><module>library</module><module>web</module><module>x;id</module></modules>")
            .with("library/pom.xml", "<project/>")
            .with("web/pom.xml", "<project>" + plugin("maven-shade-plugin") + "</project>");

    assertThat(dockerfile(tree))
        .contains("mvn -B -ntp -DskipTests -pl web -am package\n")
        .contains("find web/target ")
        .doesNotContain(";id");
    assertThat(evidence(planned(tree))).contains("run the module web: its pom.xml makes");
    assertThat(
            planned(
                    tree.with(
                        "library/pom.xml",
                        "<project>" + plugin("spring-boot-maven-plugin") + "</project>"))
                .warnings())
        .anyMatch(warning -> warning.startsWith("the modules library, web could be run"));
  }

  @Test
  void a_profile_for_production_is_used_when_there_is_one() {
    assertThat(dockerfile(pom("<profiles><profile><id>production</id></profile></profiles>")))
        .contains("mvn -B -ntp -DskipTests -Pproduction package");
  }

  @Test
  void commands_of_the_settings_take_the_place_of_detected_ones() {
    assertThat(
            dockerfile(planned(pom(""), commands("./prepare", "mvn verify", "java -jar app.jar"))))
        .contains("sharing=locked ./prepare\n")
        .contains("sharing=locked mvn verify\n")
        .endsWith("CMD [\"java\", \"-jar\", \"app.jar\"]\n");
  }

  @Test
  void other_forms_of_a_pom_are_maven_too() {
    assertThat(planned(InMemoryTree.of(Map.of("pom.yaml", ""))).recipe().packageManager())
        .isEqualTo("maven");
  }
}
