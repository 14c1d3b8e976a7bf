package dev.clickdeploy.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {
  @Test
  void a_good_text_is_answered_unchanged() {
    assertThat(Texts.required(" grün 🚀 ", "name", 9)).isEqualTo(" grün 🚀 ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t"})
  void blank_is_not_accepted(String blank) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Texts.required(blank, "name", 9))
        .withMessage("name must not be blank");
  }

  @Test
  void a_long_text_is_told_both_lengths() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Texts.required("0123456789", "name", 9))
        .withMessage("name has 10 characters; at most 9 are allowed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nb", "a\0b", "a\u007f", "\u0085a"})
  void control_characters_are_not_accepted(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Texts.required(text, "name", 9))
        .withMessage("name must not contain control characters");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\ud83d", "\ude80a", "\ud83d\ud83d\ude80", "\ude80\ud83d"})
  void half_characters_are_not_accepted(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Texts.required(text, "name", 9))
        .withMessage("name must be valid Unicode");
  }

  @Test
  void a_cut_text_keeps_to_its_limit_with_its_mark() {
    assertThat(Texts.cut("12345", 5, "…")).isEqualTo("12345");
    assertThat(Texts.cut("123456", 5, "…")).isEqualTo("1234…");
  }

  @Test
  void a_cut_never_goes_through_a_character() {
    assertThat(Texts.cut("123🚀5", 5, "…")).isEqualTo("123…");
    assertThat(Texts.cut("12🚀56", 5, "…")).isEqualTo("12🚀…");
  }
}
