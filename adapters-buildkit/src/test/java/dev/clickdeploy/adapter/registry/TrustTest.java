package dev.clickdeploy.adapter.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.clickdeploy.adapter.buildkit.PlainHttpFront;
import dev.clickdeploy.adapter.buildkit.TestAuthority;
import dev.clickdeploy.adapter.registry.StubRegistry.Reply;
import dev.clickdeploy.adapter.registry.http.RegistryTrust;
import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.port.out.PortException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Registries that not everybody trusts. */
class TrustTest {
  private static final TestAuthority AUTHORITY = new TestAuthority();

  /** The loopback address in a form that is not on the list of those that are this machine. */
  private static final String ANOTHER = "[::ffff:7f00:1]";

  private static StubRegistry secure(String address) throws Exception {
    return new StubRegistry(
        InetAddress.getByName(address), AUTHORITY.server(), asked -> new Reply(200, ""));
  }

  private static PortException refused(OciRegistry registry) {
    PortException thrown = catchThrowableOfType(PortException.class, registry::check);
    assertThat(thrown.failure().type()).isEqualTo(FailureClass.REGISTRY);
    return thrown;
  }

  @Test
  void an_authority_of_ones_own_is_trusted_when_it_is_given() throws Exception {
    RegistryTrust trust = RegistryTrust.of(new TestAuthority().pem() + AUTHORITY.pem(), false);
    try (StubRegistry stub = secure("127.0.0.1");
        OciRegistry registry = OciRegistry.at(stub.url(), null, null, trust)) {
      assertThatCode(registry::check).doesNotThrowAnyException();
    }
  }

  @Test
  void a_certificate_that_nobody_but_itself_has_signed_is_trusted_when_it_is_given()
      throws Exception {
    TestAuthority.Identity self = AUTHORITY.identity("server");
    RegistryTrust trust = RegistryTrust.of(self.certificatePem(), false);
    try (StubRegistry stub =
            new StubRegistry(
                InetAddress.getLoopbackAddress(),
                AUTHORITY.server(self),
                asked -> new Reply(200, ""));
        OciRegistry registry = OciRegistry.at(stub.url(), null, null, trust)) {
      assertThatCode(registry::check).doesNotThrowAnyException();
    }
  }

  @Test
  void an_unknown_authority_is_refused_with_the_setting_for_it() throws Exception {
    try (StubRegistry stub = secure("127.0.0.1");
        OciRegistry none = OciRegistry.at(stub.url(), null, null);
        OciRegistry other =
            OciRegistry.at(
                stub.url(), null, null, RegistryTrust.of(new TestAuthority().pem(), false))) {
      for (OciRegistry registry : List.of(none, other)) {
        PortException failure = refused(registry);
        assertThat(failure).hasMessageContaining("signed by no authority that is trusted here");
        assertThat(failure.failure().mend()).contains("REGISTRY_CA");
      }
    }
  }

  @Test
  void a_certificate_for_another_name_is_refused_although_its_authority_is_trusted()
      throws Exception {
    try (StubRegistry stub = secure("127.0.0.2");
        OciRegistry registry =
            OciRegistry.at(stub.url(), null, null, RegistryTrust.of(AUTHORITY.pem(), false))) {
      PortException failure = refused(registry);

      assertThat(failure).hasMessageContaining("for another host name");
      assertThat(failure.failure().mend()).contains("REGISTRY_URL");
    }
  }

  @Test
  void a_registry_without_tls_is_told_apart_from_one_that_is_not_trusted() throws Exception {
    try (StubRegistry stub = new StubRegistry(asked -> new Reply(200, ""));
        PlainHttpFront plain =
            new PlainHttpFront(
                new InetSocketAddress("127.0.0.1", URI.create(stub.url()).getPort()));
        OciRegistry registry = OciRegistry.at("https://127.0.0.1:" + plain.port(), null, null)) {
      PortException failure = refused(registry);

      assertThat(failure).hasMessageContaining("does not speak TLS");
      assertThat(failure.failure().mend()).contains("REGISTRY_ALLOW_HTTP=true");
      assertThat(stub.asked()).isEmpty();
    }
  }

  @Test
  void another_machine_is_spoken_to_unencrypted_only_where_that_is_allowed() {
    TokenService tokens =
        new TokenService("me", "hush", InstantSource.system(), asked -> new Reply(200, ""));
    try (StubRegistry stub = new StubRegistry(tokens::answer)) {
      String url = "http://" + ANOTHER + ":" + URI.create(stub.url()).getPort();
      tokens.realm(url + "/service/token");
      assertThatThrownBy(() -> OciRegistry.at(url, "me", Secret.of("hush")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("unencrypted")
          .hasMessageContaining("REGISTRY_ALLOW_HTTP=true");

      try (OciRegistry registry =
          OciRegistry.at(url, "me", Secret.of("hush"), RegistryTrust.of(null, true))) {
        assertThatCode(registry::check).doesNotThrowAnyException();
        assertThat(stub.targets()).contains("/service/token?service=test-registry");
      }
    }
  }

  /** It has nothing to say about what listens on this machine only. */
  @Test
  void another_machine_leads_nobody_to_this_one() {
    try (StubRegistry secret = new StubRegistry(asked -> new Reply(200, ""));
        StubRegistry stub =
            new StubRegistry(asked -> new Reply(307, "", "Location", secret.url() + "/v2/"));
        OciRegistry registry =
            OciRegistry.at(
                "http://" + ANOTHER + ":" + URI.create(stub.url()).getPort(),
                null,
                null,
                RegistryTrust.of(null, true))) {
      assertThat(refused(registry)).hasMessageContaining("redirects");
      assertThat(secret.asked()).isEmpty();
    }
  }
}
