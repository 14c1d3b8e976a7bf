package dev.clickdeploy.adapter.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A mark that somebody, in this process or another one, uses a cache now: a file in the cache's
 * {@code uses}, whose own time is thus when the cache was last used.
 */
record CacheUse(Path mark) implements AutoCloseable {
  /** A mark that is older was left by a killed process: no build takes that long. */
  private static final Duration ABANDONED = Duration.ofDays(1);

  private static final String USES = "uses";

  static CacheUse of(Path cache) throws IOException {
    Path uses = Files.createDirectories(cache.resolve(USES));
    return new CacheUse(Files.createFile(uses.resolve(UUID.randomUUID().toString())));
  }

  static boolean isUsed(Path cache) throws IOException {
    Instant youngest = Instant.now().minus(ABANDONED);
    try (Stream<Path> marks = Files.list(cache.resolve(USES))) {
      for (Path mark : marks.toList()) {
        if (Files.getLastModifiedTime(mark).toInstant().isAfter(youngest)) {
          return true;
        }
      }
      return false;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /** When the cache was last begun or ended to be used; long ago when nobody knows. */
  static Instant lastUse(Path cache) {
    try {
      return Files.getLastModifiedTime(cache.resolve(USES)).toInstant();
    } catch (IOException e) {
      return Instant.EPOCH;
    }
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(mark);
    } catch (IOException e) {
      // It counts no longer once it is old.
    }
  }
}
