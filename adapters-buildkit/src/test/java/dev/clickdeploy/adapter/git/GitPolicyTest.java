package dev.clickdeploy.adapter.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.model.source.RepositoryUrl;
import dev.clickdeploy.port.out.PortException;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GitPolicyTest {
  private static String refused(ThrowingCallable call) {
    PortException thrown = catchThrowableOfType(PortException.class, call);
    assertThat(thrown).isNotNull();
    assertThat(thrown.failure().type()).isEqualTo(FailureClass.SOURCE);
    assertThat(thrown.failure().hint()).isPresent();
    return thrown.getMessage();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.9.9.9",
        "[::1]",
        "0.0.0.0",
        "[::]",
        "169.254.169.254",
        "[fe80::1]",
        "[::ffff:127.0.0.1]",
        "224.0.0.1",
        "localhost",
        "LOCALHOST",
        "app.localhost",
        "2130706433"
      })
  void this_machine_and_its_link_are_refused_unless_allowed(String host) {
    assertThat(refused(() -> GitPolicy.REMOTE.checkAddresses(host))).containsIgnoringCase(host);
    assertThatCode(() -> GitPolicy.REMOTE_AND_LOCAL.checkAddresses(host))
        .doesNotThrowAnyException();
  }

  @Test
  void other_addresses_are_allowed() {
    assertThatCode(() -> GitPolicy.REMOTE.checkAddresses("192.0.2.1")).doesNotThrowAnyException();
    assertThatCode(() -> GitPolicy.REMOTE.checkAddresses("10.1.2.3")).doesNotThrowAnyException();
    assertThatCode(() -> GitPolicy.REMOTE.check(new RepositoryUrl("https://git.example/a/b")))
        .doesNotThrowAnyException();
  }

  @Test
  void gits_own_unprotected_protocol_is_not_supported() {
    String url = "git://git.example/a/b";

    assertThat(refused(() -> GitPolicy.REMOTE_AND_LOCAL.check(new RepositoryUrl(url))))
        .contains("not supported", url);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ssh://git@evil.example/a/b", "git@evil.example:a/b.git"})
  void ssh_urls_are_checked_like_others(String url) {
    GitPolicy policy = new GitPolicy(true, List.of("git.example"));

    assertThat(refused(() -> policy.check(new RepositoryUrl(url)))).contains("evil.example");
    assertThatCode(() -> GitPolicy.REMOTE.check(new RepositoryUrl(url))).doesNotThrowAnyException();
    assertThat(refused(() -> GitPolicy.REMOTE.check(new RepositoryUrl("git@localhost:a"))))
        .contains("this machine");
  }

  @Test
  void files_are_refused_unless_allowed() {
    RepositoryUrl url = new RepositoryUrl("file:///srv/a.git");

    assertThat(refused(() -> GitPolicy.REMOTE.check(url))).contains("file:///srv/a.git");
    assertThatCode(() -> GitPolicy.REMOTE_AND_LOCAL.check(url)).doesNotThrowAnyException();
  }

  @Test
  void hosts_outside_the_list_are_refused() {
    GitPolicy policy = new GitPolicy(true, List.of("git.example", " Other.Example "));

    assertThat(refused(() -> policy.check(new RepositoryUrl("https://evil.example/a"))))
        .contains("evil.example");
    assertThat(refused(() -> policy.check(new RepositoryUrl("https://x.git.example/a"))))
        .contains("x.git.example");
    assertThatCode(() -> policy.check(new RepositoryUrl("https://GIT.example:8443/a")))
        .doesNotThrowAnyException();
    assertThatCode(() -> policy.check(new RepositoryUrl("https://other.example/a")))
        .doesNotThrowAnyException();
  }

  @Test
  void a_listed_host_is_still_no_way_to_this_machine() {
    GitPolicy policy = new GitPolicy(false, List.of("127.0.0.1"));

    assertThat(refused(() -> policy.checkAddresses("127.0.0.1"))).contains("this machine");
  }
}
