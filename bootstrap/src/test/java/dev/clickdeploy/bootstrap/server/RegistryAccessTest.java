package dev.clickdeploy.bootstrap.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.clickdeploy.adapter.buildkit.TestAuthority;
import dev.clickdeploy.adapter.buildkit.auth.RegistryAccess;
import dev.clickdeploy.bootstrap.settings.SettingException;
import dev.clickdeploy.bootstrap.settings.Settings;
import dev.clickdeploy.model.image.RegistryHost;
import dev.clickdeploy.port.out.PortException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the settings to a registry that answers. */
class RegistryAccessTest {
  @TempDir private Path directory;

  @Test
  void a_registry_under_an_authority_of_ones_own_answers() throws Exception {
    TestAuthority authority = new TestAuthority();
    String ca = Files.writeString(directory.resolve("ca.pem"), authority.pem()).toString();
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(authority.server()));
    server.createContext("/", exchange -> exchange.sendResponseHeaders(200, -1));
    server.start();
    String url = "https://127.0.0.1:" + server.getAddress().getPort();
    Settings trusting = Settings.of(Map.of("REGISTRY_URL", url, "REGISTRY_CA", ca));
    try (OpenRegistry registry = Wiring.registry(trusting);
        OpenRegistry other = Wiring.registry(Settings.of(Map.of("REGISTRY_URL", url)))) {
      assertThatCode(registry::check).doesNotThrowAnyException();
      assertThatThrownBy(other::check)
          .isInstanceOf(PortException.class)
          .hasMessageContaining("no authority that is trusted here");
    } finally {
      server.stop(0);
    }
    assertThat(Wiring.access(trusting).tls()).isNotNull();
    assertThat(Wiring.access(trusting).plainHttp()).isEmpty();
  }

  @Test
  void builders_are_told_of_a_registry_that_is_spoken_to_unencrypted() {
    Settings allowed =
        Settings.of(
            Map.of("REGISTRY_URL", "http://harbor.example:5000/x", "REGISTRY_ALLOW_HTTP", "true"));

    assertThat(Wiring.access(allowed).plainHttp())
        .containsExactly(new RegistryHost("harbor.example:5000"));
    assertThat(Wiring.access(Settings.of(Map.of()))).isEqualTo(RegistryAccess.USUAL);
    assertThat(Wiring.access(Settings.of(Map.of("REGISTRY_URL", "http://localhost:5000"))))
        .isEqualTo(RegistryAccess.USUAL);
    Settings forbidden = Settings.of(Map.of("REGISTRY_URL", "http://harbor.example"));
    assertThatThrownBy(() -> Wiring.registry(forbidden))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining("REGISTRY_ALLOW_HTTP=true");
  }
}
