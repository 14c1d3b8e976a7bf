package dev.clickdeploy.adapter.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.source.Credential;
import dev.clickdeploy.model.source.RepositoryAccess;
import dev.clickdeploy.model.source.RepositoryUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubmoduleUrlTest {
  private static final Secret SECRET = Secret.of("hush");

  private static RepositoryAccess withToken(String parent, String written) {
    return new SubmoduleUrl(new RepositoryAccess(new RepositoryUrl(parent), SECRET))
        .access(written);
  }

  private static RepositoryAccess withKey(String parent, String written) {
    Credential key = new Credential.DeployKey(SECRET, "");
    return new SubmoduleUrl(new RepositoryAccess(new RepositoryUrl(parent), key)).access(written);
  }

  @ParameterizedTest
  @CsvSource({
    "https://h.example/acme/app.git, ../lib.git, https://h.example/acme/lib.git",
    "https://h.example/acme/app/, ../lib, https://h.example/acme/lib",
    "https://h.example/acme/app.git, ../../other/lib, https://h.example/other/lib",
    "https://h.example/acme/app.git, ./lib, https://h.example/acme/app.git/lib",
    "https://h.example:8443/acme/app, ../.././x, https://h.example:8443/x",
    "https://h.example/acme/app, https://other.example/lib, https://other.example/lib",
    "https://h.example/acme/app, git@h.example:acme/lib.git, https://h.example/acme/lib.git",
    "https://h.example/acme/app, ssh://git@h.example:22/acme/lib, https://h.example/acme/lib",
    "https://h.example/acme/app, git@other.example:acme/lib, https://other.example/acme/lib"
  })
  void urls_are_read_as_git_reads_them(String parent, String written, String url) {
    assertThat(withToken(parent, written).url().value()).isEqualTo(url);
  }

  @ParameterizedTest
  @CsvSource({
    "git@h.example:acme/app.git, ../lib.git, git@h.example:acme/lib.git",
    "git@h.example:acme/app.git, ../../lib.git, git@h.example:lib.git",
    "ssh://git@h.example/acme/app, ../lib, ssh://git@h.example/acme/lib",
    "ssh://git@h.example/acme/app, git@h.example:acme/lib, git@h.example:acme/lib",
    "ssh://git@h.example/acme/app, git@other.example:acme/lib, https://other.example/acme/lib",
    "git@h.example:acme/app.git, https://h.example/lib, https://h.example/lib"
  })
  void ssh_stays_ssh_where_there_is_a_key(String parent, String written, String url) {
    assertThat(withKey(parent, written).url().value()).isEqualTo(url);
  }

  @ParameterizedTest
  @CsvSource({
    "https://h.example/acme/app, ../lib, true",
    "https://h.example/acme/app, https://h.example/x/lib, true",
    "https://h.example/acme/app, git@h.example:x/lib, true",
    "https://h.example/acme/app, https://x.h.example/x/lib, false",
    "https://h.example/acme/app, https://h.example:8443/x/lib, false",
    "https://h.example/acme/app, http://h.example/x/lib, false",
    "https://h.example/acme/app, git@other.example:x/lib, false"
  })
  void the_token_is_for_the_same_host_only(String parent, String written, boolean given) {
    assertThat(withToken(parent, written).oauthToken().isPresent()).isEqualTo(given);
  }

  @Test
  void the_key_is_for_the_same_host_only() {
    assertThat(withKey("git@h.example:a/b", "git@h.example:a/c").deployKey()).isPresent();
    assertThat(withKey("git@h.example:a/b", "git@x.example:a/c").credential()).isNull();
    assertThat(withKey("git@h.example:a/b", "https://h.example/a/c").credential()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "https://h.example/acme/app, ../../../lib",
    "https://h.example/acme/app, ../../../../lib",
    "git@h.example:app, ../../lib",
    "https://h.example/acme/app, file:///etc",
    "https://h.example/acme/app, /etc",
    "https://h.example/acme/app, -oProxyCommand=x",
    "https://h.example/acme/app, https://user:password@h.example/x",
    "https://h.example/acme/app, ext::sh -c x"
  })
  void what_is_no_url_to_fetch_from_is_refused(String parent, String written) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> withToken(parent, written))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("password"));
  }
}
