package dev.clickdeploy.adapter.githost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickdeploy.model.deployment.Trigger;
import dev.clickdeploy.model.source.RepositoryUrl;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostApiTest {
  @ParameterizedTest
  @CsvSource({
    "https://github.com/a/b, API, GITHUB, https://api.github.com",
    "https://GitHub.com/a/b.git, GITLAB, GITHUB, https://api.github.com",
    "https://gitlab.com/a/b, API, GITLAB, https://gitlab.com/api/v4",
    "https://codeberg.org/a/b, SWEEP, GITEA, https://codeberg.org/api/v1",
    "https://gitlab.corp.test/a/b, API, GITLAB, https://gitlab.corp.test/api/v4",
    "https://git.corp.test/a/b, GITHUB, GITHUB, https://git.corp.test/api/v3",
    "https://git.corp.test:8443/a/b, GITLAB, GITLAB, https://git.corp.test:8443/api/v4",
    "https://git.corp.test/a/b, GITEA, GITEA, https://git.corp.test/api/v1",
  })
  void a_hosts_api_is_known_by_its_name_or_by_who_told(
      String url, Trigger told, HostKind kind, URI base) {
    assertThat(HostApi.of(new RepositoryUrl(url), told)).contains(new HostApi(kind, base));
  }

  @Test
  void a_host_of_which_nothing_tells_has_none() {
    assertThat(HostApi.of(new RepositoryUrl("https://git.corp.test/a/b"), Trigger.API)).isEmpty();
    assertThat(HostApi.of(new RepositoryUrl("https://notgithub.com/a"), Trigger.API)).isEmpty();
  }

  @Test
  void an_operator_may_say_what_a_host_is_and_where_its_api() {
    assertThat(HostApi.parse("git.corp.test=gitlab"))
        .isEqualTo(
            Map.entry(
                "git.corp.test",
                new HostApi(HostKind.GITLAB, URI.create("https://git.corp.test/api/v4"))));
    assertThat(HostApi.parse("Git.corp.test=forgejo:http://api.corp.test:8080/x/"))
        .isEqualTo(
            Map.entry(
                "git.corp.test",
                new HostApi(HostKind.GITEA, URI.create("http://api.corp.test:8080/x"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "git.test", "git.test=svn", "=gitlab", "git.test=gitlab:ftp://x/y"})
  void what_is_no_host_with_its_kind_is_refused(String text) {
    assertThatThrownBy(() -> HostApi.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
