package dev.clickdeploy.adapter.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickdeploy.model.source.SourceTree;
import dev.clickdeploy.model.source.TreeEntry;
import dev.clickdeploy.model.source.TreeEntry.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The content of a commit, as git lists it. */
class TreeIT extends OnGitHost {
  private SourceTree opened(Map<String, Content> contents) {
    return open("app", git.commit("app", "main", contents, "Commit"));
  }

  private static String text(SourceTree tree, String path) throws IOException {
    try (InputStream in = tree.open(tree.find(path).orElseThrow())) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void kinds_sizes_and_ids_are_those_of_git() throws IOException {
    String submodule = "1234567890123456789012345678901234567890";
    try (SourceTree tree =
        opened(
            Map.of(
                "file.txt", Content.text("hello\n"),
                "run.sh", Content.executable("#!/bin/sh\n"),
                "link", Content.symlink("dir/../file.txt"),
                "vendor/lib", Content.submodule(submodule),
                "empty", Content.text("")))) {
      assertThat(tree.entries())
          .containsExactly(
              entry("empty", Kind.FILE, 0),
              entry("file.txt", Kind.FILE, 6),
              entry("link", Kind.SYMLINK, 15),
              entry("run.sh", Kind.EXECUTABLE, 10),
              new TreeEntry("vendor/lib", Kind.SUBMODULE, submodule, 0));
      assertThat(text(tree, "file.txt")).isEqualTo("hello\n");
      assertThat(text(tree, "link")).isEqualTo("dir/../file.txt");
      assertThat(text(tree, "empty")).isEmpty();
      assertThat(tree.treeId()).isEqualTo(git.git("app", "rev-parse", "main^{tree}"));
      assertThatThrownBy(() -> text(tree, "vendor/lib")).isInstanceOf(IOException.class);
    }
  }

  private TreeEntry entry(String path, Kind kind, long size) {
    return new TreeEntry(path, kind, git.git("app", "rev-parse", "main:" + path), size);
  }

  @Test
  void entries_come_in_gits_order() {
    Map<String, Content> contents = new TreeMap<>();
    for (String path :
        List.of("a/z", "a-b", "a.b", "a0", "a", "B", "ä", "a/b/c", "\uff61", "\ud83d\ude00")) {
      if (!path.equals("a")) {
        contents.put(path, Content.text(path));
      }
    }

    try (SourceTree tree = opened(contents)) {
      List<String> gits =
          git.git("app", "-c", "core.quotePath=false", "ls-tree", "-r", "--name-only", "main")
              .lines()
              .toList();
      assertThat(tree.entries()).extracting(TreeEntry::path).containsExactlyElementsOf(gits);
      assertThat(gits).startsWith("B", "a-b", "a.b", "a/b/c", "a/z", "a0");
    }
  }

  @Test
  void find_knows_files_and_no_directories() {
    try (SourceTree tree = opened(Map.of("dir/a.txt", Content.text("a\n")))) {
      assertThat(tree.find("dir/a.txt")).isPresent();
      assertThat(tree.find("dir")).isEmpty();
      assertThat(tree.find("a.txt")).isEmpty();
      assertThat(tree.find("")).isEmpty();
    }
  }

  @Test
  void odd_names_are_kept() throws IOException {
    List<String> names =
        List.of(
            "with space",
            "quote\"d",
            "back\\slash",
            "日本/語.txt",
            "-dash",
            "a".repeat(250),
            "e\u0301",
            "\u00e9",
            "%2e%2e",
            ".gitignore");
    Map<String, Content> contents = new TreeMap<>();
    names.forEach(name -> contents.put(name, Content.text(name)));

    try (SourceTree tree = opened(contents)) {
      assertThat(tree.entries()).extracting(TreeEntry::path).hasSameElementsAs(names);
      for (String name : names) {
        assertThat(text(tree, name)).isEqualTo(name);
      }
    }
  }

  @Test
  void deep_trees_are_read_to_their_end() throws IOException {
    String deep = "d/".repeat(500) + "file";

    try (SourceTree tree = opened(Map.of(deep, Content.text("deep\n")))) {
      assertThat(text(tree, deep)).isEqualTo("deep\n");
    }
  }

  @Test
  void a_root_directory_is_the_tree() throws IOException {
    String sha =
        git.commit("app", Map.of("apps/web/a.txt", "a\n", "apps/web/b/c", "c\n", "x", "x"), "All");

    try (SourceTree tree = open(access("app"), sha, "apps/web")) {
      assertThat(tree.entries()).extracting(TreeEntry::path).containsExactly("a.txt", "b/c");
      assertThat(tree.treeId()).isEqualTo(git.git("app", "rev-parse", "main:apps/web"));
      assertThat(text(tree, "b/c")).isEqualTo("c\n");
      assertThat(tree.find("x")).isEmpty();
    }
  }

  @Test
  void a_missing_root_directory_is_named_beside_what_there_is() {
    String sha = git.commit("app", Map.of("api/a", "a", "docs/b", "b", "README", "r"), "All");

    assertThat(sourceFailure(() -> open(access("app"), sha, "web")).message())
        .contains("'web'", "api, docs");
    assertThat(sourceFailure(() -> open(access("app"), sha, "README")).message())
        .contains("'README'");
    assertThat(sourceFailure(() -> open(access("app"), sha, "api/a/b")).message())
        .contains("'api/a/b'");
    String flat = git.commit("app", Map.of("README", "r"), "Flat");
    assertThat(sourceFailure(() -> open(access("app"), flat, "web")).message())
        .contains("no directories");
  }

  @Test
  void a_big_file_is_streamed() throws IOException {
    byte[] noise = new byte[8_000_000];
    new Random(1).nextBytes(noise);
    try (SourceTree tree =
        opened(Map.of("noise", Content.bytes(noise), "zeros", Content.bytes(new byte[64 << 20])))) {
      long before = allocatedBytes();
      TreeEntry zeros = tree.find("zeros").orElseThrow();
      assertThat(zeros.size()).isEqualTo(64L << 20);
      try (InputStream in = tree.open(zeros)) {
        assertThat(length(in)).isEqualTo(64L << 20);
      }
      assertThat(allocatedBytes() - before).isLessThan(8 << 20);
      try (InputStream in = tree.open(tree.find("noise").orElseThrow())) {
        assertThat(in.readAllBytes()).isEqualTo(noise);
      }
    }
  }

  private static long allocatedBytes() {
    return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
        .getCurrentThreadAllocatedBytes();
  }

  private static long length(InputStream in) throws IOException {
    byte[] buffer = new byte[64 << 10];
    long length = 0;
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      length += n;
    }
    return length;
  }

