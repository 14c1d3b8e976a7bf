package dev.clickdeploy.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickdeploy.adapter.buildkit.BuildKit;
import dev.clickdeploy.adapter.buildkit.endpoint.EndpointStatus;
import dev.clickdeploy.bootstrap.server.Wiring;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
  @Test
  void without_variables_everything_has_a_default() {
    Settings settings = Settings.of(Map.of("HOME", "/home/ada"));

    assertThat(settings.databaseUrl()).isNull();
    assertThat(settings.registry()).isNull();
    assertThat(settings.dataDirectory()).isEqualTo(Path.of("/home/ada/.local/share/click-deploy"));
    assertThat(settings.buildDirectory())
        .isEqualTo(Path.of("/home/ada/.local/share/click-deploy/build"));
    assertThat(settings.httpAddress().getPort()).isEqualTo(8080);
    assertThat(settings.work().workers()).isEqualTo(2);
    assertThat(settings.work().lease()).isEqualTo(Duration.ofSeconds(30));
    assertThat(settings.git().allowLocal()).isFalse();
  }

  @Test
  void the_registry_is_read_with_its_credentials_and_prints_no_password() {
    Settings settings =
        Settings.of(
            Map.of(
                "REGISTRY_URL", "https://harbor.example",
                "REGISTRY_USERNAME", "robot$builder",
                "REGISTRY_PASSWORD", "hunter2hunter2"));

    assertThat(settings.registry()).isNotNull();
    assertThat(settings.registry().username()).isEqualTo("robot$builder");
    assertThat(settings.toString()).doesNotContain("hunter2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CLICKDEPLOY_WORKERS | many  | CLICKDEPLOY_WORKERS is 'many'; accepted is a whole number from 0 to 256
          CLICKDEPLOY_WORKERS | -1    | CLICKDEPLOY_WORKERS is '-1'; accepted is a whole number from 0 to 256
          CLICKDEPLOY_LEASE   | soon  | CLICKDEPLOY_LEASE is 'soon'; accepted is a duration such as 30s, 10m or PT1H
          CLICKDEPLOY_LEASE   | 0s    | CLICKDEPLOY_LEASE is '0s'; accepted is a duration longer than zero
          CLICKDEPLOY_HTTP_ADDRESS | 8080 | CLICKDEPLOY_HTTP_ADDRESS is '8080'; accepted is host:port, such as 0.0.0.0:8080
          CLICKDEPLOY_ALLOW_LOCAL_REPOSITORIES | maybe | CLICKDEPLOY_ALLOW_LOCAL_REPOSITORIES is 'maybe'; accepted is true or false
          """)
  void a_wrong_value_is_one_line_that_names_variable_value_and_what_is_accepted(
      String name, String value, String message) {
    assertThatThrownBy(() -> Settings.of(Map.of(name, value)))
        .isInstanceOf(SettingException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource({
    "CLICKDEPLOY_SECRET_KEY, c2VjcmV0LXRvby1zaG9ydA==",
    "CLICKDEPLOY_SECRET_KEY, not!base64",
    "CLICKDEPLOY_ADMIN_TOKEN, short",
    "DATABASE_URL, mysql://ada:pa55word@db/app",
    "DATABASE_URL, postgres://ada:pa55word@db"
  })
  void a_wrong_secret_is_named_but_never_repeated(String name, String value) {
    assertThatThrownBy(() -> Settings.of(Map.of(name, value)))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining(name)
        .message()
        .doesNotContain(value)
        .doesNotContain("pa55word");
  }

  @ParameterizedTest
  @CsvSource({"45s, 45", "PT2M, 120", "10m, 600", "1h, 3600"})
  void durations_are_written_as_people_do(String text, long seconds) {
    assertThat(Settings.of(Map.of("CLICKDEPLOY_LEASE", text)).work().lease())
        .isEqualTo(Duration.ofSeconds(seconds));
  }

  @Test
  void a_given_buildkit_address_wins_over_any_daemon_found() {
    assertThat(Settings.of(Map.of("BUILDKIT_ADDRESS", "tcp://10.0.0.1:1234")).buildkitAddress())
        .isEqualTo("tcp://10.0.0.1:1234");
  }

  @Test
  void several_buildkit_addresses_make_one_builder() {
    Settings settings =
        Settings.of(Map.of("BUILDKIT_ADDRESS", "tcp://10.0.0.1:1234, tcp://10.0.0.2:1234"));

    try (BuildKit buildKit = Wiring.buildKit(settings)) {
      assertThat(buildKit.endpoints())
          .extracting(EndpointStatus::address)
          .containsExactly("tcp://10.0.0.1:1234", "tcp://10.0.0.2:1234");
    }
  }

  @Test
  void a_wrong_address_among_several_names_the_variable() {
    Settings settings = Settings.of(Map.of("BUILDKIT_ADDRESS", "tcp://10.0.0.1:1234,http://x"));

    assertThatThrownBy(() -> Wiring.buildKit(settings))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining("BUILDKIT_ADDRESS")
        .hasMessageContaining("http://x");
  }
}
