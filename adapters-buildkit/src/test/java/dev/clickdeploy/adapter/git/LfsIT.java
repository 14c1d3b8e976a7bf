package dev.clickdeploy.adapter.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.model.deployment.Failure;
import dev.clickdeploy.model.source.SourceTree;
import dev.clickdeploy.model.source.TreeEntry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files whose content Git LFS keeps. */
class LfsIT extends OnGitHost {
  private static final String ATTRIBUTES = "*.bin filter=lfs diff=lfs merge=lfs -text\n";
  private static final String TOKEN = "theRightToken";

  private LfsHost lfs;

  @BeforeEach
  void start_lfs() {
    lfs = new LfsHost();
    git.lfs(lfs);
  }

  @AfterEach
  void stop_lfs() {
    lfs.close();
  }

  private static byte[] noise(int seed, int length) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private String commit(Map<String, String> files) {
    Map<String, String> all = new TreeMap<>(files);
    all.putIfAbsent(".gitattributes", ATTRIBUTES);
    return git.commit("app", all, "Commit");
  }

  private static byte[] read(SourceTree tree, String path) throws IOException {
    try (InputStream in = tree.open(tree.find(path).orElseThrow())) {
      return in.readAllBytes();
    }
  }

  @Test
  void a_pointer_becomes_the_content_that_it_stands_for() throws IOException {
    byte[] content = noise(1, 3_000_000);
    String sha = commit(Map.of("dir/big.bin", lfs.keep(content), "a.txt", "a\n"));

    try (SourceTree tree = open("app", sha)) {
      TreeEntry entry = tree.find("dir/big.bin").orElseThrow();
      assertThat(entry.size()).isEqualTo(content.length);
      assertThat(entry.objectId()).isEqualTo(git.git("app", "rev-parse", "main:dir/big.bin"));
      assertThat(tree.entries()).contains(entry);
      assertThat(read(tree, "dir/big.bin")).isEqualTo(content);
      assertThat(tree.readText("a.txt", 10)).contains("a\n");
      assertThat(tree.treeId()).isEqualTo(git.git("app", "rev-parse", "main^{tree}"));
    }
  }

  @Test
  void what_is_there_is_not_downloaded_again() throws IOException {
    String one = lfs.keep(noise(1, 1_000));
    open("app", commit(Map.of("one.bin", one))).close();

    byte[] two = noise(2, 1_000);
    String next = commit(Map.of("moved/one.bin", one, "copy.bin", one, "two.bin", lfs.keep(two)));
    try (SourceTree tree = open("app", next)) {
      assertThat(read(tree, "copy.bin")).isEqualTo(noise(1, 1_000));
      assertThat(read(tree, "two.bin")).isEqualTo(two);
    }
    open("app", next).close();

    assertThat(lfs.downloaded())
        .containsExactly(LfsHost.sha256(noise(1, 1_000)), LfsHost.sha256(two));
    assertThat(lfs.asked()).containsExactly(1, 1);
  }

  @Test
  void contents_that_nobody_has_used_for_long_go_when_the_cache_begins_anew() throws IOException {
    open("app", commit(Map.of("one.bin", lfs.keep(noise(1, 1_000))))).close();
    String both =
        commit(Map.of("two.bin", lfs.keep(noise(2, 1_000)), "three.bin", lfs.keep(noise(3, 9))));
    open("app", both).close();
    Path store = cache().resolve("lfs");
    for (byte[] old : List.of(noise(1, 1_000), noise(2, 1_000))) {
      String oid = LfsHost.sha256(old);
      assertThat(store.resolve(oid.substring(0, 2)).resolve(oid).toFile().setLastModified(1_000))
          .isTrue();
    }
    open("app", both).close();
    Files.writeString(cache().resolve("broken"), "");

    open("app", commit(Map.of("a.txt", "a\n"))).close();

    try (Stream<Path> paths = Files.walk(store)) {
      assertThat(paths.filter(Files::isRegularFile).map(p -> p.getFileName().toString()))
          .containsExactlyInAnyOrder(LfsHost.sha256(noise(2, 1_000)), LfsHost.sha256(noise(3, 9)));
    }
  }

