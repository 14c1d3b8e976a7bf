package dev.clickdeploy.adapter.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickdeploy.model.source.SourceTree;
import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Caches that several deployments use at once, and caches that were damaged. */
class SharedCacheIT extends OnGitHost {
  private static final Map<String, String> FILES =
      Map.of("a.txt", "a\n", "dir/b.txt", "b\n", "dir/c.txt", "c\n");

  private static <T> List<T> together(int times, Callable<T> work) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(times)) {
      List<T> results = new ArrayList<>();
      for (Future<T> result :
          threads.invokeAll(IntStream.range(0, times).mapToObj(i -> work).toList())) {
        results.add(result.get());
      }
      return results;
    }
  }

  private static String content(SourceTree tree, String path) throws IOException {
    return tree.readText(path, 1_000_000).orElseThrow();
  }

  private String read(String sha, String path) throws IOException {
    try (SourceTree tree = open("app", sha)) {
      return content(tree, path);
    }
  }

  @Test
  void a_tree_is_the_same_as_in_memory() throws IOException {
    String sha = git.commit("app", FILES, "First");

    try (SourceTree tree = open("app", sha)) {
      InMemoryTree expected = InMemoryTree.of(FILES);
      assertThat(tree.entries()).isEqualTo(expected.entries());
      assertThat(tree.treeId()).isEqualTo(expected.treeId());
    }
  }

  @Test
  void parallel_deployments_of_one_commit_fetch_it_once() throws Exception {
    String sha = git.commit("app", FILES, "First");

    assertThat(together(6, () -> read(sha, "dir/b.txt"))).containsOnly("b\n");

    assertThat(packs(".pack")).hasSize(1);
    assertThat(git.requests()).filteredOn(r -> r.method().equals("GET")).hasSize(1);
  }

  @Test
  void parallel_deployments_of_several_commits_and_instances_get_their_own_content()
      throws Exception {
    List<String> commits = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      commits.add(git.commit("app", Map.of("a.txt", i + "\n", "same", "same\n"), "Commit " + i));
    }
    List<GitRepositories> instances =
        List.of(repositories, GitRepositories.in(build, GitPolicy.REMOTE_AND_LOCAL));
    try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
      Map<Integer, Future<String>> results = new TreeMap<>();
      for (int i = 0; i < 24; i++) {
        int number = i % commits.size();
        GitRepositories instance = instances.get(i / commits.size() % 2);
        results.put(i, threads.submit(() -> through(instance, commits.get(number))));
      }
      for (Map.Entry<Integer, Future<String>> result : results.entrySet()) {
        assertThat(result.getValue().get())
            .isEqualTo(result.getKey() % commits.size() + "\nsame\n");
      }
    }
    assertThat(cache().resolve("broken")).doesNotExist();
  }

  private String through(GitRepositories instance, String sha) throws IOException {
    repositories = instance;
    return read(sha, "a.txt") + read(sha, "same");
  }

  @ParameterizedTest
  @ValueSource(strings = {".pack", ".idx"})
  void a_cache_that_lost_a_file_is_rebuilt(String extension) throws IOException {
    String sha = git.commit("app", FILES, "First");
    open("app", sha).close();
    Files.delete(packs(extension).get(0));

    assertThat(read(sha, "dir/c.txt")).isEqualTo("c\n");
    git.forgetRequests();
    assertThat(read(sha, "dir/c.txt")).isEqualTo("c\n");
    assertThat(git.requests()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {".pack", ".idx"})
  void a_cache_with_a_truncated_file_is_rebuilt(String extension) throws IOException {
    String sha = git.commit("app", FILES, "First");
    open("app", sha).close();
    truncate(packs(extension).get(0));

    assertThat(read(sha, "dir/c.txt")).isEqualTo("c\n");
    assertThat(packs(".pack")).hasSize(1);
    assertThat(cache().resolve("broken")).doesNotExist();
  }

  private static void truncate(Path file) throws IOException {
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
      open.setLength(open.length() / 3);
    }
  }

  @Test
  void a_new_commit_on_a_damaged_cache_comes_whole() throws IOException {
    Map<String, String> files = new TreeMap<>(FILES);
    open("app", git.commit("app", files, "First")).close();
    truncate(packs(".pack").get(0));
    files.put("a.txt", "new\n");

    String second = git.commit("app", files, "Second");

    assertThat(read(second, "a.txt")).isEqualTo("new\n");
    assertThat(read(second, "dir/b.txt")).isEqualTo("b\n");
    assertThat(packs(".pack")).hasSize(1);
  }

  @Test
  void a_change_of_a_damaged_file_comes_whole() throws IOException {
    byte[] noise = new byte[200_000];
    new Random(7).nextBytes(noise);
    open("app", git.commit("app", "main", Map.of("noise", Content.bytes(noise)), "One")).close();
    damage(packs(".pack").get(0));
    noise[150_000]++;

    String second = git.commit("app", "main", Map.of("noise", Content.bytes(noise)), "Two");

    try (SourceTree tree = open("app", second)) {
      assertThat(tree.open(tree.find("noise").orElseThrow()).readAllBytes()).isEqualTo(noise);
    }
  }

  private static void damage(Path file) throws IOException {
    try (RandomAccessFile pack = new RandomAccessFile(file.toFile(), "rw")) {
      pack.seek(100_000);
      pack.write(new byte[1_000]);
    }
  }

  @Test
  void a_damaged_index_is_noticed() throws IOException {
    String sha = git.commit("app", FILES, "First");
    open("app", sha).close();
    try (RandomAccessFile index = new RandomAccessFile(packs(".idx").get(0).toFile(), "rw")) {
      index.seek(index.length() - 44);
      index.write(0x70);
    }

    assertThat(read(sha, "dir/b.txt")).isEqualTo("b\n");
  }

  @Test
  void a_damage_that_shows_only_in_reading_is_told_and_mended_by_the_next_attempt()
      throws IOException {
    byte[] noise = new byte[200_000];
    new Random(7).nextBytes(noise);
    String sha = git.commit("app", "main", Map.of("noise", Content.bytes(noise)), "Noise");
    open("app", sha).close();
    damage(packs(".pack").get(0));

    try (SourceTree tree = open("app", sha)) {
      assertThatThrownBy(() -> tree.open(tree.find("noise").orElseThrow()).readAllBytes())
          .isInstanceOf(IOException.class);
    }
    try (SourceTree tree = open("app", sha)) {
      assertThat(tree.open(tree.find("noise").orElseThrow()).readAllBytes()).isEqualTo(noise);
    }
  }

  @Test
  void an_open_tree_outlives_the_rebuilding_of_its_cache() throws IOException {
    String first = git.commit("app", FILES, "First");
    try (SourceTree early = open("app", first)) {
      Files.writeString(cache().resolve("broken"), "");
      String second = git.commit("app", Map.of("a.txt", "second\n"), "Second");
      assertThat(read(second, "a.txt")).isEqualTo("second\n");
      assertThat(packs(".pack")).hasSize(1);

      for (String path : FILES.keySet()) {
        assertThat(content(early, path)).isEqualTo(FILES.get(path));
      }
    }
  }

  @Test
  void a_cache_directory_that_was_removed_is_made_again() throws IOException {
    String sha = git.commit("app", FILES, "First");
    open("app", sha).close();
    try (var files = Files.walk(build)) {
      files
          .sorted((a, b) -> b.compareTo(a))
          .forEach(file -> assertThat(file.toFile().delete()).isTrue());
    }

    assertThat(read(sha, "a.txt")).isEqualTo("a\n");
  }

  @Test
  void what_a_killed_process_left_is_removed_once_it_is_old() throws IOException {
    open("app", git.commit("app", FILES, "First")).close();
    Path old = Files.createFile(cache().resolve("objects/pack/pack-old.pack"));
    Path young = Files.createFile(cache().resolve("objects/pack/pack-young.pack"));
    assertThat(old.toFile().setLastModified(1_000_000_000_000L)).isTrue();

    open("app", git.commit("app", Map.of("a.txt", "b\n"), "Second")).close();

    assertThat(old).doesNotExist();
    assertThat(young).exists();
  }

  @Test
  void repositories_have_caches_of_their_own() {
    open("app", git.commit("app", FILES, "First")).close();
    open("App", git.commit("App", FILES, "First")).close();
    open("team/app", git.commit("team/app", FILES, "First")).close();

    assertThat(files(build))
        .hasSize(3)
        .allSatisfy(c -> assertThat(c.getFileName().toString()).contains("app"));
  }

  @Test
  void a_directory_that_cannot_be_used_is_infrastructure() throws IOException {
    Path file = Files.createFile(home.resolve("file"));

    assertThat(infrastructureFailure(() -> GitRepositories.in(file, GitPolicy.REMOTE)).message())
        .contains(file.toString());
  }
}
