package dev.clickdeploy.adapter.buildkit;

import dev.clickdeploy.model.image.ImageReference;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Properties;
import java.util.UUID;

/** The real engine and registries that the build brings up before integration tests. */
final class RealParts {
  private static final Properties PROPERTIES = read();

  private RealParts() {}

  private static Properties read() {
    String file =
        Objects.requireNonNull(
            System.getProperty("clickdeploy.services"),
            "integration tests need bootstrap/services/up --properties FILE and"
                + " -Dclickdeploy.services=FILE");
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(Path.of(file))) {
      properties.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties;
  }

  static String get(String name) {
    return Objects.requireNonNull(PROPERTIES.getProperty(name), name);
  }

  static BuildKit buildKit() {
    return BuildKit.connect(get("buildkit.address"));
  }

  static String unique() {
    return UUID.randomUUID().toString().replace("-", "");
  }

  /** A new name in the open registry. */
  static ImageReference image() {
    return ImageReference.parse(get("registry") + "/buildkit-it/" + unique() + ":1");
  }
}
