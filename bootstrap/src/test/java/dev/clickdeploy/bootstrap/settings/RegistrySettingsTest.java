package dev.clickdeploy.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickdeploy.adapter.buildkit.TestAuthority;
import dev.clickdeploy.adapter.registry.harbor.HarborOptions;
import dev.clickdeploy.adapter.registry.http.RegistryTrust;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistrySettingsTest {
  @TempDir private Path directory;

  private static Settings.Registry registry(String url, Map<String, String> more) {
    Map<String, String> variables = new HashMap<>(more);
    variables.put("REGISTRY_URL", url);
    return Objects.requireNonNull(Settings.of(variables).registry());
  }

  private String file(String name, String content) throws Exception {
    return Files.writeString(directory.resolve(name), content).toString();
  }

  private static void refused(String file, String... words) {
    assertThatThrownBy(() -> registry("https://harbor.example", Map.of("REGISTRY_CA", file)))
        .isInstanceOf(SettingException.class)
        .hasMessageContainingAll(words)
        .hasMessageStartingWith("REGISTRY_CA: " + file)
        .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
  }

  @Test
  void without_them_what_is_usual_is_trusted() {
    assertThat(registry("https://harbor.example", Map.of()).trust()).isEqualTo(RegistryTrust.USUAL);
  }

  @Test
  void an_authority_is_read_from_its_file() throws Exception {
    String pem = new TestAuthority().pem();
    Map<String, String> variables = Map.of("REGISTRY_CA", file("ca.pem", pem));

    assertThat(registry("https://harbor.example", variables).trust())
        .isEqualTo(RegistryTrust.of(pem, false));
  }

  @Test
  void what_is_no_authority_is_refused_with_the_files_name() throws Exception {
    refused(directory.resolve("missing.pem").toString(), "cannot be read", "PEM file");
    refused(directory.toString(), "cannot be read");
    refused(file("empty.pem", ""), "holds no certificate");
    String key = new TestAuthority().identity("x").keyPem();
    refused(file("key.pem", key), "private key");
  }

  @Test
  void a_harbor_is_used_as_the_settings_say() {
    Map<String, String> variables =
        Map.of(
            "REGISTRY_KIND", "harbor",
            "REGISTRY_USERNAME", "robot$builder",
            "REGISTRY_PASSWORD", "hunter2hunter2",
            "HARBOR_ROBOTS", "true",
            "HARBOR_PROJECT_QUOTA", "50GiB");

    HarborOptions options =
        Objects.requireNonNull(registry("https://harbor.example", variables).harbor());

    assertThat(options)
        .isEqualTo(HarborOptions.DEFAULT.withRobots(true).withProjectQuota(50L << 30));
    assertThat(registry("https://harbor.example", Map.of()).harbor()).isNull();
    assertThat(registry("https://harbor.example", Map.of("REGISTRY_KIND", "oci")).harbor())
        .isNull();
  }

  @Test
  void what_does_not_fit_a_kind_of_registry_is_refused() {
    assertThatThrownBy(() -> registry("https://harbor.example", Map.of("REGISTRY_KIND", "nexus")))
        .hasMessage("REGISTRY_KIND: 'nexus' is neither oci nor harbor");
    assertThatThrownBy(() -> registry("https://harbor.example", Map.of("REGISTRY_KIND", "harbor")))
        .hasMessageContaining("REGISTRY_USERNAME");
    assertThatThrownBy(() -> registry("https://harbor.example", Map.of("HARBOR_ROBOTS", "true")))
        .hasMessage("HARBOR_ROBOTS is set, but REGISTRY_KIND is not harbor");
  }

  @Test
  void plain_http_to_another_machine_has_to_be_allowed() {
    Map<String, String> allowed = Map.of("REGISTRY_ALLOW_HTTP", "true");

    assertThat(registry("http://harbor.example", allowed).address().isExposed()).isTrue();
    assertThat(registry("https://harbor.example", allowed).address().isExposed()).isFalse();
    assertThatThrownBy(() -> registry("http://harbor.example", Map.of()).address())
        .isInstanceOf(SettingException.class)
        .hasMessageStartingWith("REGISTRY_URL: 'http://harbor.example'")
        .hasMessageContaining("REGISTRY_ALLOW_HTTP=true");
    assertThatThrownBy(() -> registry("http://harbor.example", Map.of("REGISTRY_ALLOW_HTTP", "x")))
        .hasMessage("REGISTRY_ALLOW_HTTP is 'x'; accepted is true or false");
  }
}
