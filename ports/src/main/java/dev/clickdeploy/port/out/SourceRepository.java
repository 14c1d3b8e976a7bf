package dev.clickdeploy.port.out;

import dev.clickdeploy.model.job.Cancellation;
import dev.clickdeploy.model.source.ChangedPaths;
import dev.clickdeploy.model.source.CommitDetails;
import dev.clickdeploy.model.source.CommitSha;
import dev.clickdeploy.model.source.GitRef;
import dev.clickdeploy.model.source.RepositoryAccess;
import dev.clickdeploy.model.source.RootDirectory;
import dev.clickdeploy.model.source.SourceTree;
import java.util.Map;
import java.util.Set;

/**
 * Git repositories. Every failure is a {@link PortException}: of class SOURCE when the repository,
 * the ref, the credentials or the directory is wrong, INFRASTRUCTURE when it cannot be reached.
 */
public interface SourceRepository {
  /**
   * The commit that a ref names now; a full SHA is taken as it is. Branches win over tags of the
   * same name.
   */
  CommitSha resolve(RepositoryAccess access, GitRef ref);

  /**
   * The commits that these full refs ({@code refs/…}) name now, asked for at once; those that are
   * not there are left out.
   *
   * @throws java.util.concurrent.CancellationException when cancelled meanwhile
   */
  Map<GitRef, CommitSha> heads(
      RepositoryAccess access, Set<GitRef> refs, Cancellation cancellation);

  /**
   * The commit that a ref or a full SHA names now, described without fetching its files where the
   * host can leave them out.
   *
   * @throws java.util.concurrent.CancellationException when cancelled meanwhile
   */
  CommitDetails describe(RepositoryAccess access, GitRef ref, Cancellation cancellation);

  /**
   * The paths in which {@code after} differs from {@code before}, told from the two trees and not
   * from the history between them.
   *
   * @param before what was there earlier; all zeros, as hosts say it for a new branch, is unknown
   * @throws java.util.concurrent.CancellationException when cancelled meanwhile
   */
  ChangedPaths diff(
      RepositoryAccess access, CommitSha before, CommitSha after, Cancellation cancellation);

  /**
   * Fetches exactly this commit, unless it is there already, and opens its content.
   *
   * @throws java.util.concurrent.CancellationException when cancelled meanwhile
   */
  SourceTree open(
      RepositoryAccess access, CommitSha sha, RootDirectory root, Cancellation cancellation);
}
