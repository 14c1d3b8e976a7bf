package dev.clickdeploy.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickdeploy.adapter.buildkit.BuildKit;
import dev.clickdeploy.adapter.buildkit.auth.RegistryAccess;
import dev.clickdeploy.adapter.buildkit.endpoint.EndpointStatus;
import dev.clickdeploy.adapter.git.GitLimits;
import dev.clickdeploy.adapter.railpack.cli.RailpackCli;
import dev.clickdeploy.model.image.KeptImages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
    assertThat(settings.work().buildIdleTimeout()).isEqualTo(Duration.ofMinutes(10));
    assertThat(settings.git().policy().allowLocal()).isFalse();
    assertThat(settings.keptImages()).isNull();
    assertThat(settings.git().limits()).isEqualTo(GitLimits.DEFAULT);
    assertThat(settings.git().timeout()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void railpacks_program_is_the_first_on_the_path_or_the_named_one_or_none(@TempDir Path bin)
      throws IOException {
    Path program = Files.createFile(bin.resolve("railpack"));
    assertThat(program.toFile().setExecutable(true)).isTrue();

    assertThat(railpack(Map.of("PATH", "/none:" + bin)).program()).isEqualTo(program);
    assertThat(railpack(Map.of("PATH", "/none")).isInstalled()).isFalse();
    assertThat(railpack(Map.of("CLICKDEPLOY_RAILPACK", "/opt/railpack")).program())
        .isEqualTo(Path.of("/opt/railpack"));
    assertThat(railpack(Map.of("CLICKDEPLOY_RAILPACK_FRONTEND", "mirror.example/f")).frontend())
        .isEqualTo("mirror.example/f");
    assertThat(Settings.of(Map.of("CLICKDEPLOY_RAILPACK", "off")).planning().railpack()).isNull();
  }

  @Test
  void how_many_images_are_kept_is_a_number_and_an_age() {
    assertThat(kept(Map.of("CLICKDEPLOY_KEEP_IMAGES", "10")))
        .isEqualTo(new KeptImages(10, Duration.ofDays(7)));
    assertThat(kept(Map.of("CLICKDEPLOY_KEEP_IMAGES", "1", "CLICKDEPLOY_KEEP_IMAGES_FOR", "0")))
        .isEqualTo(new KeptImages(1, Duration.ZERO));
    assertThat(kept(Map.of("CLICKDEPLOY_KEEP_IMAGES", "2", "CLICKDEPLOY_KEEP_IMAGES_FOR", "90d")))
        .isEqualTo(new KeptImages(2, Duration.ofDays(90)));
    assertThat(kept(Map.of("CLICKDEPLOY_KEEP_IMAGES", "all"))).isNull();
    assertThat(kept(Map.of("CLICKDEPLOY_KEEP_IMAGES_FOR", "1d"))).isNull();
  }

  private static @Nullable KeptImages kept(Map<String, String> variables) {
    return Settings.of(variables).keptImages();
  }

  private static RailpackCli railpack(Map<String, String> variables) {
    return Objects.requireNonNull(Settings.of(variables).planning().railpack());
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
          CLICKDEPLOY_KEEP_IMAGES | 0  | CLICKDEPLOY_KEEP_IMAGES: '0' is neither a whole number from 1 to 10000 nor all
          CLICKDEPLOY_KEEP_IMAGES | 10001 | CLICKDEPLOY_KEEP_IMAGES: '10001' is neither a whole number from 1 to 10000 nor all
          CLICKDEPLOY_KEEP_IMAGES_FOR | ever | CLICKDEPLOY_KEEP_IMAGES_FOR is 'ever'; accepted is a duration such as 30s, 10m or PT1H
          CLICKDEPLOY_WORKERS | -1    | CLICKDEPLOY_WORKERS is '-1'; accepted is a whole number from 0 to 256
          CLICKDEPLOY_RATE_LIMIT | -1 | CLICKDEPLOY_RATE_LIMIT is '-1'; accepted is a whole number from 0 to 1000000
          CLICKDEPLOY_LEASE   | soon  | CLICKDEPLOY_LEASE is 'soon'; accepted is a duration such as 30s, 10m or PT1H
          CLICKDEPLOY_LEASE   | 0s    | CLICKDEPLOY_LEASE is '0s'; accepted is a duration longer than zero
          CLICKDEPLOY_HTTP_ADDRESS | 8080 | CLICKDEPLOY_HTTP_ADDRESS is '8080'; accepted is host:port, such as 0.0.0.0:8080
          CLICKDEPLOY_GIT_CACHE_SIZE | plenty | CLICKDEPLOY_GIT_CACHE_SIZE is 'plenty'; accepted is a size such as 500MB or 4GiB
          CLICKDEPLOY_GIT_REPOSITORY_SIZE | 0 | CLICKDEPLOY_GIT_REPOSITORY_SIZE is '0'; accepted is a size such as 500MB or 4GiB
          CLICKDEPLOY_GIT_TIMEOUT | -1s | CLICKDEPLOY_GIT_TIMEOUT is '-1s'; accepted is a duration longer than zero
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

  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "500MB, 500000000",
    "4GiB, 4294967296",
    "4 gib, 4294967296",
    "2TiB, 2199023255552"
  })
  void sizes_are_written_as_people_do(String text, long bytes) {
    GitLimits limits = Settings.of(Map.of("CLICKDEPLOY_GIT_CACHE_SIZE", text)).git().limits();

    assertThat(limits.cacheBytes()).isEqualTo(bytes);
    assertThat(limits.repositoryBytes()).isEqualTo(GitLimits.DEFAULT.repositoryBytes());
  }

  @ParameterizedTest
  @ValueSource(strings = {"4XB", "9223372036854775807TiB", "1.5GB", "-1"})
  void what_is_no_size_is_refused(String text) {
    assertThatThrownBy(() -> Settings.of(Map.of("CLICKDEPLOY_GIT_CACHE_SIZE", text)))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining(text);
  }

  @Test
  void every_limit_of_git_can_be_set() {
    GitSettings git =
        Settings.of(
                Map.of(
                    "CLICKDEPLOY_GIT_CACHE_SIZE", "1GB",
                    "CLICKDEPLOY_GIT_REPOSITORY_SIZE", "2MB",
                    "CLICKDEPLOY_GIT_CONTENT_SIZE", "3kB",
                    "CLICKDEPLOY_GIT_ACCESS_REMEMBERED", "4s",
                    "CLICKDEPLOY_GIT_TIMEOUT", "5s",
                    "CLICKDEPLOY_GIT_HOSTS", "git.example, code.example"))
            .git();

    assertThat(git.limits())
        .isEqualTo(
            new GitLimits(
                1_000_000_000,
                2_000_000,
                3_000,
                GitLimits.DEFAULT.submoduleDepth(),
                Duration.ofSeconds(4)));
    assertThat(git.timeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(git.policy().allowedHosts()).containsExactly("git.example", "code.example");
  }

  @Test
  void requests_are_limited_unless_they_are_not_to_be() {
    assertThat(Settings.of(Map.of()).requestsPerSecond()).isEqualTo(50);
    assertThat(Settings.of(Map.of("CLICKDEPLOY_RATE_LIMIT", "0")).requestsPerSecond()).isZero();
  }

  @Test
  void a_given_buildkit_address_wins_over_any_daemon_found() {
    assertThat(Settings.of(Map.of("BUILDKIT_ADDRESS", "tcp://10.0.0.1:1234")).buildkit())
        .hasToString("tcp://10.0.0.1:1234");
  }

  @Test
  void several_buildkit_addresses_make_one_builder() {
    Settings settings =
        Settings.of(Map.of("BUILDKIT_ADDRESS", "tcp://10.0.0.1:1234, tcp://10.0.0.2:1234"));

    try (BuildKit buildKit = settings.buildkit().client(RegistryAccess.USUAL)) {
      assertThat(buildKit.endpoints())
          .extracting(EndpointStatus::address)
          .containsExactly("tcp://10.0.0.1:1234", "tcp://10.0.0.2:1234");
    }
  }

  @Test
  void a_wrong_address_among_several_names_the_variable() {
    Map<String, String> wrong = Map.of("BUILDKIT_ADDRESS", "tcp://10.0.0.1:1234,http://x");

    assertThatThrownBy(() -> Settings.of(wrong))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining("BUILDKIT_ADDRESS")
        .hasMessageContaining("http://x");
  }

  @Test
  void metrics_are_the_administrators_unless_they_are_open() {
    assertThat(Settings.of(Map.of()).openMetrics()).isFalse();
    assertThat(Settings.of(Map.of("CLICKDEPLOY_METRICS", "admin")).openMetrics()).isFalse();
    assertThat(Settings.of(Map.of("CLICKDEPLOY_METRICS", "open")).openMetrics()).isTrue();
    assertThatThrownBy(() -> Settings.of(Map.of("CLICKDEPLOY_METRICS", "public")))
        .isInstanceOf(SettingException.class)
        .hasMessage("CLICKDEPLOY_METRICS: 'public' is neither open nor admin");
  }
}
