package dev.clickdeploy.model.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules are those of git-check-ref-format. */
class GitRefTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "main",
        "feature/login",
        "v1.2.3",
        "refs/heads/main",
        "release-2026_01",
        "grün",
        "a@b",
        "HEAD",
        "0123456789012345678901234567890123456789",
        "a.lock.b",
        "dependabot/npm_and_yarn/ms-2.1.3"
      })
  void git_would_take_it(String ref) {
    assertThat(new GitRef(ref)).hasToString(ref);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "a b",
        "a\tb",
        "a\u007fb",
        "-x",
        "--upload-pack=touch",
        "/main",
        "main/",
        "a//b",
        "a..b",
        ".a",
        "a/.b",
        "a.",
        "a.lock",
        "a.lock/b",
        "@",
        "a@{1}",
        "a~1",
        "a^",
        "a:b",
        "a?b",
        "a*",
        "a[b",
        "a\\b"
      })
  void git_would_refuse_it(String ref) {
    assertThatIllegalArgumentException().isThrownBy(() -> new GitRef(ref));
  }

  @ParameterizedTest
  @CsvSource({
    "main, main",
    "refs/heads/main, main",
    "refs/tags/v1, v1",
    "refs/heads/a/b, a/b",
    "refs/pull/1/head, refs/pull/1/head"
  })
  void its_short_name_is_without_the_kind(String ref, String shortName) {
    assertThat(new GitRef(ref).shortName()).isEqualTo(shortName);
  }
}
