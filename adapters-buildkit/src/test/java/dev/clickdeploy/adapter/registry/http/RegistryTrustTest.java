package dev.clickdeploy.adapter.registry.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickdeploy.adapter.buildkit.TestAuthority;
import java.io.IOException;
import java.util.List;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryTrustTest {
  @Test
  void without_an_authority_the_runtimes_own_trust_is_meant() {
    assertThat(RegistryTrust.of(null, true)).isEqualTo(new RegistryTrust(List.of(), true));
    assertThat(RegistryTrust.USUAL.tls()).isEmpty();
  }

  @Test
  void several_certificates_may_stand_in_one_file_with_words_between_them() throws Exception {
    String pem = "# ours\n" + new TestAuthority().pem() + "\n" + new TestAuthority().pem();

    RegistryTrust trust = RegistryTrust.of(pem, false);

    assertThat(trust.authorities()).hasSize(2);
    assertThat(trust.tls()).isPresent();
  }

  /** Layers may be kept at a service of the public internet. */
  @Test
  void an_authority_of_ones_own_comes_besides_those_of_the_runtime() throws Exception {
    RegistryTrust trust = RegistryTrust.of(new TestAuthority().pem(), false);

    assertThat(TlsContexts.anchors(trust.authorities()))
        .containsAll(trust.authorities())
        .hasSizeGreaterThan(20);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "-----BEGIN CERTIFICATE REQUEST-----"})
  void what_is_no_certificate_is_said_to_be_none(String text) {
    assertThatThrownBy(() -> RegistryTrust.of(text, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("holds no certificate");
  }

  @Test
  void a_damaged_certificate_is_refused() {
    String pem = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";

    assertThatThrownBy(() -> RegistryTrust.of(pem, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cannot be read");
  }

  @Test
  void a_key_in_the_file_is_refused_and_not_repeated() {
    String key = new TestAuthority().identity("x").keyPem();

    assertThatThrownBy(() -> RegistryTrust.of(key, false))
        .hasMessageContaining("private key")
        .message()
        .doesNotContain(key.substring(40, 60));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PKIX path building failed: unable to find valid certification path | UNTRUSTED",
        "PKIX path validation failed: NotAfter: Tue Jan 01 | EXPIRED",
        "No subject alternative DNS name matching harbor.example found. | OTHER_NAME",
        "No name matching harbor.example found | OTHER_NAME",
        "Unsupported or unrecognized SSL message | NO_TLS",
        "Received fatal alert: handshake_failure | OTHER",
      })
  void what_is_wrong_with_tls_is_told_apart(String words, TlsRefusal refusal) {
    IOException error = new IOException("outer", new SSLHandshakeException(words));

    assertThat(TlsRefusal.of(error)).isEqualTo(refusal);
    assertThat(refusal.mend()).contains("egistry");
    assertThat(refusal.inWords(words)).isNotEmpty();
  }
}
