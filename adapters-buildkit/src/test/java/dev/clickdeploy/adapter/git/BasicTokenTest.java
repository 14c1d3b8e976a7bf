package dev.clickdeploy.adapter.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.model.Secret;
import java.net.MalformedURLException;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BasicTokenTest {
  @ParameterizedTest
  @CsvSource({
    "https://h.example/a.git, https://h.example/b.git, true",
    "https://h.example/a.git, https://H.EXAMPLE:443/a.git, true",
    "http://h.example/a.git, https://h.example/a.git, true",
    "http://h.example:8080/a.git, https://h.example/a.git, false",
    "https://h.example/a.git, http://h.example/a.git, false",
    "https://h.example/a.git, https://h.example:8443/a.git, false",
    "https://h.example/a.git, https://x.h.example/a.git, false",
    "https://h.example/a.git, https://h.example.evil.example/a.git, false",
    "http://127.0.0.1:1/a.git, http://127.0.0.1:2/a.git, false"
  })
  void it_belongs_to_its_own_origin_only(String repository, String url, boolean belongs)
      throws MalformedURLException {
    BasicToken token = new BasicToken(URI.create(repository), Secret.of("secret"));

    assertThat(token.belongsTo(URI.create(url).toURL())).isEqualTo(belongs);
  }

  @ParameterizedTest
  @CsvSource({
    "github.com, x-access-token",
    "github.acme.example, x-access-token",
    "gitlab.com, oauth2",
    "bitbucket.org, x-token-auth",
    "code.acme.example, git"
  })
  void the_user_name_is_the_hosts_convention(String host, String user) {
    assertThat(BasicToken.user(host)).isEqualTo(user);
  }

  @Test
  void it_is_recognized_in_what_a_host_repeats() {
    BasicToken token = new BasicToken(URI.create("https://h.example/a"), Secret.of("hush"));

    assertThat(token.isIn("remote: you sent hush")).isTrue();
    assertThat(token.isIn("remote: you sent Z2l0Omh1c2g=")).isTrue();
    assertThat(token.isIn("remote: you sent something")).isFalse();
  }

  @Test
  void it_prints_no_secret() {
    BasicToken token = new BasicToken(URI.create("https://h.example/a"), Secret.of("hush"));

    assertThat(token.toString()).doesNotContain("hush");
    assertThat(token.header()).isEqualTo("Basic Z2l0Omh1c2g=");
  }
}
