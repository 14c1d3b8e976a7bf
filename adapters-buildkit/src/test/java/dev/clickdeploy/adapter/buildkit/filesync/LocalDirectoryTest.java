package dev.clickdeploy.adapter.buildkit.filesync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.adapter.buildkit.proto.fsutil.Stat;
import dev.clickdeploy.model.source.CommitSha;
import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LocalDirectoryTest {
  private static List<String> paths(InMemoryTree tree) throws IOException {
    return LocalDirectory.of(tree).nodes().stream().map(Node::path).toList();
  }

  @Test
  void names_are_ordered_as_bytes_and_a_directory_comes_right_before_its_content()
      throws IOException {
    InMemoryTree tree =
        InMemoryTree.of(
            Map.of("a/x", "", "a.txt", "", "a-b", "", "a/b/c", "", "Z", "", "a b/y", ""));

    assertThat(paths(tree))
        .containsExactly("Z", "a", "a/b", "a/b/c", "a/x", "a b", "a b/y", "a-b", "a.txt");
  }

  @Test
  void code_points_are_ordered_as_utf_8_and_not_as_utf_16() throws IOException {
    InMemoryTree tree = InMemoryTree.of(Map.of("\uD83D\uDE00", "", "\uFFEE", "", "ü", "", "z", ""));

    assertThat(paths(tree)).containsExactly("z", "ü", "\uFFEE", "\uD83D\uDE00");
  }

  @Test
  void each_kind_of_entry_has_its_mode_size_and_target() throws IOException {
    InMemoryTree tree =
        InMemoryTree.of(Map.of("dir/file", "12345"))
            .withExecutable("run", "!")
            .withSymlink("link", "dir/file")
            .withSubmodule("module", new CommitSha("1".repeat(40)));

    LocalDirectory directory = LocalDirectory.of(tree);

    assertThat(stat(directory, "dir").getMode()).isEqualTo(0x800001ed);
    assertThat(stat(directory, "dir/file").getMode()).isEqualTo(0644);
    assertThat(stat(directory, "dir/file").getSize()).isEqualTo(5);
    assertThat(stat(directory, "run").getMode()).isEqualTo(0755);
    assertThat(stat(directory, "link").getMode()).isEqualTo(0x080001ff);
    assertThat(stat(directory, "link").getLinkname()).isEqualTo("dir/file");
    assertThat(stat(directory, "module").getMode()).isEqualTo(0x800001ed);
    assertThat(stat(directory, "run").getUid()).isZero();
  }

  private static Stat stat(LocalDirectory directory, String path) {
    return directory.find(path).orElseThrow().stat();
  }

  @Test
  void a_text_from_memory_takes_the_place_of_a_file() throws IOException {
    LocalDirectory directory =
        LocalDirectory.of(InMemoryTree.of(Map.of("a", "old"))).with("a", "new!").with("b/c", "x");

    assertThat(directory.nodes()).extracting(Node::path).containsExactly("a", "b", "b/c");
    Node node = directory.find("a").orElseThrow();
    assertThat(node.content().open().readAllBytes()).isEqualTo("new!".getBytes());
    assertThat(node.size()).isEqualTo(4);
  }

  @Test
  void a_text_from_memory_has_a_time_of_its_content() {
    LocalDirectory empty = LocalDirectory.empty();

    assertThat(empty.with("a", "1").find("a").orElseThrow().modified())
        .isEqualTo(empty.with("b", "1").find("b").orElseThrow().modified())
        .isNotEqualTo(empty.with("a", "2").find("a").orElseThrow().modified());
  }
}
