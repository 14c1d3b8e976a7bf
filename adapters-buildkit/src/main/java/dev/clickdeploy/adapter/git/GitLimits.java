package dev.clickdeploy.adapter.git;

import dev.clickdeploy.model.source.SourceTree;
import dev.clickdeploy.model.source.TreeEntry;
import java.time.Duration;
import java.util.Objects;

/**
 * How much repositories may take.
 *
 * @param cacheBytes what all caches below one directory may take on disk together; beyond it the
 *     least recently used are removed, except those in use. 20 GiB unless set
 * @param repositoryBytes the most that one fetch may bring, and one file of Git LFS. 4 GiB unless
 *     set
 * @param contentBytes what the files of one commit may have together, those of submodules and of
 *     Git LFS included. 16 GiB unless set
 * @param submoduleDepth how many submodules may lie within each other. 8 unless set
 * @param accessRemembered how long after a host has let a credential in, what is cached opens with
 *     it without asking again: the longest that a revoked credential works on. 5 minutes unless set
 */
public record GitLimits(
    long cacheBytes,
    long repositoryBytes,
    long contentBytes,
    int submoduleDepth,
    Duration accessRemembered) {
  private static final long GIB = 1L << 30;

  /** What a build machine with some tens of gigabytes of disk can take. */
  public static final GitLimits DEFAULT =
      new GitLimits(20 * GIB, 4 * GIB, 16 * GIB, 8, Duration.ofMinutes(5));

  public GitLimits {
    Objects.requireNonNull(accessRemembered, "accessRemembered");
    if (cacheBytes < 0 || repositoryBytes < 0 || contentBytes < 0 || submoduleDepth < 0) {
      throw new IllegalArgumentException("a limit must not be negative");
    }
    if (accessRemembered.isNegative()) {
      throw new IllegalArgumentException("the time for which access is remembered is negative");
    }
  }

  /** Refuses a tree whose files have too much together. */
  void check(SourceTree tree, String what) {
    long left = contentBytes;
    for (TreeEntry entry : tree.entries()) {
      left -= entry.size();
      if (left < 0) {
        throw Refusals.tooLarge(what, contentBytes);
      }
    }
  }

  /** The same with another size of all caches together. */
  public GitLimits withCacheBytes(long bytes) {
    return new GitLimits(bytes, repositoryBytes, contentBytes, submoduleDepth, accessRemembered);
  }

  /** The same with another size of one fetch. */
  public GitLimits withRepositoryBytes(long bytes) {
    return new GitLimits(cacheBytes, bytes, contentBytes, submoduleDepth, accessRemembered);
  }

  /** The same with another size of one commit's files. */
  public GitLimits withContentBytes(long bytes) {
    return new GitLimits(cacheBytes, repositoryBytes, bytes, submoduleDepth, accessRemembered);
  }

  /** The same with another number of submodules within each other. */
  public GitLimits withSubmoduleDepth(int depth) {
    return new GitLimits(cacheBytes, repositoryBytes, contentBytes, depth, accessRemembered);
  }

  /** The same with another time for which access is remembered. */
  public GitLimits withAccessRemembered(Duration duration) {
    return new GitLimits(cacheBytes, repositoryBytes, contentBytes, submoduleDepth, duration);
  }
}
