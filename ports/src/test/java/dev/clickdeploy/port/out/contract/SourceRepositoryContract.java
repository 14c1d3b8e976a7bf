package dev.clickdeploy.port.out.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.model.job.Cancellation;
import dev.clickdeploy.model.source.ChangedPaths;
import dev.clickdeploy.model.source.CommitDetails;
import dev.clickdeploy.model.source.CommitSha;
import dev.clickdeploy.model.source.GitRef;
import dev.clickdeploy.model.source.RepositoryAccess;
import dev.clickdeploy.model.source.RootDirectory;
import dev.clickdeploy.model.source.SourceTree;
import dev.clickdeploy.model.source.TreeEntry;
import dev.clickdeploy.port.out.PortException;
import dev.clickdeploy.port.out.SourceRepository;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What every {@link SourceRepository} promises. */
public abstract class SourceRepositoryContract {
  private static final CommitSha NOWHERE = new CommitSha("1".repeat(40));
  private static final CommitSha NOTHING = new CommitSha("0".repeat(40));

  /** What is under test. */
  protected abstract SourceRepository sources();

  /** The way to the repository into which the other methods commit. */
  protected abstract RepositoryAccess access();

  /**
   * A commit of exactly these files, which the branch names from now on; its parent is the one
   * before.
   */
  protected abstract CommitSha commit(String branch, Map<String, String> files, String message);

  /** Names a commit by a tag. */
  protected abstract void tag(String tag, CommitSha sha);

  /** Name of every commit's author. */
  protected abstract String author();

  private CommitSha resolve(String ref) {
    return sources().resolve(access(), new GitRef(ref));
  }

  private CommitDetails describe(String ref) {
    return sources().describe(access(), new GitRef(ref), new Cancellation());
  }

  private ChangedPaths diff(CommitSha before, CommitSha after) {
    return sources().diff(access(), before, after, new Cancellation());
  }

  private SourceTree open(CommitSha sha, String root) {
    return sources().open(access(), sha, new RootDirectory(root), new Cancellation());
  }

  private static void assertSourceFailure(ThrowingCallable call, String... words) {
    PortException thrown = catchThrowableOfType(PortException.class, call);
    assertThat(thrown).hasMessageContainingAll(words);
    assertThat(thrown.failure().type()).isEqualTo(FailureClass.SOURCE);
    assertThat(thrown.failure().hint()).isPresent();
  }

  @Test
  void a_branch_names_its_newest_commit() {
    commit("main", Map.of("a", "1"), "First");
    CommitSha second = commit("main", Map.of("a", "2"), "Second");
    CommitSha other = commit("feature/x", Map.of("a", "3"), "Other");

    assertThat(resolve("main")).isEqualTo(second);
    assertThat(resolve("refs/heads/main")).isEqualTo(second);
    assertThat(resolve("feature/x")).isEqualTo(other);
  }

  @Test
  void a_branch_wins_over_a_tag_of_its_name() {
    CommitSha first = commit("main", Map.of("a", "1"), "First");
    CommitSha second = commit("main", Map.of("a", "2"), "Second");
    tag("v1", first);
    tag("main", first);

    assertThat(resolve("v1")).isEqualTo(first);
    assertThat(resolve("main")).isEqualTo(second);
    assertThat(resolve("refs/tags/main")).isEqualTo(first);
  }

  @Test
  void heads_are_told_together_without_those_that_are_not_there() {
    CommitSha main = commit("main", Map.of("a", "1"), "First");
    CommitSha other = commit("main-2", Map.of("a", "2"), "Other");
    GitRef first = new GitRef("refs/heads/main");
    GitRef second = new GitRef("refs/heads/main-2");
    GitRef gone = new GitRef("refs/heads/gone");

    assertThat(sources().heads(access(), Set.of(first, second, gone), new Cancellation()))
        .isEqualTo(Map.of(first, main, second, other));
    assertThat(sources().heads(access(), Set.of(first), new Cancellation()))
        .isEqualTo(Map.of(first, main));
  }

  @Test
  void a_full_sha_is_taken_as_it_is() {
    assertThat(resolve(NOWHERE.value())).isEqualTo(NOWHERE);
  }

  @Test
  void a_missing_ref_is_the_sources_fault() {
    commit("main", Map.of("a", "1"), "First");

    assertSourceFailure(() -> resolve("release"), "release");
    assertSourceFailure(() -> describe("release"), "release");
  }

