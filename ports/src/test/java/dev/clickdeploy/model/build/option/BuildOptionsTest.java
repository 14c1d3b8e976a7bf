package dev.clickdeploy.model.build.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickdeploy.model.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BuildOptionsTest {
  @Test
  void a_secret_is_not_part_of_the_options_text() {
    BuildOptions options = BuildOptions.builder().secret("npm", Secret.of("hunter2")).build();

    assertThat(options.toString()).contains("npm").doesNotContain("hunter2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a,b", "a=b", "a\"b", "\n", "ä"})
  void a_secrets_id_is_plain_text(String id) {
    assertThatThrownBy(() -> BuildOptions.builder().secret(id, Secret.of("x")).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a secret's id");
  }

  @Test
  void two_ssh_agents_of_one_id_are_refused() {
    assertThatThrownBy(
            () ->
                BuildOptions.builder()
                    .sshAgent(SshAgent.at(Path.of("/a")))
                    .sshAgent(SshAgent.at(Path.of("/b")))
                    .build())
        .hasMessageContaining("same id");
  }

  @Test
  void no_build_can_be_idle_for_no_time() {
    assertThatThrownBy(() -> BuildOptions.builder().idleTimeout(Duration.ZERO).build())
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(BuildOptions.DEFAULT.idleTimeout()).isEmpty();
  }

  @Test
  void a_platform_that_is_named_twice_is_built_once() {
    Platform arm = Platform.parse("linux/arm64");

    assertThat(BuildOptions.builder().platforms(arm, arm).build().platforms()).containsExactly(arm);
  }

  @ParameterizedTest
  @ValueSource(strings = {"linux/amd64", "linux/arm/v7"})
  void a_platforms_text_is_the_form_that_is_read(String text) {
    assertThat(Platform.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"linux", "linux/", "linux/arm64,linux/amd64", "LINUX/arm64", "a/b/c/d"})
  void anything_else_is_no_platform(String text) {
    assertThatThrownBy(() -> Platform.parse(text)).hasMessageContaining("os/architecture");
  }

  @Test
  void everything_and_some_stages_cannot_both_be_rebuilt() {
    assertThatThrownBy(() -> new Freshness(true, List.of("base"), false))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(Freshness.rebuildStages("base").withPull())
        .isEqualTo(new Freshness(false, List.of("base"), true));
  }

  @Test
  void a_remote_context_is_fetched_over_http_only() {
    assertThatThrownBy(() -> new NamedContext.Remote("file:///etc"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
