package dev.clickdeploy.model.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommitTest {
  private static final CommitSha SHA = new CommitSha("0123456789".repeat(4));

  private static Commit commit(String message) {
    return new Commit(SHA, message, "Ada", Instant.EPOCH);
  }

  @Test
  void a_sha_has_40_or_64_digits_and_is_abbreviated_to_twelve() {
    assertThat(SHA.abbreviated()).isEqualTo("012345678901");
    assertThat(new CommitSha("ab".repeat(32)).value()).hasSize(64);
    assertThat(CommitSha.looksLike(SHA.value())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "012345678901",
        "012345678901234567890123456789012345678",
        "01234567890123456789012345678901234567890",
        "ABCDEF7890012345678901234567890123456789",
        "main"
      })
  void another_form_is_no_sha(String text) {
    assertThat(CommitSha.looksLike(text)).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CommitSha(text))
        .withMessageStartingWith("'" + text + "' is not a commit SHA");
  }

  @Test
  void its_subject_is_the_first_line_of_the_message() {
    assertThat(commit("\n Greet\r\n\r\nwith ms\n").subject()).isEqualTo("Greet");
    assertThat(commit("\n Greet\n\nwith ms\n").message()).isEqualTo("Greet\n\nwith ms");
    assertThat(commit("").subject()).isEmpty();
  }

  @Test
  void a_long_message_or_author_is_cut() {
    assertThat(commit("x".repeat(4_001)).message()).hasSize(4_000).endsWith("x…");
    assertThat(commit("x".repeat(4_000)).message()).isEqualTo("x".repeat(4_000));
    assertThat(new Commit(SHA, "", "A".repeat(500), Instant.EPOCH).author()).hasSize(200);
  }

  @Test
  void what_a_database_cannot_keep_is_left_out() {
    Commit commit = new Commit(SHA, "a\0b", "A\0da", Instant.EPOCH);

    assertThat(commit.message()).isEqualTo("ab");
    assertThat(commit.author()).isEqualTo("Ada");
  }
}
