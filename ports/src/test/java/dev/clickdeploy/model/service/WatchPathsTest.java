package dev.clickdeploy.model.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WatchPathsTest {
  private static boolean watches(String path, String... patterns) {
    return new WatchPaths(List.of(patterns)).firstWatched(List.of(path)).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "services/api,       services/api/main.go,   true",
    "services/api/,      services/api/main.go,   true",
    "/services/api,      services/api,           true",
    "./services/api,     services/api/x/y,       true",
    "services/api,       services/api2/main.go,  false",
    "services/api,       old/services/api/x,     false",
    "*.md,               README.md,              true",
    "*.md,               docs/README.md,         false",
    "**/*.md,            README.md,              true",
    "**/*.md,            docs/a/README.md,       true",
    "src/**,             src/a/b,                true",
    "src/**,             srcs/a,                 false",
    "src/**/test/*.js,   src/test/a.js,          true",
    "src/**/test/*.js,   src/x/y/test/a.js,      true",
    "src/**/test/*.js,   src/mytest/a.js,        false",
    "src/?.js,           src/a.js,               true",
    "src/?.js,           src/ab.js,              false",
    "src/?,              src/a,                  true",
    "a.c,                abc,                    false",
    "**,                 any/thing,              true"
  })
  void a_pattern_stands_for_paths_and_for_what_is_below_them(
      String pattern, String path, boolean watched) {
    assertThat(watches(path, pattern)).isEqualTo(watched);
  }

  @Test
  void the_last_pattern_that_fits_decides() {
    assertThat(watches("src/a.md", "src", "!**/*.md")).isFalse();
    assertThat(watches("src/a.js", "src", "!**/*.md")).isTrue();
    assertThat(watches("src/keep.md", "src", "!**/*.md", "src/keep.md")).isTrue();
  }

  @Test
  void where_the_first_takes_away_everything_else_is_watched() {
    assertThat(watches("docs/a", "!docs")).isFalse();
    assertThat(watches("src/a", "!docs")).isTrue();
  }

  @Test
  void the_first_watched_path_is_named() {
    assertThat(new WatchPaths(List.of("src")).firstWatched(List.of("a", "src/b", "src/c")))
        .contains("src/b");
    assertThat(new WatchPaths(List.of("src")).firstWatched(List.of())).isEmpty();
  }

  @Test
  void a_pattern_made_to_be_slow_is_not() {
    String path = "a".repeat(4_000);

    assertThat(watches(path, "*a".repeat(99) + "b")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "/", "!", "../other", "src/../../x", "a\u0000b"})
  void what_is_no_path_below_the_root_is_refused(String pattern) {
    assertThatThrownBy(() -> new WatchPaths(List.of(pattern)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
