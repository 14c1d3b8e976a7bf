package dev.clickdeploy.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;

class SecretTest {
  private record Holder(String name, Secret secret) {}

  @Test
  void it_is_never_printed() {
    Secret secret = Secret.of("hunter2");

    assertThat(secret.toString()).isEqualTo("[secret]");
    assertThat(new Holder("x", secret).toString()).doesNotContain("hunter2");
    assertThat("%s".formatted(secret)).isEqualTo("[secret]");
    assertThat(secret.reveal()).isEqualTo("hunter2");
  }

  @Test
  void it_matches_exactly_its_text() {
    Secret secret = Secret.of("hunter2");

    assertThat(secret.matches("hunter2")).isTrue();
    assertThat(secret.matches("hunter")).isFalse();
    assertThat(secret.matches("hunter22")).isFalse();
    assertThat(secret.matches("")).isFalse();
  }

  @Test
  void equality_is_of_the_text_and_the_hash_tells_nothing_of_it() {
    assertThat(Secret.of("a")).isEqualTo(Secret.of("a")).isNotEqualTo(Secret.of("b"));
    assertThat(Secret.of("a")).isNotEqualTo("a");
    assertThat(Secret.of("a").hashCode()).isEqualTo(Secret.of("b").hashCode());
  }

  @Test
  void nothing_is_no_secret() {
    assertThatIllegalArgumentException().isThrownBy(() -> Secret.of(""));
    assertThatNullPointerException().isThrownBy(() -> Secret.of(null));
  }
}
