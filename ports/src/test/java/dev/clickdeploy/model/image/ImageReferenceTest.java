package dev.clickdeploy.model.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageReferenceTest {
  /** SHA-256 of nothing. */
  private static final String EMPTY =
      "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  @ParameterizedTest
  @CsvSource({
    "registry.test/acme-shop/web:main, registry.test, acme-shop/web, main",
    "127.0.0.1:5000/web:1, 127.0.0.1:5000, web, 1",
    "[::1]:5000/a/b/c:v1.2_x-y, [::1]:5000, a/b/c, v1.2_x-y",
    "localhost/a__b.c--d:_, localhost, a__b.c--d, _"
  })
  void it_reads_what_it_writes(String text, String host, String repository, String tag) {
    ImageReference reference = ImageReference.parse(text);

    assertThat(reference.host()).hasToString(host);
    assertThat(reference.repository()).isEqualTo(repository);
    assertThat(reference.tag()).isEqualTo(tag);
    assertThat(reference).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "web",
        "web:1",
        "/web:1",
        "localhost:5000/web",
        "host/:1",
        "host/web:",
        "host/Web:1",
        "host/web/:1",
        "host//web:1",
        "host/a___b:1",
        "host/-a:1",
        "host/a b:1",
        "host/web:-1",
        "host/web:a/b",
        "under_score/web:1",
        "host/web:1@sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
      })
  void another_form_is_refused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> ImageReference.parse(text));
  }

  @Test
  void lengths_are_bounded_before_anything_is_matched() {
    RegistryHost host = new RegistryHost("h");
    assertThat(new ImageReference(host, "a".repeat(255), "t".repeat(128)).tag()).hasSize(128);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ImageReference(host, "a".repeat(256), "t"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ImageReference(host, "a", "t".repeat(129)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ImageReference(host, "a/".repeat(100_000) + "a", "t"));
  }

  @Test
  void it_is_pinned_and_retagged() {
    ImageReference reference = ImageReference.parse("h/web:1");

    assertThat(reference.pinned(new ImageDigest(EMPTY))).isEqualTo("h/web:1@" + EMPTY);
    assertThat(reference.withTag("2")).hasToString("h/web:2");
  }

  @Test
  void a_digest_is_the_sha256_of_the_content() {
    assertThat(ImageDigest.of(new byte[0])).hasToString(EMPTY);
    assertThat(ImageDigest.of("x".getBytes(StandardCharsets.UTF_8)))
        .isNotEqualTo(ImageDigest.parse(EMPTY));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "sha256:", "sha256:abc", "sha512:e3b0", "e3b0c442"})
  void another_form_is_no_digest(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> ImageDigest.parse(text));
    assertThatIllegalArgumentException().isThrownBy(() -> ImageDigest.parse(EMPTY.toUpperCase()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "localhost:5000",
        "LOCALHOST",
        "127.0.0.1",
        "127.1.2.3:80",
        "[::1]:1"
      })
  void this_machine_is_a_loopback_host(String host) {
    assertThat(new RegistryHost(host).isLoopback()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "registry.test",
        "127.evil.test",
        "127.0.0.1.evil.test",
        "localhost.evil.test",
        "128.0.0.1",
        "[::2]"
      })
  void no_other_host_passes_for_this_machine(String host) {
    assertThat(new RegistryHost(host).isLoopback()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-h",
        "h-",
        "h_x",
        "h/x",
        "http://h",
        "h:",
        "h:x",
        "h:123456",
        "h:0",
        "h:65536",
        "a b"
      })
  void another_form_is_no_registry_host(String host) {
    assertThatIllegalArgumentException().isThrownBy(() -> new RegistryHost(host));
  }
}
