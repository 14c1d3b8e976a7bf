package dev.clickdeploy.model.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BuildSettingsTest {
  private static BuildSettings dockerfile(String path) {
    return new BuildSettings(path, null, Map.of(), null, null, null);
  }

  private static BuildSettings args(Map<String, String> args) {
    return new BuildSettings(null, null, args, null, null, null);
  }

  private static BuildSettings command(String command) {
    return new BuildSettings(null, null, Map.of(), null, null, command);
  }

  @Test
  void nothing_given_is_everything_as_detected() {
    assertThat(dockerfile(null)).isEqualTo(BuildSettings.DETECT);
  }

  @Test
  void a_dockerfile_is_a_file_inside_the_tree() {
    assertThat(dockerfile("./docker//Dockerfile").dockerfile()).isEqualTo("docker/Dockerfile");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> dockerfile("../Dockerfile"))
        .withMessageContaining("Dockerfile path");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "./"})
  void a_directory_is_no_dockerfile(String path) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> dockerfile(path))
        .withMessage("the Dockerfile path must name a file");
  }

  @Test
  void build_arguments_are_copied() {
    Map<String, String> given = new HashMap<>(Map.of("A_1", "x\ny", "_b", ""));
    BuildSettings settings = args(given);
    given.clear();

    assertThat(settings.buildArgs()).containsOnly(Map.entry("A_1", "x\ny"), Map.entry("_b", ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1A", "A-B", "A B", "A=B", "Ä"})
  void a_build_argument_has_a_name_that_dockerfiles_know(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> args(Map.of(name, "x")))
        .withMessageContaining("'" + name + "' is not a build argument name");
  }

  @Test
  void a_build_arguments_value_is_bounded_and_can_be_stored() {
    assertThat(args(Map.of("A", "x".repeat(10_000))).buildArgs()).hasSize(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> args(Map.of("A", "x".repeat(10_001))))
        .withMessageContaining("'A'");
    assertThatIllegalArgumentException().isThrownBy(() -> args(Map.of("A", "a\0b")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "npm ci\nRUN evil"})
  void a_command_is_one_line(String command) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> command(command))
        .withMessageStartingWith("start command");
  }

  @Test
  void a_target_is_not_blank() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BuildSettings(null, " ", Map.of(), null, null, null))
        .withMessageStartingWith("target");
  }
}
