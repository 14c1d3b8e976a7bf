package dev.clickdeploy.adapter.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickdeploy.model.job.Cancellation;
import dev.clickdeploy.model.source.CommitDetails;
import dev.clickdeploy.model.source.CommitSha;
import dev.clickdeploy.model.source.GitRef;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A commit told without its files. */
class DescribeIT extends OnGitHost {
  private static final Map<String, String> FILES = Map.of("noise.txt", noise());

  private static String noise() {
    byte[] bytes = new byte[50_000];
    new Random(1).nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private CommitDetails describe(String name, String ref) {
    return repositories.describe(access(name), new GitRef(ref), new Cancellation());
  }

  @ParameterizedTest
  @CsvSource({"false, false", "false, true", "true, false", "true, true"})
  void a_branchs_commit_is_told_whatever_the_host_can(boolean oldHost, boolean noFilters) {
    git.refuseUnadvertised(oldHost);
    git.refuseFilters(noFilters);
    String first = git.commit("app", FILES, "First");
    String second = git.commit("app", FILES, "Say hello\n\nWith a body.\n");

    CommitDetails details = describe("app", "main");

    assertThat(details.sha().value()).isEqualTo(second);
    assertThat(details.commit().message()).isEqualTo("Say hello\n\nWith a body.");
    assertThat(details.commit().author()).isEqualTo(GitHost.AUTHOR);
    assertThat(details.commit().authoredAt()).isEqualTo(Instant.parse("2026-01-02T03:04:06Z"));
    assertThat(details.committer()).isEqualTo("Some Committer");
    assertThat(details.committedAt()).isEqualTo(Instant.parse("2026-01-02T03:04:06Z"));
    assertThat(details.parents()).containsExactly(new CommitSha(first));
  }

  @Test
  void only_the_commit_is_sent_and_nothing_is_kept() {
    git.commit("app", FILES, "First");

    describe("app", "main");

    assertThat(sent()).isLessThan(2_000);
    assertThat(packs("")).isEmpty();
    assertThat(cache()).isDirectoryNotContaining("glob:**/aside-*");
  }

  @Test
  void what_a_host_without_filters_had_to_send_is_kept_for_the_build() {
    git.refuseFilters(true);
    String sha = git.commit("app", FILES, "First");
    describe("app", "main");
    git.forgetRequests();

    open("app", sha).close();

    assertThat(git.requests()).isEmpty();
  }

  @Test
  void a_commit_of_the_cache_is_told_without_asking_and_with_its_parents() {
    String first = git.commit("app", FILES, "First");
    String second = git.commit("app", FILES, "Second");
    open("app", first).close();
    open("app", second).close();
    git.forgetRequests();

    assertThat(describe("app", first).parents()).isEmpty();
    assertThat(describe("app", second).parents()).containsExactly(new CommitSha(first));
    assertThat(git.requests()).isEmpty();
  }

  @Test
  void an_older_commit_is_told_by_its_sha() {
    String first = git.commit("app", FILES, "First");
    git.commit("app", FILES, "Second");

    assertThat(describe("app", first).commit().message()).isEqualTo("First");
    git.refuseUnadvertised(true);
    assertThat(describe("app", first).commit().message()).isEqualTo("First");
  }

  @Test
  void a_merge_has_its_parents_in_order() {
    String one = git.commit("app", "main", Content.texts(FILES), "One");
    String two = git.forcePush("app", "other", Content.texts(FILES), "Two");
    String tree = git.git("app", "rev-parse", "main^{tree}");
    String merge = git.git("app", "commit-tree", "-p", two, "-p", one, "-m", "Merge", tree);
    git.branch("app", "merged", merge);

    assertThat(describe("app", "merged").parents())
        .containsExactly(new CommitSha(two), new CommitSha(one));
  }

  @Test
  void an_annotated_tag_tells_its_commit() {
    String sha = git.commit("app", FILES, "First");
    git.annotatedTag("app", "v1", sha);

    assertThat(describe("app", "v1").sha().value()).isEqualTo(sha);
  }

  @Test
  void what_is_no_commit_or_not_there_is_the_sources_fault() {
    git.commit("app", FILES, "First");
    String tree = git.git("app", "rev-parse", "main^{tree}");
    String missing = "1".repeat(40);

    assertThat(sourceFailure(() -> describe("app", tree)).message()).contains("a tree");
    assertThat(sourceFailure(() -> describe("app", missing)).message()).contains(missing);
    assertThat(sourceFailure(() -> describe("app", "release")).message()).contains("'release'");
    assertThat(sourceFailure(() -> describe("app", "2".repeat(64))).message()).contains("SHA-256");
  }

  @Test
  void what_one_token_has_fetched_is_not_told_without_it() {
    String sha = git.commitPrivate("closed", FILES, "Closed", "hush");
    open(access("closed", "hush"), sha).close();

    sourceFailure(() -> describe("closed", sha));
    assertThat(
            repositories
                .describe(access("closed", "hush"), new GitRef(sha), new Cancellation())
                .sha()
                .value())
        .isEqualTo(sha);
  }

  @Test
  void a_cancelled_question_is_not_asked() {
    Cancellation cancellation = new Cancellation();
    cancellation.cancel();

    assertThatThrownBy(() -> repositories.describe(access("app"), new GitRef("main"), cancellation))
        .isInstanceOf(CancellationException.class);
    assertThat(git.requests()).isEmpty();
  }
}
