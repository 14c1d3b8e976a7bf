package dev.clickdeploy.port.out.fake;

import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.model.job.Cancellation;
import dev.clickdeploy.model.source.ChangedPaths;
import dev.clickdeploy.model.source.Commit;
import dev.clickdeploy.model.source.CommitDetails;
import dev.clickdeploy.model.source.CommitSha;
import dev.clickdeploy.model.source.Credential;
import dev.clickdeploy.model.source.GitRef;
import dev.clickdeploy.model.source.RepositoryAccess;
import dev.clickdeploy.model.source.RepositoryIdentity;
import dev.clickdeploy.model.source.RepositoryUrl;
import dev.clickdeploy.model.source.RootDirectory;
import dev.clickdeploy.model.source.SourceTree;
import dev.clickdeploy.port.out.PortException;
import dev.clickdeploy.port.out.SourceRepository;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Git repositories in memory. */
public final class FakeSourceRepository implements SourceRepository {
  private final Map<RepositoryIdentity, Repository> repositories = new ConcurrentHashMap<>();
  private volatile boolean describing = true;
  private final AtomicInteger lookups = new AtomicInteger();
  private final List<InMemoryTree> opened = new CopyOnWriteArrayList<>();

  @Override
  public CommitSha resolve(RepositoryAccess access, GitRef ref) {
    if (CommitSha.looksLike(ref.value())) {
      return new CommitSha(ref.value());
    }
    Repository repository = enter(access);
    return candidates(ref)
        .map(repository.refs::get)
        .filter(Objects::nonNull)
        .findFirst()
        .orElseThrow(() -> source("%s has no ref %s".formatted(access.url(), ref)));
  }

  @Override
  public Map<GitRef, CommitSha> heads(
      RepositoryAccess access, Set<GitRef> refs, Cancellation cancellation) {
    cancellation.throwIfCancelled();
    lookups.incrementAndGet();
    Repository repository = enter(access);
    Map<GitRef, CommitSha> heads = new HashMap<>();
    for (GitRef ref : refs) {
      CommitSha head = repository.refs.get(ref.value());
      if (head != null) {
        heads.put(ref, head);
      }
    }
    return heads;
  }

  /** How often heads were asked for. */
  public int lookups() {
    return lookups.get();
  }

  private static Stream<String> candidates(GitRef ref) {
    return ref.value().startsWith("refs/")
        ? Stream.of(ref.value())
        : Stream.of("refs/heads/" + ref, "refs/tags/" + ref);
  }

  @Override
  public CommitDetails describe(RepositoryAccess access, GitRef ref, Cancellation cancellation) {
    cancellation.throwIfCancelled();
    CommitSha sha = resolve(access, ref);
    if (!describing) {
      awaitCancel(cancellation);
    }
    Repository repository = enter(access);
    Commit commit = tree(repository, access, sha).commit();
    List<CommitSha> parents = repository.parents.getOrDefault(sha, List.of());
    return new CommitDetails(commit, commit.author(), commit.authoredAt(), parents);
  }

  @Override
  public ChangedPaths diff(
      RepositoryAccess access, CommitSha before, CommitSha after, Cancellation cancellation) {
    cancellation.throwIfCancelled();
    Repository repository = enter(access);
    InMemoryTree newer = tree(repository, access, after);
    InMemoryTree older = repository.trees.get(before);
    return older == null
        ? new ChangedPaths.Unknown(before)
        : new ChangedPaths.Known(newer.differencesFrom(older));
  }

  @Override
  public SourceTree open(
      RepositoryAccess access, CommitSha sha, RootDirectory root, Cancellation cancellation) {
    cancellation.throwIfCancelled();
    InMemoryTree tree =
        tree(enter(access), access, sha)
            .below(root)
            .orElseThrow(() -> source("there is no directory " + root));
    opened.add(tree);
    return tree;
  }

  private static InMemoryTree tree(Repository repository, RepositoryAccess access, CommitSha sha) {
    InMemoryTree tree = repository.trees.get(sha);
    if (tree == null) {
      throw source("%s has no commit %s".formatted(access.url(), sha));
    }
    return tree;
  }

  private Repository enter(RepositoryAccess access) {
    Repository repository = repositories.get(access.url().identity());
    if (repository == null) {
      throw source("there is no repository " + access.url());
    }
    if (repository.unreachable) {
      throw new PortException(
          FailureClass.INFRASTRUCTURE, access.url() + " cannot be reached", "try later", null);
    }
    if (repository.credential != null && !repository.credential.equals(access.credential())) {
      throw source(access.url() + " refused the credential");
    }
    return repository;
  }

  private static PortException source(String message) {
    return new PortException(FailureClass.SOURCE, message, "check the repository", null);
  }

  /** The repository has this tree as its commit, and the full refs name it from now on. */
  public CommitSha push(RepositoryUrl url, InMemoryTree tree, String... refs) {
    Repository repository = repository(url);
    CommitSha sha = tree.commit().sha();
    repository.trees.put(sha, tree);
    for (String ref : refs) {
      CommitSha parent = repository.refs.put(ref, sha);
      if (parent != null && !parent.equals(sha)) {
        repository.parents.put(sha, List.of(parent));
      }
    }
    return sha;
  }

  /** The repository has no such commit any more, as after a force-push. */
  public void forget(RepositoryUrl url, CommitSha sha) {
    repository(url).trees.remove(sha);
  }

  /** Only this opens the repository from now on. */
  public void require(RepositoryUrl url, Credential credential) {
    repository(url).credential = credential;
  }

  private static void awaitCancel(Cancellation cancellation) {
    CountDownLatch cancelled = new CountDownLatch(1);
    try (var registration = cancellation.onCancel(cancelled::countDown)) {
      cancelled.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new CancellationException("cancelled");
  }

  /** Whether commits are described; else whoever asks for it waits until it cancels. */
  public void describing(boolean describing) {
    this.describing = describing;
  }

  /** Whether the repository's host answers. */
  public void reachable(RepositoryUrl url, boolean reachable) {
    repository(url).unreachable = !reachable;
  }

  /** How many of the trees that were opened are not closed. */
  public int openTrees() {
    return (int) opened.stream().filter(tree -> !tree.isClosed()).count();
  }

  private Repository repository(RepositoryUrl url) {
    return repositories.computeIfAbsent(url.identity(), identity -> new Repository());
  }

  private static final class Repository {
    final Map<String, CommitSha> refs = new ConcurrentHashMap<>();
    final Map<CommitSha, InMemoryTree> trees = new ConcurrentHashMap<>();
    final Map<CommitSha, List<CommitSha>> parents = new ConcurrentHashMap<>();
    volatile @Nullable Credential credential;
    volatile boolean unreachable;
  }
}
