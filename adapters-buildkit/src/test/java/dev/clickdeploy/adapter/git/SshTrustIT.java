package dev.clickdeploy.adapter.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.model.deployment.Failure;
import dev.clickdeploy.model.source.GitRef;
import dev.clickdeploy.model.source.RepositoryAccess;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is trusted over SSH: hosts whose key is known, keys that the host lets in. */
class SshTrustIT extends OnSshHost {
  private String sha;

  @BeforeEach
  void commit() {
    sha = git.commit("app", Map.of("a.txt", "a\n"), "First");
  }

  private String resolve(RepositoryAccess access) {
    return repositories.resolve(access, new GitRef("main")).value();
  }

  @Test
  void an_unknown_host_is_refused_with_what_makes_it_known() {
    Failure failure = sourceFailure(() -> resolve(over(ssh, key, "")));

    assertThat(failure.message())
        .contains("not known", ssh.authority(), ssh.fingerprint("ed25519"));
    String hint = failure.hint().orElseThrow();
    String line = hint.substring(hint.indexOf("["));
    assertThat(line).isEqualTo(ssh.knownLine("ed25519").strip());
    assertThat(resolve(over(ssh, key, line))).isEqualTo(sha);
  }

  @Test
  void a_changed_host_key_is_refused() {
    SshHost before = host("before", true, "ed25519");
    String known = before.knownLine("ed25519").replace(before.authority(), "x");
    String line = ssh.knownLine("ed25519").split(" ")[0] + known.substring(known.indexOf(' '));

    Failure failure = sourceFailure(() -> resolve(over(ssh, key, line)));

    assertThat(failure.message()).contains("another host key", ssh.fingerprint("ed25519"));
    assertThat(failure.hint().orElseThrow()).contains("listening");
  }

  @Test
  void a_revoked_host_key_is_refused() {
    String revoked = "@revoked " + ssh.knownLine("ed25519");

    assertThat(
            sourceFailure(() -> resolve(over(ssh, key, revoked + ssh.knownLine("ed25519"))))
                .message())
        .contains("revoke", ssh.fingerprint("ed25519"));
  }

  @Test
  void a_wrong_key_is_the_sources_fault_and_told_without_it() {
    Path wrong = SshHost.key(home.resolve("wrong"), "-t", "ed25519");

    Failure failure = sourceFailure(() -> resolve(over(ssh, wrong, ssh.knownLine("ed25519"))));

    assertThat(failure.message()).contains("does not let the deploy key in", ssh.authority());
    assertThat(failure.hint().orElseThrow()).contains("public half");
  }

  @Test
  void a_key_that_cannot_be_used_says_why_without_repeating_it() {
    Path locked = SshHost.key(home.resolve("locked"), "-t", "ed25519", "-N", "open sesame");
    Path pem = SshHost.key(home.resolve("pem"), "-t", "rsa", "-m", "PEM", "-N", "open sesame");
    String known = ssh.knownLine("ed25519");

    assertThat(sourceFailure(() -> resolve(over(ssh, locked, known))).message())
        .contains("passphrase");
    assertThat(sourceFailure(() -> resolve(over(ssh, pem, known))).message())
        .contains("passphrase");
    for (String text :
        List.of(
            "nonsense",
            text(Path.of(key + ".pub")),
            text(key).replaceAll("(?m)^b3Bl", "AAAA"),
            text(key).substring(0, 200))) {
      Failure failure = sourceFailure(() -> resolve(over(ssh, "app", text, known)));
      assertThat(failure.message()).contains("the deploy key").doesNotContain(text);
    }
  }

  @Test
  void known_hosts_that_are_none_are_the_sources_fault() {
    assertThat(sourceFailure(() -> resolve(over(ssh, key, "some nonsense"))).message())
        .contains("line 1 of the known hosts");
  }
}
