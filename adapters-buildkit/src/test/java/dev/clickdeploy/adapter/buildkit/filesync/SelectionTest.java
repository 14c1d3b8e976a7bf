package dev.clickdeploy.adapter.buildkit.filesync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.port.out.fake.InMemoryTree;
import io.grpc.Metadata;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SelectionTest {
  private final InMemoryTree tree =
      InMemoryTree.of(
              Map.of(
                  "README.md",
                  "",
                  "src/a.js",
                  "",
                  "src/b.css",
                  "",
                  "src/deep/c.js",
                  "",
                  "lib/d.js",
                  ""))
          .withSymlink("link", "src/deep")
          .withSymlink("absolute", "/lib/d.js")
          .withSymlink("loop", "loop")
          .withSymlink("outside", "../../etc/passwd");

  private List<String> selected(List<String> include, List<String> exclude, List<String> follow)
      throws IOException {
    FileRequest request = new FileRequest("context", include, exclude, follow);
    return Selection.of(LocalDirectory.of(tree), request).stream().map(Node::path).toList();
  }

  @Test
  void without_patterns_everything_is_selected() throws IOException {
    assertThat(selected(List.of(), List.of(), List.of())).hasSize(12);
  }

  @Test
  void an_included_file_brings_the_directories_on_its_way() throws IOException {
    assertThat(selected(List.of("src/deep/c.js"), List.of(), List.of()))
        .containsExactly("src", "src/deep", "src/deep/c.js");
  }

  @Test
  void an_included_directory_brings_its_content() throws IOException {
    assertThat(selected(List.of("src"), List.of(), List.of()))
        .containsExactly("src", "src/a.js", "src/b.css", "src/deep", "src/deep/c.js");
  }

  @Test
  void a_directory_whose_content_is_excluded_stays() throws IOException {
    assertThat(selected(List.of("lib"), List.of("lib/*"), List.of())).containsExactly("lib");
  }

  @Test
  void an_excluded_directory_comes_back_for_an_exception_within() throws IOException {
    assertThat(selected(List.of(), List.of("*", "!src/deep/c.js"), List.of()))
        .containsExactly("src", "src/deep", "src/deep/c.js");
  }

  @Test
  void exclusion_wins_over_inclusion() throws IOException {
    assertThat(selected(List.of("src"), List.of("**/*.js"), List.of()))
        .containsExactly("src", "src/b.css", "src/deep");
  }

  @Test
  void a_followed_link_brings_what_it_leads_to() throws IOException {
    assertThat(selected(List.of(), List.of(), List.of("link/c.js")))
        .containsExactly("link", "src", "src/deep", "src/deep/c.js");
    assertThat(selected(List.of(), List.of(), List.of("absolute")))
        .containsExactly("absolute", "lib", "lib/d.js");
  }

  @Test
  void links_that_lead_nowhere_end() throws IOException {
    assertThat(selected(List.of(), List.of(), List.of("loop", "outside", "missing")))
        .containsExactly("loop", "outside");
  }

  @Test
  void wildcards_are_followed_by_name() throws IOException {
    assertThat(selected(List.of(), List.of(), List.of("l*k")))
        .containsExactly("link", "src", "src/deep", "src/deep/c.js");
    assertThat(selected(List.of(), List.of(), List.of("src/*.js")))
        .containsExactly("src", "src/a.js");
  }

  @Test
  void following_the_root_selects_everything() throws IOException {
    assertThat(selected(List.of(), List.of(), List.of("src/a.js", "/"))).hasSize(12);
    assertThat(selected(List.of(), List.of(), List.of("."))).hasSize(12);
  }

  @Test
  void headers_are_read_in_order_and_decoded_when_they_say_so() {
    Metadata headers = new Metadata();
    put(headers, "dir-name", "context");
    put(headers, "exclude-patterns", "*");
    put(headers, "exclude-patterns", "!100%");
    put(headers, "followpaths", "Stra%C3%9Fe+1%2Fa");
    put(headers, "followpaths-encoded", "1");

    FileRequest request = FileRequest.of(headers);

    assertThat(request)
        .isEqualTo(
            new FileRequest("context", List.of(), List.of("*", "!100%"), List.of("Straße 1/a")));
  }

  private static void put(Metadata headers, String name, String value) {
    headers.put(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER), value);
  }
}
