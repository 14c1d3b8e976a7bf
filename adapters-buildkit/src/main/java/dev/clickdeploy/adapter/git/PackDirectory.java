package dev.clickdeploy.adapter.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** The directory of a cache's pack files, laid out as git does: {@code objects/pack}. */
record PackDirectory(Path path) {
  static final String PREFIX = "pack-";

  /** Of packs that have one large file each. */
  static final String LARGE_PREFIX = "pack-large-";

  private static final String INDEX = ".idx";

  Path file(String name) {
    return path.resolve(name);
  }

  /** Names of the complete packs, without extension. */
  List<String> packs() throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(INDEX))
          .map(PackDirectory::pack)
          .toList();
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }

  /** When a file was written, in milliseconds since 1970. */
  long modified(String name) throws IOException {
    return Files.getLastModifiedTime(file(name)).toMillis();
  }

  /** Removes a pack. Its index goes first, so that nobody begins to use it. */
  void remove(String pack) {
    for (String extension : List.of(INDEX, INDEX + ".part", ".pack")) {
      try {
        Files.deleteIfExists(file(pack + extension));
      } catch (IOException e) {
        // The next fetch that finds it old removes it.
      }
    }
  }

  /** Removes what fetches of killed processes have left, which nothing was written to for long. */
  void removeAbandoned(Duration untouched) throws IOException {
    Collection<String> complete = packs();
    long youngest = System.currentTimeMillis() - untouched.toMillis();
    try (Stream<Path> files = Files.list(path)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (!complete.contains(pack(name)) && modified(name) < youngest) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  /** Removes the directory with everything in it. */
  void delete() {
    try (Stream<Path> files = Files.list(path)) {
      for (Path file : files.toList()) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(path);
    } catch (IOException e) {
      // The next fetch that finds it old removes it.
    }
  }

  /** The same, when nothing was added to it for long. */
  void deleteIfUntouched(Duration untouched) throws IOException {
    long youngest = System.currentTimeMillis() - untouched.toMillis();
    if (Files.getLastModifiedTime(path).toMillis() < youngest) {
      delete();
    }
  }

  /** The pack to which a file belongs. */
  static String pack(String name) {
    int dot = name.indexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }
}
