package dev.clickdeploy.adapter.registry;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Properties;

/** The real registries that {@code bootstrap/services/up} has brought up for the build. */
public final class RealRegistries {
  private static final Properties PROPERTIES = read();

  private RealRegistries() {}

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

  /** {@code host:port} of the one that asks for nothing. */
  public static String open() {
    return get("registry");
  }

  /** {@code host:port} of the one that asks for an account. */
  static String guarded() {
    return get("auth.registry");
  }

  static String username() {
    return get("auth.username");
  }

  static String password() {
    return get("auth.password");
  }

  private static String get(String name) {
    return Objects.requireNonNull(PROPERTIES.getProperty(name), name);
  }
}
