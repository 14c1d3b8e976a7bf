package dev.clickdeploy.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DotEnvTest {
  @TempDir Path directory;

  @Test
  void names_and_values_are_read_comments_and_quotes_left_out() throws IOException {
    Path file = directory.resolve(".env");
    Files.writeString(
        file,
        """
        # where images go
        REGISTRY_URL=https://harbor.example   # ours
        export REGISTRY_USERNAME='robot$ci'
        REGISTRY_PASSWORD="with = and # inside"

        EMPTY=
        """);

    assertThat(DotEnv.read(file))
        .containsEntry("REGISTRY_URL", "https://harbor.example")
        .containsEntry("REGISTRY_USERNAME", "robot$ci")
        .containsEntry("REGISTRY_PASSWORD", "with = and # inside")
        .containsEntry("EMPTY", "");
  }

  @Test
  void a_missing_file_is_no_settings() {
    assertThat(DotEnv.read(directory.resolve(".env"))).isEmpty();
  }

  @Test
  void a_malformed_line_is_named_by_number_and_not_repeated() throws IOException {
    Path file = directory.resolve(".env");
    Files.writeString(file, "A=1\nsecret without equals\n");

    assertThatThrownBy(() -> DotEnv.read(file))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining("line 2")
        .message()
        .doesNotContain("secret without");
  }
}
