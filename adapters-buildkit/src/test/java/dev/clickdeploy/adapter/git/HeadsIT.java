package dev.clickdeploy.adapter.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickdeploy.model.job.Cancellation;
import dev.clickdeploy.model.source.CommitSha;
import dev.clickdeploy.model.source.GitRef;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/** Where branches stand, asked of a real git host without a clone. */
class HeadsIT extends OnGitHost {
  private static final Map<String, String> FILES = Map.of("a.txt", "a\n");

  private static GitRef branch(String name) {
    return new GitRef("refs/heads/" + name);
  }

  private Map<GitRef, CommitSha> heads(Cancellation cancellation, GitRef... refs) {
    return repositories.heads(access("app"), Set.of(refs), cancellation);
  }

  @Test
  void many_branches_are_asked_for_at_once() {
    String main = git.commit("app", FILES, "Main");
    String next = git.commit("app", "main-next", Content.texts(FILES), "Next");
    git.commit("app", "other", Content.texts(FILES), "Other");
    git.forgetRequests();

    Map<GitRef, CommitSha> heads =
        heads(new Cancellation(), branch("main"), branch("main-next"), branch("gone"));

    assertThat(heads)
        .isEqualTo(
            Map.of(branch("main"), new CommitSha(main), branch("main-next"), new CommitSha(next)));
    assertThat(git.requests())
        .filteredOn(request -> request.target().contains("/info/refs"))
        .hasSize(1);
    assertThat(build).isEmptyDirectory();
  }

  @Test
  void a_branch_that_was_forced_elsewhere_stands_there() {
    git.commit("app", FILES, "Main");
    String forced = git.forcePush("app", "main", Content.texts(FILES), "Begin again");

    assertThat(heads(new Cancellation(), branch("main")))
        .isEqualTo(Map.of(branch("main"), new CommitSha(forced)));
  }

  @Test
  void a_repository_that_is_not_there_is_told_as_such() {
    sourceFailure(() -> heads(new Cancellation(), branch("main")));
  }

  @Test
  void whoever_was_called_off_asks_nothing() {
    git.commit("app", FILES, "Main");
    git.forgetRequests();
    Cancellation cancellation = new Cancellation();
    cancellation.cancel();

    assertThatThrownBy(() -> heads(cancellation, branch("main")))
        .isInstanceOf(CancellationException.class);
    assertThat(git.requests()).isEmpty();
  }
}
