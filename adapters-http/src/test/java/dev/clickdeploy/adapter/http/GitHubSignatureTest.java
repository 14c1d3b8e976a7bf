package dev.clickdeploy.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.model.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The vector is GitHub's own (GitHub docs, "Validating webhook deliveries", testing). */
class GitHubSignatureTest {
  private static final Secret SECRET = Secret.of("It's a Secret to Everybody");
  private static final byte[] PAYLOAD = "Hello, World!".getBytes(StandardCharsets.UTF_8);
  private static final String SIGNATURE =
      "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";

  @Test
  void githubs_published_vector_is_proven() {
    assertThat(new GitHubSignature(SIGNATURE, PAYLOAD).provenBy(SECRET)).isTrue();
  }

  @Test
  void another_secret_or_another_payload_is_not() {
    byte[] other = "Hello, World?".getBytes(StandardCharsets.UTF_8);

    assertThat(new GitHubSignature(SIGNATURE, PAYLOAD).provenBy(Secret.of("another"))).isFalse();
    assertThat(new GitHubSignature(SIGNATURE, other).provenBy(SECRET)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "sha256=",
        "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
        "sha1=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
        "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e1",
        "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17 ",
        "sha256=zz7107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"
      })
  void what_is_not_exactly_the_signature_proves_nothing(String header) {
    assertThat(new GitHubSignature(header, PAYLOAD).provenBy(SECRET)).isFalse();
  }

  @Test
  void a_secret_beyond_ascii_is_taken_as_utf8() throws Exception {
    Secret secret = Secret.of("Schlüssel");
    String signed = GitHubDelivery.signature("x".getBytes(StandardCharsets.UTF_8), "Schlüssel");

    assertThat(new GitHubSignature(signed, "x".getBytes(StandardCharsets.UTF_8)).provenBy(secret))
        .isTrue();
    assertThat(signed).isEqualTo(signed.toLowerCase(Locale.ROOT));
  }
}