  @Test
  void a_commit_is_described_with_what_it_follows() {
    CommitSha first = commit("main", Map.of("a", "1"), "First");
    CommitSha second = commit("main", Map.of("a", "2"), "Second\n\nwith a body");

    CommitDetails details = describe("main");

    assertThat(details.sha()).isEqualTo(second);
    assertThat(details.commit().message()).isEqualTo("Second\n\nwith a body");
    assertThat(details.commit().author()).isEqualTo(author());
    assertThat(details.parents()).containsExactly(first);
    assertThat(describe(first.value()).parents()).isEmpty();
    assertThat(describe(first.value()).commit().subject()).isEqualTo("First");
  }

  @Test
  void a_commit_that_is_not_there_cannot_be_described_compared_or_opened() {
    CommitSha there = commit("main", Map.of("a", "1"), "First");

    assertSourceFailure(() -> describe(NOWHERE.value()), NOWHERE.value());
    assertSourceFailure(() -> diff(there, NOWHERE), NOWHERE.value());
    assertSourceFailure(() -> open(NOWHERE, ""), NOWHERE.value());
  }

  @Test
  void changed_paths_are_told_in_gits_order() {
    CommitSha before =
        commit("main", Map.of("a/x", "1", "ab", "1", "gone", "1", "same", "1"), "Before");
    CommitSha after =
        commit("main", Map.of("a/x", "2", "ab", "2", "a-b", "1", "same", "1"), "After");

    assertThat(diff(before, after))
        .isEqualTo(new ChangedPaths.Known(List.of("a-b", "a/x", "ab", "gone")));
    assertThat(diff(after, after)).isEqualTo(new ChangedPaths.Known(List.of()));
  }

  @Test
  void what_is_not_there_any_more_cannot_be_compared_with() {
    CommitSha after = commit("main", Map.of("a", "1"), "After");

    assertThat(diff(NOTHING, after)).isEqualTo(new ChangedPaths.Unknown(NOTHING));
    assertThat(diff(NOWHERE, after)).isEqualTo(new ChangedPaths.Unknown(NOWHERE));
  }

  @Test
  void a_tree_has_the_content_of_its_commit() throws IOException {
    CommitSha first = commit("main", Map.of("a", "one\n", "b/c", "two\n"), "First");
    commit("main", Map.of("a", "other\n"), "Second");

    try (SourceTree tree = open(first, "")) {
      assertThat(tree.commit().sha()).isEqualTo(first);
      assertThat(tree.commit().author()).isEqualTo(author());
      assertThat(tree.entries()).extracting(TreeEntry::path).containsExactly("a", "b/c");
      assertThat(tree.readText("a", 100)).contains("one\n");
      assertThat(tree.find("b/c")).map(TreeEntry::size).contains(4L);
      assertThat(tree.find("b")).isEmpty();
      assertThat(tree.find("nowhere")).isEmpty();
    }
  }

  @Test
  void a_root_directory_is_all_that_a_tree_shows() {
    CommitSha nested = commit("main", Map.of("apps/web/index.html", "hi", "other", "x"), "Nested");
    CommitSha flat = commit("flat", Map.of("index.html", "hi"), "Flat");

    try (SourceTree below = open(nested, "apps/web");
        SourceTree whole = open(flat, "")) {
      assertThat(below.entries()).extracting(TreeEntry::path).containsExactly("index.html");
      assertThat(below.treeId()).isEqualTo(whole.treeId());
    }
    assertSourceFailure(() -> open(nested, "apps/api"), "apps/api");
  }

  @Test
  void what_is_cancelled_is_not_begun() {
    CommitSha sha = commit("main", Map.of("a", "1"), "First");
    Cancellation cancelled = new Cancellation();
    cancelled.cancel();

    assertThatThrownBy(() -> sources().describe(access(), new GitRef("main"), cancelled))
        .isInstanceOf(CancellationException.class);
    assertThatThrownBy(() -> sources().diff(access(), sha, sha, cancelled))
        .isInstanceOf(CancellationException.class);
    assertThatThrownBy(() -> sources().open(access(), sha, RootDirectory.REPOSITORY, cancelled))
        .isInstanceOf(CancellationException.class);
  }
}
