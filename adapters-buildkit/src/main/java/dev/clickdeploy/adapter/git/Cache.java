package dev.clickdeploy.adapter.git;

import dev.clickdeploy.adapter.git.lfs.ObjectStore;
import dev.clickdeploy.model.source.CommitSha;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.ObjectId;

/**
 * The bare repository on disk that keeps what was fetched of one repository: packs, and a ref
 * {@code refs/commits/SHA} for each commit whose whole tree is there.
 *
 * <p>Several processes may use one cache without a lock between them: packs are never changed, a
 * pack or a ref appears at once or not at all, and a tree holds its packs open. Two that fetch the
 * same commit at once only do the work twice. (A lock on a file would not hold here: POSIX drops it
 * as soon as anything else in the process closes that file.) Within one process {@link #fetching}
 * saves that work.
 */
final class Cache {
  private static final String ASIDE = "aside-";
  private static final String HEAD = "ref: refs/heads/none\n";

  private final Path directory;
  private final PackDirectory packs;
  private final Path commits;
  private final Path broken;
  private final ReentrantLock fetching = new ReentrantLock();

  Cache(Path directory) {
    this.directory = directory;
    this.packs = new PackDirectory(directory.resolve("objects/pack"));
    this.commits = directory.resolve("refs/commits");
    this.broken = directory.resolve("broken");
  }

  /** Held by whoever fetches into this cache. */
  ReentrantLock fetching() {
    return fetching;
  }

  /** A new place for packs that are needed for a moment. */
  PackDirectory aside() throws IOException {
    PackDirectory aside = new PackDirectory(directory.resolve(ASIDE + UUID.randomUUID()));
    Files.createDirectories(aside.path());
    return aside;
  }

  /** Removes what killed processes have left, which nothing was written to for long. */
  void removeAbandoned(Duration untouched) throws IOException {
    packs.removeAbandoned(untouched);
    try (DirectoryStream<Path> left = Files.newDirectoryStream(directory, ASIDE + "*")) {
      for (Path aside : left) {
        new PackDirectory(aside).deleteIfUntouched(untouched);
      }
    }
  }

  /** Contents of files that Git LFS keeps. */
  ObjectStore lfs() {
    return new ObjectStore(directory.resolve("lfs"));
  }

  PackDirectory packs() {
    return packs;
  }

  /** Marks the cache as used, so that it is not removed, until the mark is closed. */
  CacheUse use() throws IOException {
    create();
    return CacheUse.of(directory);
  }

  /** Makes the bare repository, unless it is there. */
  void create() throws IOException {
    Files.createDirectories(packs.path());
    Files.createDirectories(commits);
    if (Files.notExists(directory.resolve("HEAD"))) {
      put(directory.resolve("HEAD"), HEAD);
    }
  }

  /** Whether the tree of a commit is there, as far as is known. */
  boolean has(CommitSha sha) {
    return Files.exists(commits.resolve(sha.value())) && !isBroken();
  }

  /** Every commit whose tree is there. */
  Set<ObjectId> commits() throws IOException {
    try (Stream<Path> files = Files.list(commits)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(CommitSha::looksLike)
          .map(ObjectId::fromString)
          .collect(Collectors.toUnmodifiableSet());
    } catch (NoSuchFileException e) {
      return Set.of();
    }
  }

  /** The tree of this commit is there from now on. */
  void add(CommitSha sha) throws IOException {
    put(commits.resolve(sha.value()), sha + "\n");
  }

  /** Only this commit and the packs that are not among the old ones count from now on. */
  void beginAnewWith(CommitSha sha, List<String> oldPacks) throws IOException {
    Set<ObjectId> old = commits();
    add(sha);
    for (ObjectId commit : old) {
      if (!commit.name().equals(sha.value())) {
        Files.deleteIfExists(commits.resolve(commit.name()));
      }
    }
    oldPacks.forEach(packs::remove);
    Files.deleteIfExists(broken);
  }

  /** Something in the packs cannot be read: the next fetch begins the cache anew. */
  void markBroken() throws IOException {
    put(broken, "an object cannot be read\n");
  }

  boolean isBroken() {
    return Files.exists(broken);
  }

  private void put(Path file, String text) throws IOException {
    Path unfinished = packs.file("unfinished-" + UUID.randomUUID());
    Files.writeString(unfinished, text, StandardCharsets.US_ASCII);
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public String toString() {
    return directory.toString();
  }
}
