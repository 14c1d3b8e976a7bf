package dev.clickdeploy.adapter.railpack.version;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SemverRangeTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "''; 0 1 2 3 4 5",
        "*; 0 1 2 3 4 5",
        "x; 0 1 2 3 4 5",
        "3; 3",
        "v3.1; 3",
        "=3.1.2; 3",
        "3.x.x; 3",
        "3.*; 3",
        "^3.4.5; 3",
        "^0.2; 0",
        "^3; 3",
        "~3; 3",
        "~>3.1; 3",
        ">3; 4 5",
        ">3.1; 3 4 5",
        ">=3; 3 4 5",
        "<3; 0 1 2",
        "<3.0.1; 0 1 2 3",
        "<=3; 0 1 2 3",
        "> = 3; none",
        ">= 2 < 4; 2 3",
        ">=2<4; 2 3",
        "2 - 3; 2 3",
        "2.1.0 - 3.0.0; 2 3",
        "1 || 3 || 5; 1 3 5",
        "1||>=4; 1 4 5",
        "^1.2.3-beta.1 || 3.0.0+build; 1 3",
        ">4 <2; ''",
      })
  void majors_that_a_range_allows(String range, String majors) {
    assertThat(allowed(range)).isEqualTo(majors);
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "1.2.3.4", "^", "1 ||| 2", "latest", "1..2", "999999999999"})
  void what_is_no_range_is_none(String text) {
    assertThat(SemverRange.parse(text)).isEmpty();
  }

  @Test
  void a_long_text_is_no_range() {
    assertThat(SemverRange.parse("1 || ".repeat(100_000) + "1")).isEmpty();
  }

  @Test
  void only_a_full_version_is_exact() {
    assertThat(List.of("1.2.3", "v1.2.3", "=1.2.3", ">=1.2.3 <=1.2.3"))
        .allMatch(text -> SemverRange.parse(text).orElseThrow().isExact());
    assertThat(List.of("1", "1.2", "^1.2.3", "1.2.3 || 1.2.4", "*"))
        .noneMatch(text -> SemverRange.parse(text).orElseThrow().isExact());
  }

  private static String allowed(String range) {
    return SemverRange.parse(range)
        .map(
            parsed ->
                String.join(
                    " ",
                    IntStream.rangeClosed(0, 5)
                        .filter(parsed::allowsMajor)
                        .mapToObj(String::valueOf)
                        .toList()))
        .orElse("none");
  }
}
