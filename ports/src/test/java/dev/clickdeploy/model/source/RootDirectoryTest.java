package dev.clickdeploy.model.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RootDirectoryTest {
  @ParameterizedTest
  @CsvSource({
    "'', ''",
    "., ''",
    "./, ''",
    "apps/web, apps/web",
    "./apps//web/, apps/web",
    "a/./b, a/b",
    "..a/b.., ..a/b..",
    "' a', ' a'"
  })
  void it_is_without_dots_and_empty_segments(String given, String path) {
    assertThat(new RootDirectory(given).path()).isEqualTo(path);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/etc", "..", "../a", "a/../..", "a/..", "a\\b", "a\0b", "a\nb"})
  void it_never_leaves_the_tree(String given) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RootDirectory(given))
        .withMessageStartingWith("the root directory ");
  }

  @Test
  void it_has_at_most_a_thousand_characters() {
    assertThat(new RootDirectory("a".repeat(1_000)).path()).hasSize(1_000);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RootDirectory("a".repeat(1_001)))
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300));
  }

  @Test
  void the_repository_itself_is_shown_as_a_dot() {
    assertThat(RootDirectory.REPOSITORY).hasToString(".").isEqualTo(new RootDirectory("./"));
    assertThat(new RootDirectory("a/b")).hasToString("a/b");
  }
}
