package dev.clickdeploy.adapter.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.deployment.Failure;
import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.model.job.Cancellation;
import dev.clickdeploy.model.source.CommitSha;
import dev.clickdeploy.model.source.GitRef;
import dev.clickdeploy.model.source.RepositoryAccess;
import dev.clickdeploy.model.source.RepositoryUrl;
import dev.clickdeploy.model.source.RootDirectory;
import dev.clickdeploy.model.source.SourceTree;
import dev.clickdeploy.port.out.PortException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A git host, repositories fetched from it, and the verbs that the tests need. */
abstract class OnGitHost {
  @TempDir Path home;
  GitHost git;
  Path build;
  GitRepositories repositories;

  @BeforeEach
  void start() {
    git = GitHost.start(home.resolve("git"));
    build = home.resolve("build");
    repositories = GitRepositories.in(build, GitPolicy.REMOTE_AND_LOCAL);
  }

  @AfterEach
  void stop_and_find_nothing_but_caches() {
    git.close();
    assertThat(build.toFile().listFiles())
        .allSatisfy(cache -> assertThat(cache.toPath().resolve("objects")).isDirectory());
  }

  RepositoryAccess access(String name) {
    return at(git.url(name), null);
  }

  RepositoryAccess access(String name, String token) {
    return at(git.url(name), token);
  }

  static RepositoryAccess at(String url, String token) {
    return new RepositoryAccess(
        new RepositoryUrl(url), Optional.ofNullable(token).map(Secret::of).orElse(null));
  }

  String resolve(String name, String ref) {
    return repositories.resolve(access(name), new GitRef(ref)).value();
  }

  SourceTree open(String name, String sha) {
    return open(access(name), sha);
  }

  SourceTree open(RepositoryAccess access, String sha) {
    return open(access, sha, "");
  }

  SourceTree open(RepositoryAccess access, String sha, String root) {
    return repositories.open(
        access, new CommitSha(sha), new RootDirectory(root), new Cancellation());
  }

  static Failure sourceFailure(ThrowingCallable call) {
    return failure(call, FailureClass.SOURCE);
  }

  static Failure infrastructureFailure(ThrowingCallable call) {
    return failure(call, FailureClass.INFRASTRUCTURE);
  }

  private static Failure failure(ThrowingCallable call, FailureClass type) {
    PortException thrown = catchThrowableOfType(PortException.class, call);
    assertThat(thrown).isNotNull();
    assertThat(thrown.failure().type()).as(thrown.getMessage()).isEqualTo(type);
    assertThat(thrown.failure().hint()).isPresent();
    return thrown.failure();
  }

  /** The one cache that there is. */
  Path cache() {
    List<Path> caches = files(build);
    assertThat(caches).hasSize(1);
    return caches.get(0);
  }

  /** Files of the one cache with this ending. */
  List<Path> packs(String extension) {
    return files(cache().resolve("objects/pack")).stream()
        .filter(file -> file.toString().endsWith(extension))
        .toList();
  }

  static List<Path> files(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The bytes of packs that the host has sent since its requests were forgotten. */
  long sent() {
    return git.requests().stream().mapToLong(GitHost.Request::sent).sum();
  }
}
