package dev.clickdeploy.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickdeploy.adapter.buildkit.TestAuthority;
import dev.clickdeploy.adapter.buildkit.TestAuthority.Identity;
import dev.clickdeploy.adapter.buildkit.endpoint.Endpoint;
import dev.clickdeploy.adapter.buildkit.transport.Tls;
import dev.clickdeploy.model.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildKitTlsTest {
  private static final String TCP = "tcp://buildkit.example:1234";

  @TempDir private Path directory;
  private String ca;
  private Identity client;

  @BeforeEach
  void write_certificates() throws Exception {
    TestAuthority authority = new TestAuthority();
    ca = authority.pem();
    client = authority.identity("client");
    Files.writeString(directory.resolve("ca.pem"), ca);
    Files.writeString(directory.resolve("cert.pem"), client.certificatePem());
    Files.writeString(directory.resolve("key.pem"), client.keyPem());
  }

  private String file(String name) {
    return directory.resolve(name).toString();
  }

  private static List<Endpoint> endpoints(String addresses, Map<String, String> more) {
    Map<String, String> variables = new HashMap<>(more);
    variables.put("BUILDKIT_ADDRESS", addresses);
    return Settings.of(variables).buildkit().endpoints();
  }

  private static void refused(Map<String, String> more, String... words) {
    assertThatThrownBy(() -> endpoints(TCP, more))
        .isInstanceOf(SettingException.class)
        .hasMessageContainingAll(words)
        .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
  }

  @Test
  void a_directory_has_the_certificates_as_dockers_has() throws Exception {
    Tls tls = new Tls(ca, client.certificatePem(), Secret.of(client.keyPem()), null);

    assertThat(endpoints(TCP, Map.of("CLICKDEPLOY_BUILDKIT_CERTIFICATES", directory.toString())))
        .containsExactly(new Endpoint(TCP, tls));
  }

  @Test
  void each_file_can_be_given_by_itself_and_wins_over_the_directorys() throws Exception {
    String other = new TestAuthority().pem();
    Files.writeString(directory.resolve("other.pem"), other);

    assertThat(
            endpoints(
                TCP,
                Map.of(
                    "CLICKDEPLOY_BUILDKIT_CERTIFICATES", directory.toString(),
                    "CLICKDEPLOY_BUILDKIT_CA", file("other.pem"),
                    "CLICKDEPLOY_BUILDKIT_SERVER_NAME", "daemon")))
        .extracting(Endpoint::tls)
        .containsExactly(
            new Tls(other, client.certificatePem(), Secret.of(client.keyPem()), "daemon"));
    assertThat(endpoints(TCP, Map.of("CLICKDEPLOY_BUILDKIT_CA", file("ca.pem"))))
        .containsExactly(new Endpoint(TCP, Tls.trusting(ca)));
  }

  @Test
  void only_tcp_is_secured() {
    assertThat(
            endpoints(
                TCP + ",unix:///run/buildkit.sock",
                Map.of("CLICKDEPLOY_BUILDKIT_CA", file("ca.pem"))))
        .containsExactly(
            new Endpoint(TCP, Tls.trusting(ca)), Endpoint.at("unix:///run/buildkit.sock"));
    assertThatThrownBy(
            () ->
                endpoints(
                    "unix:///run/buildkit.sock", Map.of("CLICKDEPLOY_BUILDKIT_CA", file("ca.pem"))))
        .isInstanceOf(SettingException.class)
        .hasMessageContainingAll("CLICKDEPLOY_BUILDKIT_CA", "tcp://");
  }

  @Test
  void what_is_missing_or_no_certificate_is_named_with_its_variable() throws Exception {
    Files.writeString(directory.resolve("text.pem"), "hunter2");

    refused(
        Map.of("CLICKDEPLOY_BUILDKIT_CA", file("nowhere.pem")),
        "CLICKDEPLOY_BUILDKIT_CA",
        "nowhere.pem cannot be read");
    refused(
        Map.of("CLICKDEPLOY_BUILDKIT_CA", file("text.pem")),
        "CLICKDEPLOY_BUILDKIT_CA",
        "text.pem is no PEM");
    refused(
        Map.of("CLICKDEPLOY_BUILDKIT_CERTIFICATES", file("empty")),
        "CLICKDEPLOY_BUILDKIT_CERTIFICATES",
        "ca.pem, cert.pem and key.pem");
    refused(
        Map.of("CLICKDEPLOY_BUILDKIT_CERTIFICATE", file("cert.pem")),
        "CLICKDEPLOY_BUILDKIT_CERTIFICATE and CLICKDEPLOY_BUILDKIT_KEY");
  }

  @Test
  void a_key_that_cannot_be_read_is_not_repeated() throws Exception {
    Files.writeString(directory.resolve("key.pem"), "-----BEGIN RSA PRIVATE KEY-----\nhunter2\n");

    Map<String, String> wrong = Map.of("CLICKDEPLOY_BUILDKIT_CERTIFICATES", directory.toString());

    refused(wrong, "CLICKDEPLOY_BUILDKIT_CERTIFICATES", "PKCS#8");
    assertThatThrownBy(() -> endpoints(TCP, wrong)).hasMessageNotContaining("hunter2");
  }
}
