package dev.clickdeploy.adapter.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.clickdeploy.model.deployment.Failure;
import dev.clickdeploy.model.job.Cancellation;
import dev.clickdeploy.model.source.CommitSha;
import dev.clickdeploy.model.source.GitRef;
import dev.clickdeploy.model.source.SourceTree;
import dev.clickdeploy.port.out.fake.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a repository and all caches together may take, and how long a host's consent counts. */
class LimitsIT extends OnGitHost {
  private static Map<String, Content> noise(int seed) {
    byte[] bytes = new byte[100_000];
    new Random(seed).nextBytes(bytes);
    return Map.of("noise", Content.bytes(bytes));
  }

  private void limit(GitLimits limits) {
    repositories = GitRepositories.in(build, GitPolicy.REMOTE_AND_LOCAL, limits);
  }

  private void fetch(String name) {
    open(name, git.commit(name, "main", noise(name.hashCode()), "Commit")).close();
  }

  private List<String> cached() {
    return files(build).stream()
        .map(path -> path.getFileName().toString().replaceAll("^.*-([a-z]+)-[0-9a-f]{16}$", "$1"))
        .toList();
  }

  /** Times of use that a file system with coarse times cannot confuse. */
  private void lastUsed(String name, int hoursAgo) throws IOException {
    Path cache =
        files(build).stream().filter(path -> path.toString().contains(name)).findFirst().get();
    Files.setLastModifiedTime(
        cache.resolve("uses"), FileTime.from(Instant.now().minus(Duration.ofHours(hoursAgo))));
  }

  @Test
  void the_cache_that_was_used_longest_ago_goes_first() throws IOException {
    limit(GitLimits.DEFAULT.withCacheBytes(250_000));
    fetch("one");
    fetch("two");
    assertThat(cached()).containsExactlyInAnyOrder("one", "two");
    lastUsed("one", 1);
    lastUsed("two", 2);

    fetch("three");

    assertThat(cached()).containsExactlyInAnyOrder("one", "three");
    fetch("two");
    assertThat(cached()).hasSize(2).contains("two");
  }

  @Test
  void a_cache_in_use_is_not_removed_by_anybody() throws IOException {
    String sha = git.commit("one", "main", noise(1), "Commit");
    GitRepositories other = repositories;
    limit(GitLimits.DEFAULT.withCacheBytes(1));
    try (SourceTree tree =
        other.open(
            access("one"),
            new CommitSha(sha),
            new dev.clickdeploy.model.source.RootDirectory(""),
            new Cancellation())) {
      lastUsed("one", 1);

      fetch("two");

      assertThat(cached()).contains("one");
      assertThat(tree.open(tree.find("noise").orElseThrow()).readAllBytes())
          .isEqualTo(noise(1).get("noise").bytes());
    }
    lastUsed("one", 1);
    fetch("three");
    assertThat(cached()).doesNotContain("one");
  }

  @Test
  void a_mark_that_a_killed_process_left_protects_a_cache_only_for_a_day() throws IOException {
    fetch("one");
    Path mark = Files.createFile(cache().resolve("uses/left"));
    limit(GitLimits.DEFAULT.withCacheBytes(1));
    lastUsed("one", 50);
    fetch("two");
    assertThat(cached()).contains("one");

    Files.setLastModifiedTime(mark, FileTime.from(Instant.now().minus(Duration.ofHours(25))));
    lastUsed("one", 50);
    fetch("three");

    assertThat(cached()).doesNotContain("one");
  }

  @Test
  void what_a_killed_process_did_not_finish_to_remove_goes_first() throws IOException {
    fetch("one");
    Path left = Files.createDirectories(build.resolve("removed-x/objects/pack"));
    Files.write(left.resolve("pack-1.pack"), new byte[1_000_000]);
    limit(GitLimits.DEFAULT.withCacheBytes(900_000));

    fetch("two");

    assertThat(cached()).containsExactlyInAnyOrder("one", "two");
  }

  @Test
  void a_repository_over_the_limit_is_refused_and_leaves_nothing() {
    limit(GitLimits.DEFAULT.withRepositoryBytes(50_000));
    String sha = git.commit("app", "main", noise(1), "Big");

    Failure failure = sourceFailure(() -> open("app", sha));

    assertThat(failure.message()).contains(git.url("app"), "50,000 bytes");
    assertThat(failure.hint().orElseThrow()).contains("limit");
    assertThat(packs("")).isEmpty();
    git.refuseFilters(true);
    assertThat(
            sourceFailure(
                    () ->
                        repositories.describe(
                            access("app"), new GitRef("main"), new Cancellation()))
                .message())
        .contains("50,000 bytes");
    assertThat(packs("")).isEmpty();
  }

  @Test
  void limits_are_not_negative() {
    assertThatIllegalArgumentException().isThrownBy(() -> GitLimits.DEFAULT.withCacheBytes(-1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GitLimits.DEFAULT.withAccessRemembered(Duration.ofSeconds(-1)));
  }

  @Test
  void a_credential_that_was_revoked_opens_no_cached_commit_for_long() {
    SettableClock clock = new SettableClock();
    repositories =
        GitRepositories.in(
            build,
            GitPolicy.REMOTE_AND_LOCAL,
            GitLimits.DEFAULT.withAccessRemembered(Duration.ofMinutes(5)),
            Duration.ofSeconds(30),
            clock);
    String sha = git.commitPrivate("closed", Map.of("a", "a"), "Closed", "old-token");
    open(access("closed", "old-token"), sha).close();
    git.requireToken("closed", "new-token");

    clock.advance(Duration.ofMinutes(5).minusSeconds(1));
    open(access("closed", "old-token"), sha).close();
    clock.advance(Duration.ofSeconds(1));
    sourceFailure(() -> open(access("closed", "old-token"), sha));
    open(access("closed", "new-token"), sha).close();

    git.requireToken("closed", "old-token");
    open(access("closed", "old-token"), sha).close();
  }
}
