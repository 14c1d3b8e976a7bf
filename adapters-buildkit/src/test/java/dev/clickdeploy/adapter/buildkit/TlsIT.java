package dev.clickdeploy.adapter.buildkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.clickdeploy.adapter.buildkit.TestAuthority.Identity;
import dev.clickdeploy.adapter.buildkit.transport.Tls;
import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.build.BuildOutcome;
import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.model.image.ImageReference;
import dev.clickdeploy.model.job.Cancellation;
import dev.clickdeploy.port.out.PortException;
import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TlsIT {
  private final TestAuthority authority = new TestAuthority();
  private Bridge bridge;
  private TlsFront front;

  @BeforeEach
  void open() throws Exception {
    bridge = Bridge.tcp();
    front = new TlsFront(authority.server(), bridge.address());
  }

  @AfterEach
  void close() throws Exception {
    front.close();
    bridge.close();
  }

  private static Tls with(Tls tls, Identity identity) throws Exception {
    return tls.identifiedBy(identity.certificatePem(), Secret.of(identity.keyPem()));
  }

  private Tls mutual() throws Exception {
    return with(Tls.trusting(authority.pem()), authority.identity("client"));
  }

  private PortException refused(String host, Tls tls) {
    try (BuildKit buildKit = BuildKit.connect(front.address(host), tls)) {
      return catchThrowableOfType(PortException.class, buildKit::check);
    }
  }

  @Test
  void both_sides_prove_who_they_are_and_the_build_goes_through() throws Exception {
    ImageReference image = RealParts.image();
    try (BuildKit buildKit = BuildKit.connect(front.address("localhost"), mutual())) {
      BuildOutcome outcome =
          buildKit.build(
              Requests.of(InMemoryTree.of(Map.of("Dockerfile", "FROM scratch\nCOPY . /\n")))
                  .push(image)
                  .build(),
              new Events(),
              new Cancellation());

      assertThat(outcome).isInstanceOf(BuildOutcome.Built.class);
      assertThat(RegistryProbe.open().digest(image))
          .isEqualTo(((BuildOutcome.Built) outcome).digest());
    }
  }

  @Test
  void another_authoritys_daemon_is_not_trusted() throws Exception {
    Tls tls = with(Tls.trusting(new TestAuthority().pem()), authority.identity("client"));

    PortException refused = refused("localhost", tls);

    assertThat(refused.failure().type()).isEqualTo(FailureClass.INFRASTRUCTURE);
    assertThat(refused).hasMessageContaining("not signed by a CA that is trusted here");
    assertThat(refused.failure().hint()).get().asString().contains("CA");
  }

  @Test
  void a_client_without_a_certificate_is_told_so() throws Exception {
    PortException refused = refused("localhost", Tls.trusting(authority.pem()));

    assertThat(refused).hasMessageContaining("demands");
    assertThat(refused.failure().hint()).get().asString().contains("client certificate");
  }

  @Test
  void a_client_certificate_of_another_authority_is_refused() throws Exception {
    Tls tls = with(Tls.trusting(authority.pem()), new TestAuthority().identity("client"));

    assertThat(refused("localhost", tls)).hasMessageContaining("client certificate");
  }

  @Test
  void the_certificate_must_bear_the_daemons_name_or_the_expected_one() throws Exception {
    assertThat(refused("127.0.0.1", mutual().expecting("other.example")))
        .hasMessageContaining("another host name");

    try (BuildKit buildKit =
        BuildKit.connect(front.address("127.0.0.1"), mutual().expecting("localhost"))) {
      assertThat(buildKit.check()).contains("BuildKit");
    }
  }

  @Test
  void a_daemon_without_tls_and_a_client_without_it_are_told_apart() throws Exception {
    try (BuildKit encrypted = BuildKit.connect(bridge.address(), mutual());
        BuildKit plain = BuildKit.connect(front.address("localhost"))) {
      assertThatThrownBy(encrypted::check).hasMessageContaining("does not speak TLS");
      assertThatThrownBy(plain::check)
          .isInstanceOf(PortException.class)
          .hasMessageContaining("speaks TLS");
    }
  }

  @Test
  void a_key_that_cannot_be_read_is_not_repeated() throws Exception {
    Tls tls =
        mutual()
            .identifiedBy(
                authority.identity("client").certificatePem(), Secret.of("hunter2 no key"));

    assertThatThrownBy(() -> BuildKit.connect("tcp://localhost:1", tls))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("PKCS#8")
        .hasMessageNotContaining("hunter2")
        .hasNoCause();
  }

  @Test
  void a_unix_socket_has_no_tls() throws Exception {
    Tls tls = mutual();

    assertThatThrownBy(() -> BuildKit.connect("unix:///run/buildkit.sock", tls))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("tcp://");
  }
}
