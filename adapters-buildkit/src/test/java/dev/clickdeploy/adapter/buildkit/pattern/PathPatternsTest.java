package dev.clickdeploy.adapter.buildkit.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickdeploy.adapter.buildkit.pattern.PathPatterns.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathPatternsTest {
  /** Asks as a walk does: every directory on the way first. */
  private static boolean matches(String path, String... patterns) {
    PathPatterns list = PathPatterns.of(List.of(patterns));
    Verdict verdict = null;
    for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
      verdict = list.verdict(path.substring(0, slash), verdict);
    }
    return list.verdict(path, verdict).matches();
  }

  @ParameterizedTest
  @CsvSource({
    "a,            a,            true",
    "a,            b,            false",
    "a,            A,            false",
    "a,            ab,           false",
    "a,            a/b/c,        true",
    "a,            b/a,          false",
    "/a,           a,            false",
    "a/,           a,            true",
    "./a,          a,            true",
    "a/./b/../c,   a/c,          true",
    "a//b,         a/b,          true",
    "*,            a,            true",
    "*,            a/b,          true",
    "*.log,        a.log,        true",
    "*.log,        dir/a.log,    false",
    "*/*.log,      dir/a.log,    true",
    "a*,           abc,          true",
    "a*b,          a/b,          false",
    "?,            a,            true",
    "?,            ab,           false",
    "a?b,          a/b,          false",
    "?,            ü,            true",
    "**,           a/b/c,        true",
    "**/a,         a,            true",
    "**/a,         x/y/a,        true",
    "**/a,         x/ya,         false",
    "**/a,         x/a/b,        true",
    "a/**,         a/b,          true",
    "a/**,         a,            false",
    "a/**/b,       a/b,          true",
    "a/**/b,       a/x/y/b,      true",
    "a/**/b,       a/xb,         false",
    "**/*.log,     a.log,        true",
    "**/*.log,     x/y/a.log,    true",
    "**a,          xa,           true",
    "**a,          x/ya,         true",
    "a**,          abc/d,        true",
    "a**b,         ab,           true",
    "[a-c],        b,            true",
    "[a-c],        d,            false",
    "[^a-c],       d,            true",
    "[^a-c],       a,            false",
    "[a&&b],       &,            true",
    "[[],          [,            true",
    "\\*,          *,            true",
    "\\*,          a,            false",
    "\\a,          a,            true",
    "a.b,          axb,          false",
    "(a|b),        a,            false",
    "(a|b),        (a|b),        true",
    "a{1}+$^,      a{1}+$^,      true",
    "' a ',        a,            true",
    "with space,   with space,   true",
    "Straße/*,     Straße/日本,  true",
  })
  void a_pattern_matches_as_the_reference_does(String pattern, String path, boolean matches) {
    assertThat(matches(path, pattern)).isEqualTo(matches);
  }

  @Test
  void the_last_pattern_that_matches_decides() {
    assertThat(matches("a.md", "*.md", "!a.md")).isFalse();
    assertThat(matches("a.md", "!a.md", "*.md")).isTrue();
    assertThat(matches("a.md", "*.md", "!a*", "a.md")).isTrue();
    assertThat(matches("b.md", "*.md", "!a.md")).isTrue();
  }

  @Test
  void an_exception_takes_back_what_is_below_an_excluded_directory() {
    assertThat(matches("docs/README.md", "docs", "!docs/README.md")).isFalse();
    assertThat(matches("docs/other.md", "docs", "!docs/README.md")).isTrue();
    assertThat(matches("docs/deep/README.md", "docs", "!**/README.md")).isFalse();
  }

  @Test
  void an_exception_for_a_directory_takes_back_what_is_in_it() {
    assertThat(matches("a/b/c", "a", "!a/b")).isFalse();
    assertThat(matches("a/b/c", "*", "!a")).isFalse();
  }

  @Test
  void an_exception_that_had_nothing_to_take_back_is_not_inherited() {
    assertThat(matches("dir/file", "dir/file", "!dir")).isTrue();
  }

  @Test
  void blank_patterns_are_left_out() {
    assertThat(PathPatterns.of(List.of("", "  ")).isEmpty()).isTrue();
    assertThat(PathPatterns.of(List.of("a")).isEmpty()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "[a", "a]", "a\\", "[]", "[z-a]", "!"})
  void a_malformed_pattern_is_named(String pattern) {
    assertThatThrownBy(() -> PathPatterns.of(List.of(pattern)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(pattern);
  }

  @ParameterizedTest
  @CsvSource({
    "a,a",
    "a/,a",
    "./a,a",
    "a/../b,b",
    "..,..",
    "../../a,../../a",
    "/../a,/a",
    "/,/",
    "'',.",
    "a/..,.",
    "a//b,a/b",
    "!/a/,!/a"
  })
  void paths_are_cleaned(String path, String clean) {
    assertThat(CleanPath.of(path)).isEqualTo(clean);
  }
}
