package dev.clickdeploy.adapter.git.lfs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PointerTest {
  private static final String OID =
      "4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393";
  private static final String TEXT =
      "version https://git-lfs.github.com/spec/v1\noid sha256:" + OID + "\nsize 12345\n";

  private static java.util.Optional<Pointer> parse(String text) {
    return Pointer.parse(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void a_pointer_tells_digest_and_size() {
    assertThat(parse(TEXT)).contains(new Pointer(OID, 12345));
    assertThat(parse(TEXT.replace("\n", "\r\n"))).contains(new Pointer(OID, 12345));
    assertThat(parse(TEXT.replace("git-lfs.github", "hawser.github"))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "version https://git-lfs.github.com/spec/v1\n",
        "version https://git-lfs.github.com/spec/v1\noid sha256:../../etc\nsize 1\n",
        "version https://git-lfs.github.com/spec/v2\noid sha256:OID\nsize 1\n",
        "hello\nversion https://git-lfs.github.com/spec/v1\noid sha256:OID\nsize 1\n",
        "version https://git-lfs.github.com/spec/v1\noid sha256:OID\nsize -1\n",
        "version https://git-lfs.github.com/spec/v1\noid sha256:OID\nsize 9999999999999999999\n"
      })
  void other_texts_are_none(String text) {
    assertThat(parse(text.replace("OID", OID))).isEmpty();
  }

  @Test
  void a_long_file_is_none() {
    assertThat(parse(TEXT + "x".repeat(1024))).isEmpty();
  }
}