  @Test
  void many_files_come_in_batches_that_servers_take() throws IOException {
    Map<String, String> files = new TreeMap<>();
    for (int i = 0; i < 130; i++) {
      files.put(i + ".bin", lfs.keep(("content " + i).getBytes(StandardCharsets.UTF_8)));
    }

    try (SourceTree tree = open("app", commit(files))) {
      assertThat(tree.readText("77.bin", 100)).contains("content 77");
    }

    assertThat(lfs.asked()).containsExactly(100, 30);
  }

  @Test
  void only_what_the_attributes_give_to_lfs_is_fetched() throws IOException {
    String pointer = lfs.keep(noise(1, 1_000));
    String sha =
        commit(
            Map.of(
                "a.bin", pointer,
                "a.txt", pointer,
                "no-pointer.bin", "plain\n",
                "other/.gitattributes", "*.bin -filter\n",
                "other/b.bin", pointer));

    try (SourceTree tree = open("app", sha)) {
      assertThat(read(tree, "a.bin")).isEqualTo(noise(1, 1_000));
      assertThat(tree.readText("a.txt", 1_000)).contains(pointer);
      assertThat(tree.readText("other/b.bin", 1_000)).contains(pointer);
      assertThat(tree.readText("no-pointer.bin", 1_000)).contains("plain\n");
    }
  }

  @Test
  void attributes_above_the_root_directory_count_and_files_beside_it_do_not() throws IOException {
    String sha =
        commit(
            Map.of(
                "apps/.gitattributes", "*.dat filter=lfs\n",
                "apps/web/a.bin", lfs.keep(noise(1, 100)),
                "apps/web/a.dat", lfs.keep(noise(2, 100)),
                "apps/api/b.bin", lfs.keep(noise(3, 100))));

    try (SourceTree tree = open(access("app"), sha, "apps/web")) {
      assertThat(read(tree, "a.bin")).isEqualTo(noise(1, 100));
      assertThat(read(tree, "a.dat")).isEqualTo(noise(2, 100));
    }
    assertThat(lfs.downloaded()).hasSize(2);
  }

  @Test
  void an_empty_file_needs_no_bytes() throws IOException {
    try (SourceTree tree = open("app", commit(Map.of("a.bin", lfs.keep(new byte[0]))))) {
      assertThat(read(tree, "a.bin")).isEmpty();
    }
  }

  @Test
  void the_token_goes_to_the_lfs_server_and_to_no_store() throws IOException {
    lfs.redirectDownloads();
    String sha = commit(Map.of("a.bin", lfs.keep(noise(1, 100))));
    git.requireToken("app", TOKEN);

    try (SourceTree tree = open(access("app", TOKEN), sha)) {
      assertThat(read(tree, "a.bin")).isEqualTo(noise(1, 100));
    }

    assertThat(git.requests())
        .filteredOn(request -> request.target().contains("/info/lfs"))
        .hasSize(1)
        .allSatisfy(request -> assertThat(request.authorization()).startsWith("Basic "));
    assertThat(lfs.redirectedAuthorizations()).containsExactly("");
    try (Stream<Path> paths = Files.walk(build)) {
      assertThat(paths.filter(Files::isRegularFile))
          .allSatisfy(
              file ->
                  assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                      .doesNotContain(TOKEN));
    }
  }

  @Test
  void a_content_that_the_server_does_not_have_is_the_sources_fault_and_named() {
    byte[] content = noise(1, 100);
    String sha = commit(Map.of("dir/lost.bin", lfs.keep(content)));
    lfs.forget(LfsHost.sha256(content));

    Failure failure = sourceFailure(() -> open("app", sha));

    assertThat(failure.message()).contains(git.url("app"), "dir/lost.bin", "404");
    assertThat(failure.hint().orElseThrow()).contains("git lfs push");
  }

  @Test
  void a_host_without_lfs_says_so() {
    String sha = commit(Map.of("a.bin", lfs.keep(noise(1, 100))));
    git.lfs(null);

    assertThat(sourceFailure(() -> open("app", sha)).message())
        .contains("Git LFS", "/info/lfs/objects/batch", "404");
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  void credentials_that_lfs_does_not_take_are_the_sources_fault(int status) {
    String sha = commit(Map.of("a.bin", lfs.keep(noise(1, 100))));
    lfs.answerBatches(status);

    assertThat(sourceFailure(() -> open("app", sha)).hint().orElseThrow()).contains("credential");
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 503})
  void a_server_in_trouble_is_infrastructure(int status) {
    String sha = commit(Map.of("a.bin", lfs.keep(noise(1, 100))));
    lfs.answerBatches(status);

    assertThat(infrastructureFailure(() -> open("app", sha)).message())
        .contains(String.valueOf(status));
  }

