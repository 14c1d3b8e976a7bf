package dev.clickdeploy.adapter.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.model.job.Cancellation;
import dev.clickdeploy.model.source.CommitSha;
import dev.clickdeploy.model.source.RootDirectory;
import dev.clickdeploy.model.source.SourceTree;
import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Caches that several deployments, instances and processes use at once. */
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
    try (SourceTree tree =
        instance.open(
            access("app"), new CommitSha(sha), RootDirectory.REPOSITORY, new Cancellation())) {
      return content(tree, "a.txt") + content(tree, "same");
    }
  }

  @Test
  void instances_that_rebuild_one_cache_at_once_do_not_harm_each_other() throws Exception {
    String first = git.commit("app", Map.of("a.txt", "first\n", "same", "same\n"), "First");
    String second = git.commit("app", Map.of("a.txt", "second\n", "same", "same\n"), "Second");
    GitRepositories other = GitRepositories.in(build, GitPolicy.REMOTE_AND_LOCAL);
    for (int i = 0; i < 5; i++) {
      open("app", first).close();
      Files.writeString(cache().resolve("broken"), "");
      try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
        Future<String> one = threads.submit(() -> through(repositories, first));
        Future<String> two = threads.submit(() -> through(other, second));
        assertThat(one.get()).isEqualTo("first\nsame\n");
        assertThat(two.get()).isEqualTo("second\nsame\n");
      }
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
