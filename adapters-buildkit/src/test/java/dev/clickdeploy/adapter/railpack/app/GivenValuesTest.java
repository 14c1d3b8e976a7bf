package dev.clickdeploy.adapter.railpack.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.adapter.railpack.EveryKind;
import dev.clickdeploy.adapter.railpack.Planning;
import dev.clickdeploy.model.build.BuildPlan;
import dev.clickdeploy.model.service.BuildSettings;
import dev.clickdeploy.model.service.GivenNames;
import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a service's builds are given reaches the commands of every kind of app. */
class GivenValuesTest {
  private static final GivenNames GIVEN = new GivenNames(Set.of("API_URL"), Set.of("NPM_TOKEN"));

  static List<String> programs() {
    return EveryKind.PROGRAMS;
  }

  @ParameterizedTest
  @MethodSource("programs")
  void installation_and_build_see_variables_and_secrets_while_they_run(String provider) {
    BuildSettings settings =
        Planning.commands("install-all-of-it", "build-all-of-it", "start-it").given(GIVEN);

    String dockerfile =
        "\n" + Planning.dockerfile(Planning.planned(EveryKind.app(provider), settings));

    for (String command : List.of("install-all-of-it", "build-all-of-it")) {
      String before = dockerfile.substring(0, dockerfile.indexOf(command));
      String run = before.substring(before.lastIndexOf("\nRUN "));
      for (String name : GIVEN.all()) {
        assertThat(run)
            .contains("--mount=type=secret,id=" + name + " ")
            .contains("export %1$s=\"$(cat /run/secrets/%1$s)\"".formatted(name));
      }
      assertThat(before.substring(before.lastIndexOf("\nFROM ")))
          .containsOnlyOnce("\nARG CLICKDEPLOY_VALUES\n");
    }
    String image = dockerfile.substring(dockerfile.lastIndexOf("\nFROM "));
    if (!image.contains("build-all-of-it")) {
      assertThat(image).doesNotContain("API_URL", "NPM_TOKEN", "CLICKDEPLOY_VALUES");
    }
    assertThat(dockerfile).doesNotContain("API_URL=\"x", "ENV API_URL", "ENV NPM_TOKEN");
  }

  @Test
  void the_plan_says_what_is_given() {
    BuildPlan plan = Planning.planned(EveryKind.app("node"), BuildSettings.DETECT.given(GIVEN));

    assertThat(Planning.evidence(plan))
        .containsOnlyOnce("API_URL, NPM_TOKEN for the commands of installation and build");
  }

  @Test
  void what_is_given_comes_before_a_plain_variable_of_that_name() {
    BuildSettings settings = Planning.variables(Map.of("API_URL", "plain")).given(GIVEN);

    assertThat(Planning.dockerfile(Planning.planned(EveryKind.app("node"), settings)))
        .contains("ENV API_URL=plain")
        .contains("export API_URL=");
  }

  @Test
  void an_app_that_is_given_nothing_is_built_as_ever() {
    assertThat(Planning.dockerfile(EveryKind.app("node")))
        .doesNotContain("CLICKDEPLOY_VALUES", "type=secret");
  }

  @Test
  void a_dockerfile_that_does_not_use_what_it_is_given_is_told_so() {
    InMemoryTree tree =
        InMemoryTree.of(
            Map.of(
                "Dockerfile",
                "FROM scratch\nARG OTHER USED=1\nRUN --mount=type=secret,id=MOUNTED,env=X make\n"));
    GivenNames given = new GivenNames(Set.of("USED", "UNUSED"), Set.of("MOUNTED", "FORGOTTEN"));

    assertThat(Planning.planned(tree, BuildSettings.DETECT.given(given)).warnings())
        .hasSize(2)
        .anySatisfy(warning -> assertThat(warning).startsWith("UNUSED").contains("ARG UNUSED"))
        .anySatisfy(
            warning ->
                assertThat(warning)
                    .startsWith("FORGOTTEN")
                    .contains("--mount=type=secret,id=FORGOTTEN"));
    assertThat(Planning.planned(tree).warnings()).isEmpty();
  }
}
