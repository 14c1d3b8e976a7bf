package dev.clickdeploy.bootstrap.doctor;

import dev.clickdeploy.adapter.buildkit.BuildKit;
import dev.clickdeploy.adapter.buildkit.endpoint.Endpoint;
import dev.clickdeploy.adapter.postgres.Postgres;
import dev.clickdeploy.bootstrap.database.Database;
import dev.clickdeploy.bootstrap.server.OpenRegistry;
import dev.clickdeploy.bootstrap.server.Wiring;
import dev.clickdeploy.bootstrap.settings.DataDirectory;
import dev.clickdeploy.bootstrap.settings.Settings;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a server needs, in the order in which a newcomer would set it up. */
final class Checks {
  private static final long GIGABYTE = 1_000_000_000;

  private Checks() {}

  static List<Check> of(Settings settings) {
    List<Check> checks = new ArrayList<>(surroundings(settings));
    for (Endpoint endpoint : settings.buildkit().endpoints()) {
      checks.add(
          new Check(
              "BuildKit",
              () -> buildKit(endpoint),
              "start buildkitd or a Docker Engine, or set BUILDKIT_ADDRESS"));
    }
    checks.add(
        new Check(
            "registry",
            () -> registry(settings),
            "set REGISTRY_URL, REGISTRY_USERNAME and REGISTRY_PASSWORD"));
    return List.copyOf(checks);
  }

  private static List<Check> surroundings(Settings settings) {
    return List.of(
        new Check("JDK", Checks::jdk, "install a JDK 21 or newer"),
        new Check(
            "data",
            () -> directory(settings.dataDirectory()),
            "set CLICKDEPLOY_DATA_DIR to a writable directory"),
        new Check("builds", () -> builds(settings), "set BUILD_DIR to a writable directory"),
        new Check(
            "PostgreSQL",
            () -> database(settings),
            "set DATABASE_URL, or unset it for the embedded one"));
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

  /** The caches must find room before the limit that makes old ones go. */
  private static String builds(Settings settings) throws IOException {
    String found = directory(settings.buildDirectory());
    FileStore store = Files.getFileStore(settings.buildDirectory());
    long limit = settings.git().limits().cacheBytes();
    if (limit > store.getTotalSpace()) {
      throw new IOException(
          "the git caches may take %s, and the disk below %s has %s; set CLICKDEPLOY_GIT_CACHE_SIZE"
              .formatted(
                  gigabytes(limit), settings.buildDirectory(), gigabytes(store.getTotalSpace())));
    }
    return "%s, git caches at most %s".formatted(found, gigabytes(limit));
  }

  private static String gigabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f GB", (double) bytes / GIGABYTE);
  }

  private static String database(Settings settings) {
    try (DataDirectory directory = DataDirectory.open(settings.dataDirectory());
        Database database = Database.open(settings.databaseUrl(), directory)) {
      Postgres postgres = Wiring.postgres(database, directory.secretKey(settings));
      return "%s (%s)".formatted(database.description(), postgres.serverVersion());
    }
  }

  /** Each by itself: the others may be well. */
  private static String buildKit(Endpoint endpoint) {
    try (BuildKit buildKit = BuildKit.pool(List.of(endpoint))) {
      return buildKit.check();
    }
  }

  private static String registry(Settings settings) {
    try (OpenRegistry registry = Wiring.registry(settings)) {
      return registry.check() + RegistryWords.of(settings);
    }
  }
}
