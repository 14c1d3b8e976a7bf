package dev.clickdeploy.adapter.git.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.PublicKey;
import java.util.List;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KnownHostsTest {
  private static final String KEY =
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl";
  private static final String OTHER =
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAfuCHKVTjquxvt6CM6tdG4SLp1Btn/nOeHHE5UOzRdf";

  private static List<String> fingerprints(KnownHosts known, String host, int port) {
    return known.of(host, port).stream().map(KeyUtils::getFingerPrint).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "github.com, SHA256:+DiY3wvvV6TuJJhbpZisF/zLDA0zPMSvHdkr4UvCOqU",
    "github.com, SHA256:p2QAMXNIC1TJYWeIOttrVc98/R1BUFWu3/LiyKgUfQM",
    "gitlab.com, SHA256:eUXGGm1YGsMAS7vkcx6JOJdOGHPem5gQp4taiCfCLB8",
    "bitbucket.org, SHA256:ybgmFkzwOSotHTHLJgHO0QN8L0xErw6vd0VhFA9m3SM",
    "codeberg.org, SHA256:mIlxA9k46MmM6qdJOdMnAQpzGxF4WIVVL+fj+wZbw0g"
  })
  void large_hosts_have_the_keys_that_they_publish(String host, String fingerprint) {
    assertThat(fingerprints(KnownHosts.parse(""), host, 22)).contains(fingerprint);
    assertThat(fingerprints(KnownHosts.parse(""), "x." + host, 22)).isEmpty();
    assertThat(fingerprints(KnownHosts.parse(""), host, 2222)).isEmpty();
  }

  @Test
  void a_list_that_names_a_host_replaces_what_is_published_of_it() {
    KnownHosts known = KnownHosts.parse("github.com " + OTHER);

    assertThat(fingerprints(known, "github.com", 22))
        .containsExactly("SHA256:eUXGGm1YGsMAS7vkcx6JOJdOGHPem5gQp4taiCfCLB8");
    assertThat(fingerprints(known, "codeberg.org", 22)).hasSize(1);
  }

  @Test
  void ports_patterns_and_hashed_names_are_understood() {
    // "hashed.example", as ssh-keygen -H writes it
    String hashed = "|1|XIkedlzw6xQ6xyUYp9X9i15jDtg=|Mypcr5K7aTM3qdU+Rlo0KN4BtOY=";
    KnownHosts known =
        KnownHosts.parse(
            """
            # a comment

            [git.example]:2222 %1$s
            *.acme.example,!old.acme.example %1$s
            %2$s %1$s
            """
                .formatted(KEY, hashed));

    assertThat(known.of("git.example", 2222)).hasSize(1);
    assertThat(known.of("git.example", 22)).isEmpty();
    assertThat(known.of("new.acme.example", 22)).hasSize(1);
    assertThat(known.of("old.acme.example", 22)).isEmpty();
    assertThat(known.of("hashed.example", 22)).hasSize(1);
    assertThat(known.of("other.example", 22)).isEmpty();
  }

  @Test
  void a_revoked_key_is_none_of_its_host() {
    KnownHosts known = KnownHosts.parse("@revoked * " + KEY + "\ngit.example " + OTHER);
    PublicKey key = KnownHosts.parse("h " + KEY).of("h", 22).getFirst();

    assertThat(known.isRevoked("git.example", 22, key)).isTrue();
    assertThat(known.of("git.example", 22)).hasSize(1).doesNotContain(key);
  }

  @Test
  void a_certificate_authority_is_no_host() {
    assertThat(KnownHosts.parse("@cert-authority * " + KEY).of("git.example", 22)).isEmpty();
  }

  @Test
  void a_line_that_is_none_is_named() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KnownHosts.parse("\ngit.example " + KEY + "\ngit.example nonsense\n"))
        .withMessageContaining("line 3");
  }
}
