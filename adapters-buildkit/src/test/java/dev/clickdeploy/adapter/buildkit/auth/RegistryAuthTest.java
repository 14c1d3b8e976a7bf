package dev.clickdeploy.adapter.buildkit.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.clickdeploy.adapter.buildkit.TestAuthority;
import dev.clickdeploy.adapter.buildkit.proto.auth.CredentialsRequest;
import dev.clickdeploy.adapter.buildkit.proto.auth.CredentialsResponse;
import dev.clickdeploy.adapter.buildkit.proto.auth.FetchTokenRequest;
import dev.clickdeploy.adapter.buildkit.proto.auth.FetchTokenResponse;
import dev.clickdeploy.adapter.buildkit.proto.auth.GetTokenAuthorityRequest;
import dev.clickdeploy.adapter.buildkit.proto.auth.GetTokenAuthorityResponse;
import dev.clickdeploy.adapter.buildkit.proto.auth.VerifyTokenAuthorityRequest;
import dev.clickdeploy.adapter.buildkit.proto.auth.VerifyTokenAuthorityResponse;
import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.image.RegistryHost;
import dev.clickdeploy.model.image.RegistryLogin;
import io.grpc.Status;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RegistryAuthTest {
  private final RegistryAuth auth =
      new RegistryAuth(
          List.of(login("harbor.example:8443", "robot$builder"), login("docker.io", "hub-account")),
          RegistryAccess.USUAL);
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private HttpServer tokens;
  private volatile int status = 200;
  private volatile String answer = "{\"token\":\"t0ken\",\"expires_in\":300}";

  private static RegistryLogin login(String host, String username) {
    return new RegistryLogin(new RegistryHost(host), username, Secret.of("hunter2"));
  }

  @BeforeEach
  void serve_tokens() throws IOException {
    tokens = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    tokens.createContext("/", this::serve);
    tokens.start();
  }

  private void serve(HttpExchange exchange) throws IOException {
    requests.add(
        exchange.getRequestURI() + " " + exchange.getRequestHeaders().getFirst("Authorization"));
    byte[] body = answer.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @AfterEach
  void stop() {
    tokens.stop(0);
  }

  private CredentialsResponse credentials(String host) {
    Reply<CredentialsResponse> reply = new Reply<>();
    auth.credentials(CredentialsRequest.newBuilder().setHost(host).build(), reply);
    return reply.value();
  }

  private Reply<FetchTokenResponse> token(String host, String realm) {
    return token(auth, host, realm);
  }

  private static Reply<FetchTokenResponse> token(RegistryAuth auth, String host, String realm) {
    Reply<FetchTokenResponse> reply = new Reply<>();
    auth.fetchToken(
        FetchTokenRequest.newBuilder()
            .setHost(host)
            .setRealm(realm)
            .setService("harbor-registry")
            .addScopes("repository:a/b:pull,push")
            .addScopes("repository:c d:pull")
            .build(),
        reply);
    return reply;
  }

  private String realm() {
    return "http://127.0.0.1:" + tokens.getAddress().getPort() + "/service/token";
  }

  @Test
  void credentials_go_to_their_own_host_only() {
    assertThat(credentials("harbor.example:8443").getUsername()).isEqualTo("robot$builder");
    assertThat(credentials("harbor.example:8443").getSecret()).isEqualTo("hunter2");
    for (String other : List.of("harbor.example", "evil.example", "", "harbor.example:8443.evil")) {
      assertThat(credentials(other)).isEqualTo(CredentialsResponse.getDefaultInstance());
    }
  }

  @Test
  void docker_hub_is_known_by_the_name_that_the_daemon_uses() {
    assertThat(credentials("registry-1.docker.io").getUsername()).isEqualTo("hub-account");
  }

  @Test
  void a_token_is_fetched_with_the_login() {
    FetchTokenResponse token = token("harbor.example:8443", realm()).value();

    assertThat(token.getToken()).isEqualTo("t0ken");
    assertThat(token.getExpiresIn()).isEqualTo(300);
    assertThat(requests)
        .containsExactly(
            "/service/token?service=harbor-registry&scope=repository%3Aa%2Fb%3Apull%2Cpush"
                + "&scope=repository%3Ac+d%3Apull Basic cm9ib3QkYnVpbGRlcjpodW50ZXIy");
  }

  @Test
  void a_token_under_its_other_name_and_without_an_end_is_accepted() {
    answer = "{\"access_token\":\"other\"}";

    FetchTokenResponse token = token("harbor.example:8443", realm()).value();

    assertThat(token.getToken()).isEqualTo("other");
    assertThat(token.getExpiresIn()).isEqualTo(60);
  }

  @Test
  void a_refused_login_is_unauthenticated_and_keeps_its_password_to_itself() {
    status = 401;

    Status error = token("harbor.example:8443", realm()).error();

    assertThat(error.getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
    assertThat(error.getDescription()).contains("harbor.example:8443").doesNotContain("hunter2");
  }

  @Test
  void an_answer_without_a_token_is_not_repeated() {
    answer = "{\"tok: s3cret";

    Status error = token("harbor.example:8443", realm()).error();

    assertThat(error.getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(error.getDescription()).contains("not JSON").doesNotContain("s3cret");
  }

  @Test
  void no_token_is_fetched_for_another_host() {
    assertThat(token("evil.example", realm()).error().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(requests).isEmpty();
  }

  @Test
  void the_password_does_not_travel_in_the_clear() {
    Status error = token("harbor.example:8443", "http://tokens.example/").error();

    assertThat(error.getDescription()).contains("https only");
  }

  @Test
  void it_travels_in_the_clear_where_that_is_allowed_for_its_own_registry() {
    RegistryAuth allowing =
        new RegistryAuth(
            List.of(login("plain.example", "a"), login("harbor.example", "b")),
            new RegistryAccess(Set.of(new RegistryHost("plain.example")), null));
    String nowhere = "http://tokens.invalid/";

    assertThat(token(allowing, "plain.example", nowhere).error().getDescription())
        .contains("cannot be reached");
    assertThat(token(allowing, "harbor.example", nowhere).error().getDescription())
        .contains("https only");
  }

  @Test
  void a_token_service_is_trusted_by_the_authority_that_is_given() throws Exception {
    TestAuthority authority = new TestAuthority();
    HttpsServer secure =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    secure.setHttpsConfigurator(new HttpsConfigurator(authority.server()));
    secure.createContext("/", this::serve);
    secure.start();
    try {
      RegistryAuth trusting =
          new RegistryAuth(
              List.of(login("harbor.example", "a")),
              new RegistryAccess(Set.of(), authority.server()));
      String realm = "https://127.0.0.1:%d/token".formatted(secure.getAddress().getPort());

      assertThat(token(trusting, "harbor.example", realm).value().getToken()).isEqualTo("t0ken");
      assertThat(token(auth, "harbor.example:8443", realm).error().getDescription())
          .contains("cannot be reached");
    } finally {
      secure.stop(0);
    }
  }

  @Test
  void the_authority_proves_that_it_has_the_credentials() throws Exception {
    ByteString salt = ByteString.copyFrom(new byte[32]);
    byte[] payload = "payload".getBytes(StandardCharsets.UTF_8);

    byte[] key = authority("harbor.example:8443", salt).value().getPublicKey().toByteArray();
    Reply<VerifyTokenAuthorityResponse> reply = new Reply<>();
    auth.verifyTokenAuthority(
        VerifyTokenAuthorityRequest.newBuilder()
            .setHost("harbor.example:8443")
            .setSalt(salt)
            .setPayload(ByteString.copyFrom(payload))
            .build(),
        reply);

    byte[] signed = reply.value().getSigned().toByteArray();
    assertThat(key).hasSize(32);
    assertThat(signed).hasSize(64 + payload.length).endsWith(payload);
    // RFC 8410: how X.509 wraps a raw key
    byte[] wrapped = HexFormat.of().parseHex("302a300506032b6570032100" + hex(key));
    Signature signature = Signature.getInstance("Ed25519");
    signature.initVerify(
        KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(wrapped)));
    signature.update(payload);
    assertThat(signature.verify(signed, 0, 64)).isTrue();
  }

  @Test
  void another_host_has_no_authority_so_that_the_daemon_asks_as_anybody() {
    assertThat(authority("evil.example", ByteString.EMPTY).error().getCode())
        .isEqualTo(Status.Code.UNAVAILABLE);
  }

  private Reply<GetTokenAuthorityResponse> authority(String host, ByteString salt) {
    Reply<GetTokenAuthorityResponse> reply = new Reply<>();
    auth.getTokenAuthority(
        GetTokenAuthorityRequest.newBuilder().setHost(host).setSalt(salt).build(), reply);
    return reply;
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
