package dev.clickdeploy.bootstrap.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.adapter.buildkit.TestAuthority;
import dev.clickdeploy.bootstrap.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryWordsTest {
  @Test
  void a_registry_that_is_as_usual_needs_no_words() {
    assertThat(RegistryWords.of(Settings.of(Map.of()))).isEmpty();
    assertThat(RegistryWords.of(Settings.of(Map.of("REGISTRY_URL", "https://harbor.example"))))
        .isEmpty();
    assertThat(
            RegistryWords.of(
                Settings.of(
                    Map.of("REGISTRY_URL", "http://localhost:1", "REGISTRY_ALLOW_HTTP", "yes"))))
        .isEmpty();
  }

  @Test
  void what_travels_unencrypted_is_told() {
    Settings settings =
        Settings.of(Map.of("REGISTRY_URL", "http://harbor.example", "REGISTRY_ALLOW_HTTP", "1"));

    assertThat(RegistryWords.of(settings)).contains("unencrypted");
  }

  @Test
  void what_the_builder_has_to_trust_by_itself_is_told(@TempDir Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("ca.pem"), new TestAuthority().pem());
    Settings settings =
        Settings.of(Map.of("REGISTRY_URL", "https://harbor.example", "REGISTRY_CA", "" + file));

    assertThat(RegistryWords.of(settings)).contains("REGISTRY_CA").contains("BuildKit");
  }
}