  @Test
  void other_content_than_the_one_asked_for_is_never_kept() throws IOException {
    byte[] content = noise(1, 1_000);
    String oid = LfsHost.sha256(content);
    String sha = commit(Map.of("a.bin", lfs.keep(content)));
    for (byte[] wrong : List.of(noise(2, 1_000), noise(2, 2_000), noise(1, 999), new byte[0])) {
      lfs.replace(oid, wrong);

      assertThat(infrastructureFailure(() -> open("app", sha)).message()).contains("a.bin");
    }

    lfs.replace(oid, content);
    try (SourceTree tree = open("app", sha)) {
      assertThat(read(tree, "a.bin")).isEqualTo(content);
    }
    assertThat(files(cache().resolve("lfs"))).hasSize(1);
  }

  @Test
  void a_configured_server_is_used_without_the_token_of_another_host() throws IOException {
    try (GitHost other = GitHost.start(home.resolve("other"))) {
      other.lfs(lfs);
      String sha =
          commit(
              Map.of(
                  ".lfsconfig",
                  "[lfs]\n\turl = " + other.url("x") + "/info/lfs\n",
                  "a.bin",
                  lfs.keep(noise(1, 100))));
      git.requireToken("app", TOKEN);

      try (SourceTree tree = open(access("app", TOKEN), sha)) {
        assertThat(read(tree, "a.bin")).isEqualTo(noise(1, 100));
      }
      assertThat(other.requests())
          .hasSize(1)
          .allSatisfy(request -> assertThat(request.authorization()).isEmpty());
    }
  }

  @Test
  void a_configured_server_that_is_none_is_the_sources_fault() {
    String pointer = lfs.keep(noise(1, 100));
    for (String url : List.of("file:///etc", "ssh://git@h/x", "https://u:p@h/x", "nonsense")) {
      String sha = commit(Map.of(".lfsconfig", "[lfs]\n\turl = " + url + "\n", "a.bin", pointer));

      Failure failure = sourceFailure(() -> open("app", sha));
      assertThat(failure.message()).contains("LFS server").doesNotContain("u:p");
      assertThat(failure.hint().orElseThrow()).contains(".lfsconfig");
    }
  }

  @Test
  void the_policy_holds_for_lfs_servers_too() {
    String sha =
        commit(
            Map.of(
                ".lfsconfig",
                "[lfs]\n\turl = http://evil.example/lfs\n",
                "a.bin",
                lfs.keep(noise(1, 100))));
    repositories = GitRepositories.in(build, new GitPolicy(true, List.of("127.0.0.1")));

    assertThat(sourceFailure(() -> open("app", sha)).message()).contains("evil.example");
  }

  @Test
  void a_pointer_to_more_than_is_fetched_is_refused_before_anything_comes() {
    String sha =
        commit(Map.of("huge.bin", LfsHost.pointer("a".repeat(64), 999_999_999_999_999_999L)));

    assertThat(sourceFailure(() -> open("app", sha)).message()).contains("bytes");
    repositories =
        GitRepositories.in(
            build, GitPolicy.REMOTE_AND_LOCAL, GitLimits.DEFAULT.withRepositoryBytes(10_000));
    String smaller = commit(Map.of("huge.bin", LfsHost.pointer("a".repeat(64), 10_001)));
    assertThat(sourceFailure(() -> open("app", smaller)).message())
        .contains("huge.bin", "10,000 bytes");
    assertThat(lfs.asked()).isEmpty();
  }

  @Test
  void the_files_of_a_commit_together_have_a_limit() {
    repositories =
        GitRepositories.in(
            build, GitPolicy.REMOTE_AND_LOCAL, GitLimits.DEFAULT.withContentBytes(1_500));
    String sha = commit(Map.of("a.bin", lfs.keep(noise(1, 700)), "b.bin", lfs.keep(noise(2, 800))));

    assertThat(sourceFailure(() -> open("app", sha)).message()).contains("1,500 bytes");
    open("app", commit(Map.of("a.bin", lfs.keep(noise(1, 700))))).close();
  }
}
