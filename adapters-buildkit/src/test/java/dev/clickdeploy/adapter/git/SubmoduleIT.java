package dev.clickdeploy.adapter.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickdeploy.model.deployment.Failure;
import dev.clickdeploy.model.source.SourceTree;
import dev.clickdeploy.model.source.TreeEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Submodules have the content of the commit that is pinned. */
class SubmoduleIT extends OnGitHost {
  private static final String TOKEN = "theRightToken";

  private String lib(Map<String, String> files) {
    return git.commit("lib", files, "Library");
  }

  private static String gitmodules(String path, String url) {
    return "[submodule \"%s\"]\n\tpath = %s\n\turl = %s\n".formatted(path, path, url);
  }

  private String app(String name, String path, String url, String sha) {
    Map<String, Content> contents =
        new TreeMap<>(
            Map.of(
                ".gitmodules",
                Content.text(gitmodules(path, url)),
                "a.txt",
                Content.text("a\n"),
                path + "-x/file",
                Content.text("x\n")));
    contents.put(path, Content.submodule(sha));
    return git.commit(name, "main", contents, "App");
  }

  private static String text(SourceTree tree, String path) throws IOException {
    return new String(
        tree.open(tree.find(path).orElseThrow()).readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void the_content_of_the_pinned_commit_is_at_its_path() throws IOException {
    String pinned = lib(Map.of("b.txt", "old\n", "dir/c.txt", "c\n"));
    lib(Map.of("b.txt", "new\n"));
    String sha = app("app", "vendor/lib", "../lib.git", pinned);

    try (SourceTree tree = open("app", sha)) {
      assertThat(tree.entries())
          .extracting(TreeEntry::path)
          .containsExactly(
              ".gitmodules",
              "a.txt",
              "vendor/lib-x/file",
              "vendor/lib/b.txt",
              "vendor/lib/dir/c.txt");
      assertThat(text(tree, "vendor/lib/b.txt")).isEqualTo("old\n");
      assertThat(tree.readText("vendor/lib/dir/c.txt", 10)).contains("c\n");
      assertThat(tree.readText("a.txt", 10)).contains("a\n");
      assertThat(tree.find("vendor/lib")).isEmpty();
      assertThat(tree.commit().sha().value()).isEqualTo(sha);
      assertThat(tree.treeId()).isEqualTo(git.git("app", "rev-parse", "main^{tree}"));
    }
  }

  @Test
  void what_is_there_is_not_fetched_again() {
    String sha = app("app", "lib", "../lib.git", lib(Map.of("b.txt", "b\n")));
    open("app", sha).close();
    git.forgetRequests();

    open("app", sha).close();

    assertThat(git.requests()).isEmpty();
  }

  @Test
  void a_closed_tree_reads_nothing_of_its_submodules() {
    String sha = app("app", "lib", "../lib.git", lib(Map.of("b.txt", "b\n")));
    SourceTree tree = open("app", sha);
    TreeEntry entry = tree.find("lib/b.txt").orElseThrow();

    tree.close();

    assertThatThrownBy(() -> tree.open(entry)).isInstanceOf(IOException.class);
  }

  @Test
  void submodules_of_submodules_come_too_up_to_a_depth() throws IOException {
    String inner = git.commit("inner", Map.of("i.txt", "i\n"), "Inner");
    String middle = app("middle", "inner", git.url("inner"), inner);
    String sha = app("app", "deps/middle", "../middle.git", middle);

    try (SourceTree tree = open("app", sha)) {
      assertThat(text(tree, "deps/middle/inner/i.txt")).isEqualTo("i\n");
    }

    repositories =
        GitRepositories.in(
            build, GitPolicy.REMOTE_AND_LOCAL, GitLimits.DEFAULT.withSubmoduleDepth(1));
    Failure failure = sourceFailure(() -> open("app", sha));
    assertThat(failure.message()).contains("deps/middle", "inner", "deeper");
  }

  @Test
  void a_root_directory_has_the_submodules_below_it() throws IOException {
    String lib = lib(Map.of("b.txt", "b\n"));
    String sha = app("app", "apps/web/lib", "../lib.git", lib);

    try (SourceTree tree = open(access("app"), sha, "apps/web")) {
      assertThat(text(tree, "lib/b.txt")).isEqualTo("b\n");
    }
    git.forgetRequests();
    repositories = GitRepositories.in(home.resolve("empty"), GitPolicy.REMOTE_AND_LOCAL);
    open(access("app"), sha, "apps/web/lib-x").close();
    assertThat(git.requests()).noneMatch(request -> request.target().startsWith("/lib.git"));
  }

  @Test
  void the_token_opens_submodules_of_the_same_host() throws IOException {
    String lib = lib(Map.of("b.txt", "b\n"));
    String sha = app("app", "lib", "../lib.git", lib);
    git.requireToken("app", TOKEN);
    git.requireToken("lib", TOKEN);

    try (SourceTree tree = open(access("app", TOKEN), sha)) {
      assertThat(text(tree, "lib/b.txt")).isEqualTo("b\n");
    }
  }

  @Test
  void the_token_is_not_sent_to_a_submodules_other_host() throws IOException {
    try (GitHost other = GitHost.start(home.resolve("other"))) {
      String lib = other.commit("lib", Map.of("b.txt", "b\n"), "Library");
      String sha = app("app", "lib", other.url("lib"), lib);
      git.requireToken("app", TOKEN);

      try (SourceTree tree = open(access("app", TOKEN), sha)) {
        assertThat(text(tree, "lib/b.txt")).isEqualTo("b\n");
      }
      assertThat(other.requests())
          .isNotEmpty()
          .allSatisfy(request -> assertThat(request.authorization()).isEmpty());
      other.requireToken("lib", TOKEN);
      String next = other.commit("lib", Map.of("b.txt", "c\n"), "Next");
      String closed = app("app", "lib", other.url("lib"), next);

      assertThat(sourceFailure(() -> open(access("app", TOKEN), closed)).message())
          .contains("submodule lib", "without a token");
    }
  }

  @Test
  void the_policy_holds_for_submodules_too() {
    String lib = lib(Map.of("b.txt", "b\n"));
    String local = app("one", "lib", home.resolve("git/lib.git").toUri().toString(), lib);
    String elsewhere = app("two", "lib", "https://evil.example/lib", lib);
    repositories = GitRepositories.in(build, new GitPolicy(true, List.of("127.0.0.1")));

    assertThat(sourceFailure(() -> open("one", local)).message()).contains("submodule lib");
    assertThat(sourceFailure(() -> open("two", elsewhere)).message())
        .contains("submodule lib", "evil.example");
  }

  @Test
  void a_submodule_that_cannot_be_fetched_is_named() {
    String lost = "1".repeat(40);
    String missing = app("one", "lib", "../lib.git", lost);
    lib(Map.of("b.txt", "b\n"));
    String nowhere = app("two", "lib", "../nowhere.git", lost);
    String wrong = app("three", "lib", "ext::sh -c x", lost);

    assertThat(sourceFailure(() -> open("one", missing)).message())
        .contains("submodule lib", "no commit", lost);
    assertThat(sourceFailure(() -> open("two", nowhere)).message())
        .contains("submodule lib", "nowhere.git");
    assertThat(sourceFailure(() -> open("three", wrong)).message())
        .contains("submodule lib", ".gitmodules");
  }

  @Test
  void a_submodule_that_nobody_names_stays_without_content() {
    Map<String, Content> contents =
        Map.of(
            ".gitmodules", Content.text(gitmodules("other", "../lib.git")),
            "stray", Content.submodule("1".repeat(40)));
    String sha = git.commit("app", "main", contents, "Stray");

    try (SourceTree tree = open("app", sha)) {
      TreeEntry entry = tree.find("stray").orElseThrow();
      assertThat(entry.kind()).isEqualTo(TreeEntry.Kind.SUBMODULE);
      assertThatThrownBy(() -> tree.open(entry)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void files_of_lfs_in_a_submodule_have_their_content() throws IOException {
    try (LfsHost lfs = new LfsHost()) {
      git.lfs(lfs);
      String lib =
          lib(
              Map.of(
                  ".gitattributes",
                  "*.bin filter=lfs\n",
                  "a.bin",
                  lfs.keep("content\n".getBytes(StandardCharsets.UTF_8))));

      try (SourceTree tree = open("app", app("app", "lib", "../lib.git", lib))) {
        assertThat(text(tree, "lib/a.bin")).isEqualTo("content\n");
        assertThat(tree.find("lib/a.bin").orElseThrow().size()).isEqualTo(8);
      }
    }
  }

  @Test
  void files_of_all_submodules_together_have_a_limit() {
    String lib = lib(Map.of("b.txt", "b".repeat(900)));
    String sha = app("app", "lib", "../lib.git", lib);
    repositories =
        GitRepositories.in(
            build, GitPolicy.REMOTE_AND_LOCAL, GitLimits.DEFAULT.withContentBytes(950));

    assertThat(sourceFailure(() -> open("app", sha)).message()).contains("950 bytes");
  }
}
