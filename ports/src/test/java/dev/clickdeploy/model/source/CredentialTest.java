package dev.clickdeploy.model.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickdeploy.model.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialTest {
  private static final String KEY =
      "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXk=\n-----END OPENSSH PRIVATE KEY-----";
  private static final Credential TOKEN = new Credential.Token(Secret.of("hush"));

  @Test
  void a_key_is_kept_with_the_line_end_that_files_have() {
    Credential.DeployKey key = Credential.DeployKey.parse("\n" + KEY + "\r\n\n", "git.test x y");

    assertThat(key.privateKey().reveal()).isEqualTo(KEY + "\n");
    assertThat(key.knownHosts()).isEqualTo("git.test x y");
    assertThat(key.toString()).doesNotContain("b3Blbn");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ssh-ed25519 AAAAC3Nz user@host",
        "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----",
        "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNz",
        "hunter2",
        ""
      })
  void what_is_no_private_key_is_refused_and_not_repeated(String text) {
    assertThatThrownBy(() -> Credential.DeployKey.parse(text, ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ssh-keygen")
        .hasMessageNotContaining("hunter2")
        .hasMessageNotContaining("AAAA");
  }

  @Test
  void texts_that_no_key_and_no_list_can_have_are_refused() {
    String longest = "x".repeat(50_001);

    assertThatThrownBy(() -> Credential.DeployKey.parse(KEY, longest))
        .hasMessageContaining("known hosts")
        .hasMessageContaining("50,000");
    assertThatThrownBy(() -> Credential.DeployKey.parse(KEY, "a\0b")).hasMessageContaining("ASCII");
    assertThatThrownBy(() -> Credential.DeployKey.parse(KEY.replace("=", "ü"), ""))
        .hasMessageContaining("a deploy key has")
        .hasMessageNotContaining("b3Blbn");
  }

  @ParameterizedTest
  @ValueSource(strings = {"git@git.test:a/b.git", "ssh://git@git.test:2222/a/b"})
  void over_ssh_a_key_opens_and_a_token_does_not(String url) {
    RepositoryUrl ssh = new RepositoryUrl(url);

    assertThat(Credential.DeployKey.parse(KEY, "").misfit(ssh)).isEmpty();
    assertThat(TOKEN.misfit(ssh))
        .get()
        .asString()
        .contains(url, "deploy key")
        .doesNotContain("hush");
  }

  @Test
  void over_https_a_token_opens_and_a_key_does_not() {
    RepositoryUrl https = new RepositoryUrl("https://git.test/a/b");

    assertThat(TOKEN.misfit(https)).isEmpty();
    assertThat(Credential.DeployKey.parse(KEY, "").misfit(https))
        .get()
        .asString()
        .contains("ssh://");
  }
}
