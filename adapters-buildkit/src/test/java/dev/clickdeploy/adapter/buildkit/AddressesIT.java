package dev.clickdeploy.adapter.buildkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.clickdeploy.model.build.BuildOutcome;
import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.model.image.ImageReference;
import dev.clickdeploy.model.job.Cancellation;
import dev.clickdeploy.port.out.PortException;
import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AddressesIT {
  @TempDir private Path directory;

  @Test
  void a_unix_socket_reaches_the_daemon() throws Exception {
    try (Bridge bridge = Bridge.unix(directory.resolve("buildkitd.sock"))) {
      builds_and_pushes(bridge.address());
    }
  }

  @Test
  void a_tcp_port_reaches_the_daemon() throws Exception {
    try (Bridge bridge = Bridge.tcp()) {
      builds_and_pushes(bridge.address());
    }
  }

  @Test
  void an_engines_own_socket_reaches_the_daemon() throws Exception {
    builds_and_pushes("docker://" + RealParts.get("docker.socket"));
  }

  @Test
  void an_engine_that_no_longer_upgrades_is_spoken_to_plainly() throws Exception {
    Path socket = directory.resolve("docker.sock");
    Path plain = directory.resolve("plain.sock");
    try (Bridge bridge = Bridge.unix(plain);
        LaterEngine engine = new LaterEngine(socket, plain)) {
      builds_and_pushes("docker://" + socket);

      assertThat(engine.upgrades()).isEqualTo(1);
      assertThat(bridge.bytesUp()).isPositive();
    }
  }

  @Test
  void an_engine_without_buildkit_is_told_by_its_refusal() throws Exception {
    Path socket = directory.resolve("docker.sock");
    try (LaterEngine engine = new LaterEngine(socket, directory.resolve("nothing.sock"));
        BuildKit buildKit = BuildKit.connect("docker://" + socket)) {
      // often, so that some call comes before the channel knows that its connection failed
      for (int times = 1; times <= 500; times++) {
        assertThat(catchThrowableOfType(PortException.class, buildKit::check))
            .hasMessageContaining("404 Not Found");
        // gRPC may have tried by itself meanwhile
        assertThat(engine.upgrades()).isGreaterThanOrEqualTo(times);
      }
    }
  }

  private static void builds_and_pushes(String address) throws Exception {
    ImageReference image = RealParts.image();
    try (BuildKit buildKit = BuildKit.connect(address)) {
      assertThat(buildKit.check()).contains("BuildKit").contains(address).contains("linux/");

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
  void a_daemon_that_dies_during_a_build_is_an_infrastructure_failure() throws Exception {
    Events events = new Events();
    String word = "started" + RealParts.unique();
    try (Bridge bridge = Bridge.tcp();
        BuildKit buildKit = BuildKit.connect(bridge.address())) {
      String address = bridge.address();
      CompletableFuture<PortException> failure =
          CompletableFuture.supplyAsync(
              () ->
                  catchThrowableOfType(
                      PortException.class,
                      () ->
                          buildKit.build(
                              Requests.of(InMemoryTree.empty())
                                  .generated(
                                      "FROM debian:trixie-slim\nRUN echo %s; sleep 600\n"
                                          .formatted(word))
                                  .build(),
                              events,
                              new Cancellation())));
      await().atMost(Duration.ofMinutes(1)).until(() -> events.output().contains(word));

      bridge.close();

      PortException thrown = failure.get();
      assertThat(thrown.failure().type()).isEqualTo(FailureClass.INFRASTRUCTURE);
      assertThat(thrown).hasMessageContaining(address);
    }
  }

  @Test
  void a_daemon_that_comes_back_is_used_again() throws Exception {
    Path socket = directory.resolve("again.sock");
    try (BuildKit buildKit = BuildKit.connect("unix://" + socket)) {
      try (Bridge first = Bridge.unix(socket)) {
        assertThat(buildKit.check()).contains(first.address());
      }
      Files.delete(socket);
      assertThat(catchThrowableOfType(PortException.class, buildKit::check)).isNotNull();

      try (Bridge second = Bridge.unix(socket)) {
        assertThat(buildKit.check()).contains(second.address());
      }
    }
  }
}
