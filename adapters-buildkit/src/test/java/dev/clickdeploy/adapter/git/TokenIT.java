package dev.clickdeploy.adapter.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.clickdeploy.model.deployment.Failure;
import dev.clickdeploy.model.source.GitRef;
import dev.clickdeploy.model.source.RepositoryAccess;
import dev.clickdeploy.model.source.SourceTree;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A token opens its own repository, and nobody else learns of it. */
class TokenIT extends OnGitHost {
  private static final String TOKEN = "ghp_theRightToken+/=";
  private static final String WRONG = "ghp_theWrongToken";
  private static final Map<String, String> FILES = Map.of("a.txt", "a\n");

  @Test
  void the_right_token_opens_a_private_repository() throws IOException {
    String sha = git.commitPrivate("closed", FILES, "Closed", TOKEN);
    RepositoryAccess access = access("closed", TOKEN);

    assertThat(repositories.resolve(access, new GitRef("main")).value()).isEqualTo(sha);
    try (SourceTree tree = open(access, sha)) {
      assertThat(tree.readText("a.txt", 10)).contains("a\n");
    }
    assertThat(git.requests())
        .isNotEmpty()
        .allSatisfy(request -> assertThat(decoded(request)).isEqualTo("git:" + TOKEN));
  }

  private static String decoded(GitHost.Request request) {
    byte[] bytes = Base64.getDecoder().decode(request.authorization().substring("Basic ".length()));
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Test
  void a_wrong_token_is_the_sources_fault_and_told_without_it() {
    String sha = git.commitPrivate("closed", FILES, "Closed", TOKEN);
    RepositoryAccess access = access("closed", WRONG);

    for (Throwable thrown :
        List.of(
            catchThrowable(() -> repositories.resolve(access, new GitRef("main"))),
            catchThrowable(() -> open(access, sha)))) {
      Failure failure =
          sourceFailure(
              () -> {
                throw thrown;
              });
      assertThat(failure.message()).contains(git.url("closed"), "token");
      assertThat(failure.hint().orElseThrow()).contains("token");
      assertThat(stackTrace(thrown)).doesNotContain(WRONG, base64(WRONG));
    }
  }

  @Test
  void a_private_repository_without_a_token_says_that_it_needs_one() {
    String sha = git.commitPrivate("closed", FILES, "Closed", TOKEN);

    Failure resolved = sourceFailure(() -> resolve("closed", "main"));
    assertThat(resolved.message()).contains("without a token");
    assertThat(resolved.hint().orElseThrow()).contains("token");
    assertThat(sourceFailure(() -> open("closed", sha)).message()).contains("without a token");
  }

  @Test
  void a_forbidden_or_hidden_repository_asks_for_a_token_that_may_read_it() {
    git.answer("forbidden", 403);
    git.answer("hidden", 404);

    assertThat(sourceFailure(() -> resolve("forbidden", "main")).hint().orElseThrow())
        .contains("token");
    assertThat(sourceFailure(() -> resolve("hidden", "main")).hint().orElseThrow())
        .contains("token");
  }

  @Test
  void a_redirect_to_another_host_does_not_carry_the_token() throws IOException {
    try (GitHost other = GitHost.start(home.resolve("other"))) {
      String sha = other.commit("moved", FILES, "Moved");
      git.redirect("app", other.url("moved"));
      RepositoryAccess access = access("app", TOKEN);

      assertThat(repositories.resolve(access, new GitRef("main")).value()).isEqualTo(sha);
      try (SourceTree tree = open(access, sha)) {
        assertThat(tree.readText("a.txt", 10)).contains("a\n");
      }

      assertThat(git.requests())
          .isNotEmpty()
          .allSatisfy(request -> assertThat(request.authorization()).isNotEmpty());
      assertThat(other.requests())
          .isNotEmpty()
          .allSatisfy(request -> assertThat(request.authorization()).isEmpty());
    }
  }

  @Test
  void a_redirect_to_a_private_repository_of_another_host_explains_itself() {
    try (GitHost other = GitHost.start(home.resolve("other"))) {
      other.commitPrivate("moved", FILES, "Moved", TOKEN);
      git.redirect("app", other.url("moved"));

      Failure failure =
          sourceFailure(() -> repositories.resolve(access("app", TOKEN), new GitRef("main")));

      assertThat(failure.message()).contains("another host", "token is not sent");
      assertThat(other.requests())
          .isNotEmpty()
          .allSatisfy(request -> assertThat(request.authorization()).isEmpty());
    }
  }

  @Test
  void a_renamed_repository_of_the_same_host_opens_with_the_token() throws IOException {
    String sha = git.commitPrivate("new-name", FILES, "Renamed", TOKEN);
    git.redirect("old-name", git.url("new-name"));

    try (SourceTree tree = open(access("old-name", TOKEN), sha)) {
      assertThat(tree.readText("a.txt", 10)).contains("a\n");
    }
  }

  @Test
  void no_file_tells_the_token() throws IOException {
    String sha = git.commitPrivate("closed", FILES, "Closed", TOKEN);
    open(access("closed", TOKEN), sha).close();

    try (Stream<Path> paths = Files.walk(build)) {
      assertThat(paths.filter(Files::isRegularFile).toList())
          .isNotEmpty()
          .allSatisfy(
              file ->
                  assertThat(file + Files.readString(file, StandardCharsets.ISO_8859_1))
                      .doesNotContain(TOKEN, base64(TOKEN)));
    }
  }

  @Test
  void what_one_token_has_fetched_does_not_open_without_it() {
    String sha = git.commitPrivate("closed", FILES, "Closed", TOKEN);
    open(access("closed", TOKEN), sha).close();

    sourceFailure(() -> open("closed", sha));
    sourceFailure(() -> open(access("closed", WRONG), sha));
    repositories = GitRepositories.in(build, GitPolicy.REMOTE_AND_LOCAL);
    sourceFailure(() -> open("closed", sha));
    open(access("closed", TOKEN), sha).close();
  }

  private static String base64(String token) {
    return Base64.getEncoder()
        .withoutPadding()
        .encodeToString(("git:" + token).getBytes(StandardCharsets.UTF_8));
  }

  private static String stackTrace(Throwable thrown) {
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
