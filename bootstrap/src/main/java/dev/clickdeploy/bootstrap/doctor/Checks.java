package dev.clickdeploy.bootstrap.doctor;

import dev.clickdeploy.adapter.buildkit.BuildKit;
import dev.clickdeploy.adapter.postgres.Postgres;
import dev.clickdeploy.adapter.registry.OciRegistry;
import dev.clickdeploy.bootstrap.database.Database;
import dev.clickdeploy.bootstrap.server.Wiring;
import dev.clickdeploy.bootstrap.settings.DataDirectory;
import dev.clickdeploy.bootstrap.settings.Settings;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a server needs, in the order in which a newcomer would set it up. */
final class Checks {
  private static final long GIGABYTE = 1_000_000_000;

  private Checks() {}

  static List<Check> of(Settings settings) {
    return List.of(
        new Check("JDK", Checks::jdk, "install a JDK 21 or newer"),
        new Check(
            "data",
            () -> directory(settings.dataDirectory()),
            "set CLICKDEPLOY_DATA_DIR to a writable directory"),
        new Check(
            "builds",
            () -> directory(settings.buildDirectory()),
            "set BUILD_DIR to a writable directory"),
        new Check(
            "PostgreSQL",
            () -> database(settings),
            "set DATABASE_URL, or unset it for the embedded one"),
        new Check(
            "BuildKit",
            () -> buildKit(settings),
            "start buildkitd or a Docker Engine, or set BUILDKIT_ADDRESS"),
        new Check(
            "registry",
            () -> registry(settings),
            "set REGISTRY_URL, REGISTRY_USERNAME and REGISTRY_PASSWORD"));
  }

  private static String jdk() {
    if (Runtime.version().feature() < 21) {
      throw new IllegalStateException("JDK " + Runtime.version().feature() + " is too old");
    }
    return Runtime.version().toString();
  }

  private static String directory(Path path) throws IOException {
    Files.createDirectories(path);
    Files.delete(Files.createTempFile(path, "doctor", null));
    FileStore store = Files.getFileStore(path);
    if (store.getUsableSpace() < GIGABYTE) {
      throw new IOException("%s has less than 1 GB free".formatted(path));
    }
    return "%s (%d GB free)".formatted(path, store.getUsableSpace() / GIGABYTE);
  }

  private static String database(Settings settings) {
    try (DataDirectory directory = DataDirectory.open(settings.dataDirectory());
        Database database = Database.open(settings.databaseUrl(), directory)) {
      Postgres postgres = Wiring.postgres(database, directory.secretKey(settings));
      return "%s (%s)".formatted(database.description(), postgres.serverVersion());
    }
  }

  private static String buildKit(Settings settings) {
    try (BuildKit buildKit = Wiring.buildKit(settings)) {
      return buildKit.check();
    }
  }

  private static String registry(Settings settings) {
    try (OciRegistry registry = Wiring.registry(settings)) {
      registry.check();
      return registry.host().toString();
    }
  }
}
