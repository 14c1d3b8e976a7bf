package dev.clickdeploy.adapter.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.model.deployment.Failure;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a ref names, without a clone. */
class ResolveIT extends OnGitHost {
  private static final Map<String, String> FILES = Map.of("a.txt", "a\n");

  @Test
  void a_branch_names_its_newest_commit() {
    git.commit("app", FILES, "First");
    String second = git.commit("app", Map.of("a.txt", "b\n"), "Second");

    assertThat(resolve("app", "main")).isEqualTo(second);
    assertThat(resolve("app", "refs/heads/main")).isEqualTo(second);
    assertThat(resolve("app", "HEAD")).isEqualTo(second);
    assertThat(build).isEmptyDirectory();
  }

  @Test
  void a_branch_with_slashes_is_not_confused_with_one_that_ends_like_it() {
    String main = git.commit("app", FILES, "Main");
    String feature = git.commit("app", "feature/main", Content.texts(FILES), "Feature");

    assertThat(resolve("app", "feature/main")).isEqualTo(feature);
    assertThat(resolve("app", "main")).isEqualTo(main);
    assertThat(sourceFailure(() -> resolve("app", "feature")).message()).contains("'feature'");
  }

  @Test
  void tags_name_commits_and_annotated_ones_are_peeled() {
    String first = git.commit("app", FILES, "First");
    git.commit("app", Map.of("a.txt", "b\n"), "Second");
    git.tag("app", "light", first);
    String tagObject = git.annotatedTag("app", "v1.0", first);

    assertThat(resolve("app", "light")).isEqualTo(first);
    assertThat(resolve("app", "v1.0")).isEqualTo(first).isNotEqualTo(tagObject);
    assertThat(resolve("app", "refs/tags/v1.0")).isEqualTo(first);
  }

  @Test
  void annotated_tags_are_peeled_by_old_hosts_too() {
    git.refuseUnadvertised(true);
    String first = git.commit("app", FILES, "First");
    git.annotatedTag("app", "v1.0", first);

    assertThat(resolve("app", "v1.0")).isEqualTo(first);
  }

  @Test
  void a_branch_wins_over_a_tag_of_its_name() {
    String first = git.commit("app", FILES, "First");
    String second = git.commit("app", Map.of("a.txt", "b\n"), "Second");
    git.tag("app", "release", first);
    git.branch("app", "release", second);

    assertThat(resolve("app", "release")).isEqualTo(second);
  }

  @Test
  void a_full_sha_is_taken_as_it_is_without_asking_the_host() {
    String sha = "0123456789012345678901234567890123456789";

    assertThat(resolve("nowhere", sha)).isEqualTo(sha);
    assertThat(git.requests()).isEmpty();
  }

  @Test
  void other_refs_are_found_by_their_full_name() {
    String sha = git.commit("app", FILES, "First");
    git.git("app", "update-ref", "refs/pull/7/head", sha);

    assertThat(resolve("app", "refs/pull/7/head")).isEqualTo(sha);
  }

  @Test
  void a_missing_ref_is_named_beside_the_branches_that_there_are() {
    String sha = git.commit("app", FILES, "First");
    git.branch("app", "develop", sha);

    Failure failure = sourceFailure(() -> resolve("app", "release"));

    assertThat(failure.message())
        .contains("no branch or tag 'release'", git.url("app"), "it has: develop, main");
  }

  @Test
  void of_many_branches_only_some_are_named() {
    String sha = git.commit("app", FILES, "First");
    for (int i = 10; i < 30; i++) {
      git.branch("app", "b" + i, sha);
    }

    assertThat(sourceFailure(() -> resolve("app", "release")).message())
        .contains("b10", "b19", "and 11 more")
        .doesNotContain("b20");
  }

  @Test
  void an_empty_repository_says_so() {
    git.create("empty");

    assertThat(sourceFailure(() -> resolve("empty", "main")).message()).contains("empty");
    git.refuseUnadvertised(true);
    assertThat(sourceFailure(() -> resolve("empty", "main")).message()).contains("empty");
  }

  @Test
  void a_repository_of_sha_256_is_refused_by_name() {
    git.createSha256("new");
    git.commit("new", FILES, "First");

    assertThat(sourceFailure(() -> resolve("new", "main")).message()).contains("SHA-256");
  }
}
