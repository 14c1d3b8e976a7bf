package dev.clickdeploy.model.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RepositoryUrlTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://github.com/acme/web",
        "https://github.com/acme/web.git",
        "https://github.com/acme/web/",
        "https://github.com//acme/web.git/",
        "HTTPS://GitHub.com/Acme/Web.GIT",
        "https://github.com:443/acme/web",
        "http://github.com:80/acme/web",
        "http://github.com/acme/web",
        "git://github.com:9418/acme/web",
        "ssh://git@github.com/acme/web.git",
        "ssh://git@github.com:22/acme/web",
        "ssh://github.com:2222/acme/web",
        "git@github.com:acme/web.git",
        "git@GitHub.com:/acme/web",
        "github.com:acme/web",
        "https://github.com/acme/%77eb"
      })
  void every_form_of_a_repository_has_the_same_identity(String url) {
    assertThat(new RepositoryUrl(url).identity()).hasToString("github.com/acme/web");
  }

  @ParameterizedTest
  @CsvSource({
    "https://git.test:8443/a/b, git.test:8443/a/b",
    "http://127.0.0.1:3000/a/b.git, 127.0.0.1:3000/a/b",
    "https://[::1]:3000/a/b, [::1]:3000/a/b",
    "https://gitlab.com/group/sub/project.git, gitlab.com/group/sub/project",
    "file:///srv/git/app.git, /srv/git/app",
    "https://git.test/a/.git, git.test/a"
  })
  void other_hosts_ports_and_paths_make_other_identities(String url, String identity) {
    assertThat(new RepositoryUrl(url).identity()).hasToString(identity);
  }

  @ParameterizedTest
  @CsvSource({
    "https://GitHub.com/a/b, https, github.com",
    "HTTP://h.test:81/a, http, h.test",
    "ssh://git@h.test/a, ssh, h.test",
    "git@H.test:a/b, ssh, h.test",
    "git://h.test/a, git, h.test",
    "file:///srv/a, file, ''"
  })
  void scheme_and_host_are_lower_case(String url, String scheme, String host) {
    assertThat(new RepositoryUrl(url).scheme()).isEqualTo(scheme);
    assertThat(new RepositoryUrl(url).host()).isEqualTo(host);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://user:s3cret@h.test/a",
        "https://s3cret@h.test/a",
        "http://x-access-token:s3cret@h.test/a",
        "ssh://git:s3cret@h.test/a",
        "https://user:s3cret@under_score.test/a",
        "https://user:s3 cret@h.test/a",
        "https://user:s3cret/x@h.test/a",
        "ftp://user:s3cret@h.test/a",
        "user:s3cret@h.test:a/b",
        "https://h.test/a?private_token=s3cret",
        "https://h.test/a#s3cret"
      })
  void a_url_with_a_secret_is_refused_and_never_repeated(String url) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RepositoryUrl(url))
        .satisfies(e -> assertThat(e).hasMessageNotContaining("s3cret"))
        .satisfies(e -> assertThat(String.valueOf(e.getCause())).doesNotContain("s3cret"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "/srv/git/app",
        "https://",
        "https://h.test",
        "https://h.test/",
        "https:///a/b",
        "https://under_score.test/a",
        "ftp://h.test/a",
        "javascript://h.test/a",
        "https:h.test/a",
        "-oProxyCommand=x:a",
        "ssh://-oProxyCommand=x/a",
        "git@h.test:",
        "git@h.test:/",
        "git@h.test:a\nb",
        "https://h.test/a b"
      })
  void what_cannot_be_fetched_from_is_refused(String url) {
    assertThatIllegalArgumentException().isThrownBy(() -> new RepositoryUrl(url));
  }

  @Test
  void a_refusal_says_what_would_be_accepted() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RepositoryUrl("nonsense"))
        .withMessageContaining("'nonsense'")
        .withMessageContaining("https://host/path")
        .withMessageContaining("git@host:path");
  }

  @Test
  void a_long_refused_url_is_not_repeated_whole() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RepositoryUrl("x".repeat(1_900)))
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300));
  }

  @Test
  void a_credential_may_go_where_scheme_host_and_port_are_the_same() {
    RepositoryUrl url = new RepositoryUrl("https://git.test/a/b");
    for (String same : List.of("https://GIT.test/c", "https://git.test:443/c/d")) {
      assertThat(new RepositoryUrl(same).hasOriginOf(url)).as(same).isTrue();
    }
    for (String other :
        List.of(
            "https://git.test.evil/a/b",
            "http://git.test/a/b",
            "https://git.test:8443/a/b",
            "git@git.test:a/b")) {
      assertThat(new RepositoryUrl(other).hasOriginOf(url)).as(other).isFalse();
    }
    assertThat(
            new RepositoryUrl("git@git.test:a/b")
                .hasOriginOf(new RepositoryUrl("ssh://git@git.test:22/c")))
        .isTrue();
  }
}
