package dev.clickdeploy.bootstrap.e2e;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.Properties;
import java.util.UUID;

/**
 * The real PostgreSQL, BuildKit and registries that {@code bootstrap/services/up} has brought up
 * for the build.
 */
public final class RealParts {
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

  /** A property of the services. */
  public static String get(String name) {
    return Objects.requireNonNull(PROPERTIES.getProperty(name), name);
  }

  static Path engineSocket() {
    return Path.of(get("docker.socket"));
  }

  /** A database of its own, as {@code DATABASE_URL}. */
  public static String freshDatabase() {
    String name = "e2e_" + UUID.randomUUID().toString().replace("-", "");
    try (Connection connection = DriverManager.getConnection(get("postgres.url"));
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    URI server = URI.create(get("postgres.url").substring("jdbc:".length()));
    return "jdbc:postgresql://%s/%s?%s"
        .formatted(server.getRawAuthority(), name, server.getRawQuery());
  }
}
