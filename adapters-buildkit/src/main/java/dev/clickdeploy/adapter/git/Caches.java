package dev.clickdeploy.adapter.git;

import dev.clickdeploy.model.source.RepositoryUrl;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The caches below one directory, each with a directory of its own. */
final class Caches {
  private static final int READABLE = 60;
  private static final int DIGITS = 16;

  private final Path directory;
  private final CacheSizes sizes;
  private final Map<String, Cache> caches = new ConcurrentHashMap<>();

  /** Caches that may take so many bytes together. */
  Caches(Path directory, long mostBytes) {
    this.directory = directory;
    this.sizes = new CacheSizes(directory, mostBytes);
  }

  /** Removes what was used longest ago, when all together take too much. */
  void shrink() {
    sizes.shrink();
  }

  Cache of(RepositoryUrl url) {
    return caches.computeIfAbsent(name(url), name -> new Cache(directory.resolve(name)));
  }

  /**
   * A readable part of the repository's identity, and a hash of the URL itself: an identity is in
   * lower case, but a host may keep {@code Acme/web} and {@code acme/web} apart, and one's commits
   * must not be found in the other.
   */
  static String name(RepositoryUrl url) {
    String readable = url.identity().value().replaceAll("[^A-Za-z0-9._-]+", "-");
    String end = readable.substring(Math.max(0, readable.length() - READABLE));
    String spelled = url.value().replaceAll("/+$", "").replaceAll("\\.git$", "");
    return end.replaceAll("^[.-]+", "") + "-" + sha256(spelled).substring(0, DIGITS);
  }

  static String sha256(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
