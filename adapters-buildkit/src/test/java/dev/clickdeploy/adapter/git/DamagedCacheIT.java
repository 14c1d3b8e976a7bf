package dev.clickdeploy.adapter.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickdeploy.model.source.SourceTree;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Caches that lost something are noticed and made anew. */
class DamagedCacheIT extends OnGitHost {
  private static final Map<String, String> FILES =
      Map.of("a.txt", "a\n", "dir/b.txt", "b\n", "dir/c.txt", "c\n");

  private String read(String sha, String path) throws IOException {
    try (SourceTree tree = open("app", sha)) {
      return tree.readText(path, 1_000_000).orElseThrow();
    }
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
}