  @Test
  void several_threads_read_one_tree() throws Exception {
    Map<String, Content> contents = new TreeMap<>();
    for (int i = 0; i < 200; i++) {
      byte[] bytes = new byte[20_000];
      new Random(i).nextBytes(bytes);
      contents.put("dir" + i % 7 + "/" + i, Content.text(HexFormat.of().formatHex(bytes)));
    }
    try (SourceTree tree = opened(contents);
        ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Callable<Boolean>> reads =
          Stream.generate(() -> contents.entrySet().stream())
              .limit(4)
              .flatMap(entries -> entries)
              .<Callable<Boolean>>map(
                  e ->
                      () ->
                          text(tree, e.getKey())
                              .equals(new String(e.getValue().bytes(), StandardCharsets.UTF_8)))
              .toList();
      for (Future<Boolean> read : threads.invokeAll(reads)) {
        assertThat(read.get()).isTrue();
      }
    }
  }

  @Test
  void a_closed_tree_reads_no_more() {
    SourceTree tree = opened(Map.of("a.txt", Content.text("a\n")));
    TreeEntry entry = tree.find("a.txt").orElseThrow();

    tree.close();
    tree.close();

    assertThatThrownBy(() -> tree.open(entry)).isInstanceOf(IOException.class);
    assertThat(cache().resolve("broken")).doesNotExist();
  }

  @Test
  void names_that_git_does_not_check_out_are_refused() {
    git.commit("app", Map.of("a.txt", "a\n"), "First");
    String blob = git.git("app", "rev-parse", "main:a.txt");
    for (String name : List.of(".git", ".GIT", "..", ".")) {
      String sha = hostile("100644 blob " + blob + "\t" + name + "\n");

      assertThat(sourceFailure(() -> open("app", sha)).message()).contains("'" + name + "'");
    }
  }

  @Test
  void names_that_no_file_system_takes_are_refused() throws IOException {
    String longest = "ä".repeat(127) + "x";
    try (SourceTree tree = opened(Map.of(longest, Content.text("x")))) {
      assertThat(text(tree, longest)).isEqualTo("x");
    }

    String name = git.commit("app", Map.of(longest + "x", "x"), "Name");
    assertThat(sourceFailure(() -> open("app", name)).message()).contains("255 bytes");
    String path = git.commit("app", Map.of("d/".repeat(2_100) + "x", "x"), "Path");
    assertThat(sourceFailure(() -> open("app", path)).message()).contains("4,096 bytes");
  }

  @Test
  void links_that_leave_the_tree_are_content_but_no_way_to_read() throws IOException {
    Map<String, Content> contents = new TreeMap<>();
    Map<String, String> leaving =
        Map.of(
            "absolute", "/etc/passwd",
            "up", "..",
            "deep/up", "../../x",
            "deep/round", "a/../../../b");
    leaving.forEach((path, target) -> contents.put(path, Content.symlink(target)));
    contents.put("inside", Content.symlink("deep/../file"));
    contents.put("deep/inside", Content.symlink("../file"));
    contents.put("file", Content.text("hello"));

    try (SourceTree tree = opened(contents)) {
      for (Map.Entry<String, String> link : leaving.entrySet()) {
        String path = link.getKey();
        assertThat(text(tree, path)).isEqualTo(link.getValue());
        assertThat(sourceFailure(() -> tree.readText(path, 100)).message())
            .contains("'" + path + "'", link.getValue(), "leaves");
        assertThat(sourceFailure(() -> tree.readText(path + "/x/y", 100)).message())
            .contains("leaves");
      }
      assertThat(tree.readText("inside", 100)).isEmpty();
      assertThat(tree.readText("deep/inside/x", 100)).isEmpty();
      assertThat(tree.readText("nowhere/x", 100)).isEmpty();
    }
  }

  private String hostile(String tree) {
    String id = git.git("app", tree.getBytes(StandardCharsets.UTF_8), "mktree");
    String sha = git.git("app", "commit-tree", "-m", "Hostile", id);
    git.branch("app", "hostile", sha);
    return sha;
  }
}
