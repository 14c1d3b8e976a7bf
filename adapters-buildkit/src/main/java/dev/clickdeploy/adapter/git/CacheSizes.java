package dev.clickdeploy.adapter.git;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the caches below a directory to a size by removing those that were used longest ago. */
final class CacheSizes {
  private static final Logger LOG = LoggerFactory.getLogger(CacheSizes.class);
  private static final String REMOVED = "removed-";

  private final Path directory;
  private final long most;

  CacheSizes(Path directory, long most) {
    this.directory = directory;
    this.most = most;
  }

  /** Removes what is too much and used by nobody. Never fails: the next fetch tries again. */
  synchronized void shrink() {
    try {
      List<Kept> caches = caches();
      long total = caches.stream().mapToLong(Kept::bytes).sum();
      for (Kept cache : caches) {
        if (total <= most) {
          return;
        }
        if (isLeftOver(cache.path()) || remove(cache.path())) {
          total -= cache.bytes();
        }
      }
    } catch (IOException | RuntimeException e) {
      LOG.warn("the git caches in {} cannot be kept to their size: {}", directory, e.toString());
    }
  }

  private record Kept(Path path, Instant lastUse, long bytes) {}

  /** The one that was used longest ago comes first. */
  private List<Kept> caches() throws IOException {
    List<Kept> caches = new ArrayList<>();
    try (Stream<Path> paths = Files.list(directory)) {
      for (Path path : paths.filter(Files::isDirectory).toList()) {
        caches.add(new Kept(path, CacheUse.lastUse(path), size(path)));
      }
    }
    caches.sort(Comparator.comparing(Kept::lastUse));
    return caches;
  }

  /** What a process did not finish to remove. */
  private static boolean isLeftOver(Path cache) throws IOException {
    if (!cache.getFileName().toString().startsWith(REMOVED)) {
      return false;
    }
    delete(cache);
    return true;
  }

  /**
   * Takes the cache out of everybody's sight before it is deleted, and puts it back when somebody
   * has begun to use it meanwhile. Who finds it gone in between fetches it anew.
   */
  private boolean remove(Path cache) throws IOException {
    if (CacheUse.isUsed(cache)) {
      return false;
    }
    Path removed = directory.resolve(REMOVED + UUID.randomUUID());
    Files.move(cache, removed, StandardCopyOption.ATOMIC_MOVE);
    if (CacheUse.isUsed(removed) && Files.notExists(cache)) {
      Files.move(removed, cache, StandardCopyOption.ATOMIC_MOVE);
      return false;
    }
    LOG.info("git cache {} is removed: the caches take more than {} bytes", cache, most);
    delete(removed);
    return true;
  }

  private static long size(Path cache) throws IOException {
    AtomicLong size = new AtomicLong();
    Files.walkFileTree(
        cache,
        new Tolerant() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            size.addAndGet(attributes.size());
            return FileVisitResult.CONTINUE;
          }
        });
    return size.get();
  }

  private static void delete(Path cache) throws IOException {
    Files.walkFileTree(
        cache,
        new Tolerant() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path below, @Nullable IOException e)
              throws IOException {
            Files.deleteIfExists(below);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** Others may remove files at the same time. */
  private abstract static class Tolerant extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path below, @Nullable IOException e)
        throws IOException {
      return FileVisitResult.CONTINUE;
    }
  }
}
