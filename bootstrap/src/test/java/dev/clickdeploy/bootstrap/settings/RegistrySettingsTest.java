package dev.clickdeploy.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickdeploy.adapter.buildkit.TestAuthority;
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
