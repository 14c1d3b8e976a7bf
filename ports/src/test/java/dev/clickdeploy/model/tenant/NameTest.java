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

  @Test
  void it_can_be_seen_and_is_what_it_looks_like() {
    assertThat(new Name("می\u200cخواهم").value()).contains("\u200c");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Name("\u200b\u2060\u3000"))
        .withMessageContaining("can be seen");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Name("shop\u202egnp.exe"))
        .withMessageContaining("direction");
  }
}
