package dev.clickdeploy.model.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class NameTest {
  @Test
  void it_has_1_to_100_characters() {
    assertThat(new Name("x".repeat(100))).hasToString("x".repeat(100));
    assertThatIllegalArgumentException().isThrownBy(() -> new Name("x".repeat(101)));
    assertThatIllegalArgumentException().isThrownBy(() -> new Name(" "));
  }
}
