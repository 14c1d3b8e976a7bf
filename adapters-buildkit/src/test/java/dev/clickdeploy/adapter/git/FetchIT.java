package dev.clickdeploy.adapter.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.model.deployment.Failure;
import dev.clickdeploy.model.source.Commit;
import dev.clickdeploy.model.source.SourceTree;
import java.io.IOException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** One commit comes into the cache, and no more than that. */
class FetchIT extends OnGitHost {
  private static String noise(int seed) {
    byte[] bytes = new byte[50_000];
    new Random(seed).nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private String content(String name, String sha, String path) throws IOException {
    try (SourceTree tree = open(name, sha)) {
      return tree.readText(path, 1_000_000).orElseThrow();
    }
  }

  @Test
  void a_commit_tells_message_author_and_time() {
    String sha = git.commit("app", Map.of("a.txt", "a\n"), "Say hello\n\nWith a body.\n");

    try (SourceTree tree = open("app", sha)) {
      Commit commit = tree.commit();
      assertThat(commit.sha().value()).isEqualTo(sha);
      assertThat(commit.message()).isEqualTo("Say hello\n\nWith a body.");
      assertThat(commit.author()).isEqualTo(GitHost.AUTHOR);
      assertThat(commit.authoredAt()).isEqualTo(Instant.parse("2026-01-02T03:04:05Z"));
    }
  }

  @Test
  void only_the_commit_comes_and_not_its_history() throws IOException {
    git.commit("app", Map.of("big.txt", noise(1)), "First");
    String second = git.commit("app", Map.of("small.txt", "small\n"), "Second");

    assertThat(content("app", second, "small.txt")).isEqualTo("small\n");

    assertThat(sent()).isLessThan(2_000);
  }

  @Test
  void the_next_commit_brings_only_what_is_new() throws IOException {
    Map<String, String> files = new TreeMap<>(Map.of("big.txt", noise(1), "a.txt", "a\n"));
    open("app", git.commit("app", files, "First")).close();
    assertThat(sent()).isGreaterThan(50_000);
    git.forgetRequests();

    files.put("a.txt", "b\n");
    String second = git.commit("app", files, "Second");

    assertThat(content("app", second, "a.txt")).isEqualTo("b\n");
    assertThat(content("app", second, "big.txt")).isEqualTo(noise(1));
    assertThat(sent()).isLessThan(2_000);
  }

  @Test
  void a_file_changed_in_one_place_comes_as_a_delta() throws IOException {
    open("app", git.commit("app", Map.of("big.txt", noise(1)), "First")).close();
    git.forgetRequests();

    String second = git.commit("app", Map.of("big.txt", noise(1) + "end"), "Second");

    assertThat(content("app", second, "big.txt")).isEqualTo(noise(1) + "end");
    assertThat(sent()).isLessThan(2_000);
  }

  @Test
  void what_is_there_is_not_fetched_again() throws IOException {
    String sha = git.commit("app", Map.of("a.txt", "a\n"), "First");
    open("app", sha).close();
    git.forgetRequests();

    assertThat(content("app", sha, "a.txt")).isEqualTo("a\n");
    assertThat(git.requests()).isEmpty();
  }

  @Test
  void a_commit_whose_tree_is_known_costs_only_itself() throws IOException {
    Map<String, String> files = Map.of("big.txt", noise(1));
    open("app", git.commit("app", files, "First")).close();
    git.forgetRequests();

    String again = git.commit("app", files, "Nothing changed");

    assertThat(content("app", again, "big.txt")).isEqualTo(noise(1));
    assertThat(sent()).isLessThan(2_000);
  }

  @Test
  void an_older_commit_is_fetched_after_a_newer_one() throws IOException {
    String first = git.commit("app", Map.of("a.txt", noise(1)), "First");
    String second = git.commit("app", Map.of("a.txt", noise(2)), "Second");

    assertThat(content("app", second, "a.txt")).isEqualTo(noise(2));
    assertThat(content("app", first, "a.txt")).isEqualTo(noise(1));
  }

  @Test
  void a_commit_that_a_force_push_removed_from_its_branch_is_still_fetched() throws IOException {
    String lost = git.commit("app", Map.of("a.txt", "lost\n"), "Lost");
    String kept = git.forcePush("app", "main", Content.texts(Map.of("a.txt", "kept\n")), "Kept");

    assertThat(content("app", lost, "a.txt")).isEqualTo("lost\n");
    assertThat(content("app", kept, "a.txt")).isEqualTo("kept\n");
  }

  @Test
  void history_is_searched_when_the_host_gives_only_what_its_refs_point_to() throws IOException {
    git.refuseUnadvertised(true);
    String first = git.commit("app", Map.of("a.txt", "0\n"), "First");
    for (int i = 1; i < 60; i++) {
      git.commit("app", Map.of("a.txt", i + "\n"), "Commit " + i);
    }
    String near = git.git("app", "rev-parse", "main~10");

    assertThat(content("app", resolve("app", "main"), "a.txt")).isEqualTo("59\n");
    assertThat(content("app", near, "a.txt")).isEqualTo("49\n");
    assertThat(content("app", first, "a.txt")).isEqualTo("0\n");
    assertThat(content("app", git.commit("app", Map.of("a.txt", "x\n"), "Next"), "a.txt"))
        .isEqualTo("x\n");
  }

  @Test
  void a_commit_that_does_not_exist_is_the_sources_fault_and_leaves_nothing() {
    String missing = "1".repeat(40);
    git.commit("app", Map.of("a.txt", "a\n"), "First");

    Failure failure = sourceFailure(() -> open("app", missing));

    assertThat(failure.message()).contains(git.url("app"), missing);
    assertThat(packs("")).isEmpty();

    git.refuseUnadvertised(true);
    assertThat(sourceFailure(() -> open("app", missing)).message()).contains(missing);
    assertThat(packs("")).isEmpty();
  }

  @Test
  void an_object_that_is_no_commit_is_the_sources_fault() {
    git.commit("app", Map.of("a.txt", "a\n"), "First");
    String tree = git.git("app", "rev-parse", "main^{tree}");
    String tag = git.annotatedTag("app", "v1", git.git("app", "rev-parse", "main"));

    assertThat(sourceFailure(() -> open("app", tree)).message()).contains(tree, "a tree");
    assertThat(sourceFailure(() -> open("app", tag)).message()).contains(tag, "a tag");
    assertThat(packs("")).isEmpty();
  }

  @Test
  void a_cache_of_many_packs_is_begun_anew() throws IOException {
    String first = git.commit("app", Map.of("a.txt", "first\n"), "First");
    try (SourceTree early = open("app", first)) {
      String last = first;
      for (int i = 0; i < 40; i++) {
        last = git.commit("app", Map.of("a.txt", i + "\n", "b.txt", "same\n"), "Commit " + i);
        open("app", last).close();
      }

      assertThat(packs(".pack")).hasSizeLessThanOrEqualTo(32).hasSameSizeAs(packs(".idx"));
      assertThat(content("app", last, "b.txt")).isEqualTo("same\n");
      assertThat(early.readText("a.txt", 100)).contains("first\n");
    }
    assertThat(content("app", first, "a.txt")).isEqualTo("first\n");
  }

  @Test
  void git_itself_takes_a_cache_for_a_repository() {
    String sha = git.commit("app", Map.of("dir/a.txt", "a\n"), "First");
    open("app", sha).close();

    BareRepository cache = new BareRepository(cache());

    assertThat(cache.git(new byte[0], "ls-tree", "-r", "--name-only", sha)).isEqualTo("dir/a.txt");
    assertThat(cache.git(new byte[0], "show-ref")).isEqualTo(sha + " refs/commits/" + sha);
  }
}
