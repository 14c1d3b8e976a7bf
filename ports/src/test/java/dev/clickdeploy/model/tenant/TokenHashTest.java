package dev.clickdeploy.model.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenHashTest {
  @Test
  void it_is_the_sha256_of_the_tokens_utf8() {
    // FIPS 180-4 example: "abc"
    assertThat(TokenHash.of("abc").hex())
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertThat(TokenHash.of("abc")).isNotEqualTo(TokenHash.of("abd"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "abc",
        "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD",
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015a"
      })
  void another_form_is_refused_without_being_repeated(String hex) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TokenHash(hex))
        .withMessage("a token hash is 64 lower-case hexadecimal digits");
  }
}
