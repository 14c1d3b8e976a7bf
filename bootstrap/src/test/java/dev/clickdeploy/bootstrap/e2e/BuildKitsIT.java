package dev.clickdeploy.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clickdeploy.adapter.buildkit.Bridge;
import dev.clickdeploy.adapter.buildkit.OwnEngine;
import dev.clickdeploy.adapter.buildkit.TestAuthority;
import dev.clickdeploy.adapter.buildkit.TestAuthority.Identity;
import dev.clickdeploy.adapter.buildkit.TlsFront;
import dev.clickdeploy.adapter.git.GitHost;
import dev.clickdeploy.bootstrap.doctor.Doctor;
import dev.clickdeploy.bootstrap.settings.Settings;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several ways to the engine, which die and are secured each by itself. */
class BuildKitsIT {
  @TempDir Path home;
  private GitHost git;
  private Bridge one;
  private Bridge two;
  private Map<String, String> variables;

  @BeforeEach
  void open() throws Exception {
    git = GitHost.start(home.resolve("git"));
    one = Bridge.unix(home.resolve("one.sock"));
    two = Bridge.unix(home.resolve("two.sock"));
    variables = Platform.variables(home.resolve("data"), RealParts.freshDatabase());
    variables.put("BUILDKIT_ADDRESS", one.address() + "," + two.address());
  }

  @AfterEach
  void close() throws Exception {
    one.close();
    two.close();
    git.close();
  }

  @Test
  void a_build_whose_daemon_dies_goes_on_at_another_one() throws Exception {
    String command = "sleep 3 && date > /made-" + System.nanoTime();
    git.commit("slow", Apps.dockerfile("FROM debian:trixie-slim\nRUN " + command + "\n"), "Slow");
    try (Platform platform = Platform.start(variables)) {
      String id = platform.deploy(platform.service(git.url("slow"), Map.of()));
      await().atMost(Duration.ofMinutes(1)).until(() -> ProcessTree.runs(command));

      Bridge carrying = one.bytesUp() > two.bytesUp() ? one : two;
      String address = carrying.address();
      carrying.close();

      JsonNode ended = platform.succeeded(id);
      assertThat(platform.log(id))
          .contains("attempt 1 of 3 failed")
          .contains(address)
          .doesNotContain("attempt 2 of 3 failed");
      String reference = ended.path("image").path("reference").asText();
      assertThat(RegistryProbe.digest(reference))
          .isEqualTo(ended.path("image").path("digest").asText());
      assertThat(platform.api.getRoot("/readyz").status()).isEqualTo(200);
    }
  }

  @Test
  void a_build_whose_daemon_is_killed_is_tried_again_once_it_is_back() throws Exception {
    String command = "sleep 2 && date > /made-" + System.nanoTime();
    git.commit("slow", Apps.dockerfile("FROM debian:trixie-slim\nRUN " + command + "\n"), "Slow");
    try (OwnEngine engine = OwnEngine.start(Files.createDirectory(home.resolve("e")))) {
      variables.put("BUILDKIT_ADDRESS", engine.address());
      // a killed engine takes some seconds to come back
      variables.put("CLICKDEPLOY_RETRY_DELAY", "10s");
      try (Platform platform = Platform.start(variables)) {
        String id = platform.deploy(platform.service(git.url("slow"), Map.of()));
        await().atMost(Duration.ofMinutes(1)).until(() -> ProcessTree.runs(command));

        engine.kill();
        assertThat(ProcessTree.runs(command)).isFalse();
        engine.start();

        JsonNode ended = platform.succeeded(id);
        assertThat(platform.log(id)).contains("attempt 1 of 3 failed").contains(engine.address());
        assertThat(RegistryProbe.digest(ended.path("image").path("reference").asText()))
            .isEqualTo(ended.path("image").path("digest").asText());
      }
    }
  }

  @Test
  void the_doctor_looks_at_each_daemon() throws Exception {
    String alive = one.address();
    String dead = two.address();
    two.close();

    String report = doctor(1);

    assertThat(report.lines().filter(line -> line.contains(" BuildKit ")))
        .hasSize(2)
        .anySatisfy(
            line -> assertThat(line).startsWith("ok ").contains(alive).contains("linux/amd64"))
        .anySatisfy(line -> assertThat(line).startsWith("WRONG ").contains(dead));
    assertThat(report).contains("1 of 7 need attention");
  }

  @Test
  void a_tcp_port_that_demands_a_certificate_builds_for_who_shows_one() throws Exception {
    TestAuthority authority = new TestAuthority();
    Identity client = authority.identity("client");
    Path certificates = Files.createDirectories(home.resolve("certificates"));
    Files.writeString(certificates.resolve("ca.pem"), authority.pem());
    Files.writeString(certificates.resolve("cert.pem"), client.certificatePem());
    Files.writeString(certificates.resolve("key.pem"), client.keyPem());
    git.commit("secured", Apps.STATIC, "Secured");
    try (Bridge tcp = Bridge.tcp();
        TlsFront front = new TlsFront(authority.server(), tcp.address())) {
      variables.put("BUILDKIT_ADDRESS", front.address("localhost"));
      assertThat(doctor(1)).contains("WRONG BuildKit").contains("TLS");

      variables.put("CLICKDEPLOY_BUILDKIT_CERTIFICATES", certificates.toString());

      assertThat(doctor(0)).contains("all is well");
      try (Platform platform = Platform.start(variables)) {
        platform.succeeded(platform.deploy(platform.service(git.url("secured"), Map.of())));
      }
    }
  }

  private String doctor(int status) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(Doctor.run(Settings.of(variables), new PrintStream(out, true))).isEqualTo(status);
    return out.toString(StandardCharsets.UTF_8);
  }
}
