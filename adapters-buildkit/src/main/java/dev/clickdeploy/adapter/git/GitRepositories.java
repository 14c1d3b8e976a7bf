package dev.clickdeploy.adapter.git;

import dev.clickdeploy.model.job.Cancellation;
import dev.clickdeploy.model.source.ChangedPaths;
import dev.clickdeploy.model.source.CommitDetails;
import dev.clickdeploy.model.source.CommitSha;
import dev.clickdeploy.model.source.GitRef;
import dev.clickdeploy.model.source.RepositoryAccess;
import dev.clickdeploy.model.source.RootDirectory;
import dev.clickdeploy.model.source.SourceTree;
import dev.clickdeploy.port.out.PortException;
import dev.clickdeploy.port.out.SourceRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Git repositories over HTTP(S) and SSH, with one bare cache per repository in a directory that
 * several instances and processes may share. Nothing needs closing. Credentials are kept nowhere.
 */
public final class GitRepositories implements SourceRepository {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final Surroundings around;

  private GitRepositories(
      Path directory, GitPolicy policy, GitLimits limits, Duration timeout, InstantSource clock) {
    this.around =
        new Surroundings(
            new Caches(directory, limits.cacheBytes()),
            policy,
            limits,
            timeout,
            new ProvenAccess(limits.accessRemembered(), clock));
  }

  /**
   * Keeps its caches below a directory, which is made when it is missing.
   *
   * @throws PortException of class INFRASTRUCTURE when it cannot be made
   */
  public static GitRepositories in(Path directory, GitPolicy policy) {
    return in(directory, policy, GitLimits.DEFAULT);
  }

  /**
   * The same with limits of its own.
   *
   * @throws PortException of class INFRASTRUCTURE when the directory cannot be made
   */
  public static GitRepositories in(Path directory, GitPolicy policy, GitLimits limits) {
    return in(directory, policy, limits, TIMEOUT, InstantSource.system());
  }

  /**
   * The same, with the longest silence of a host that is waited for; 30 seconds unless set.
   *
   * @throws PortException of class INFRASTRUCTURE when the directory cannot be made
   */
  public static GitRepositories in(
      Path directory, GitPolicy policy, GitLimits limits, Duration timeout) {
    return in(directory, policy, limits, timeout, InstantSource.system());
  }

  static GitRepositories in(
      Path directory, GitPolicy policy, GitLimits limits, Duration timeout, InstantSource clock) {
    Objects.requireNonNull(policy, "policy");
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw Opening.unusable(directory.toString(), e);
    }
    return new GitRepositories(directory, policy, limits, timeout, clock);
  }

  @Override
  public CommitSha resolve(RepositoryAccess access, GitRef ref) {
    return commit(around.remote(access), ref);
  }

  @Override
  public Map<GitRef, CommitSha> heads(
      RepositoryAccess access, Set<GitRef> refs, Cancellation cancellation) {
    Remote remote = around.remote(access);
    return Stoppable.run(
        cancellation,
        () -> {
          Map<GitRef, CommitSha> heads = RefLookup.heads(remote, refs);
          around.proven().add(remote.access());
          return heads;
        });
  }

  private CommitSha commit(Remote remote, GitRef ref) {
    if (CommitSha.looksLike(ref.value())) {
      return new CommitSha(ref.value());
    }
    CommitSha sha = new RefLookup(remote, ref).commit();
    around.proven().add(remote.access());
    return sha;
  }

  @Override
  public CommitDetails describe(RepositoryAccess access, GitRef ref, Cancellation cancellation) {
    Questions questions = questions(access, cancellation);
    return Stoppable.run(
        cancellation, () -> questions.describe(supported(commit(questions.remote(), ref))));
  }

  @Override
  public ChangedPaths diff(
      RepositoryAccess access, CommitSha before, CommitSha after, Cancellation cancellation) {
    Questions questions = questions(access, cancellation);
    return Stoppable.run(cancellation, () -> questions.diff(supported(before), supported(after)));
  }

  private Questions questions(RepositoryAccess access, Cancellation cancellation) {
    cancellation.throwIfCancelled();
    Remote remote = around.remote(access);
    return new Questions(around.caches().of(access.url()), remote, around.proven(), cancellation);
  }

  @Override
  public SourceTree open(
      RepositoryAccess access, CommitSha sha, RootDirectory root, Cancellation cancellation) {
    cancellation.throwIfCancelled();
    Remote remote = around.remote(access);
    return Stoppable.run(
        cancellation,
        new Opening(around, remote, supported(sha), root, Nesting.outermost(), cancellation));
  }

  private static CommitSha supported(CommitSha sha) {
    if (sha.value().length() != 40) {
      throw Refusals.sha256("commit " + sha);
    }
    return sha;
  }
}
