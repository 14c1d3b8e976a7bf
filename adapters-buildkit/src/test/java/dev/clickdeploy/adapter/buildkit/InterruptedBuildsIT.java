package dev.clickdeploy.adapter.buildkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.clickdeploy.model.build.BuildEvent;
import dev.clickdeploy.model.build.BuildOutcome;
import dev.clickdeploy.model.build.BuildOutcome.Built;
import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.model.image.ImageReference;
import dev.clickdeploy.model.job.Cancellation;
import dev.clickdeploy.port.out.PortException;
import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The daemon's connection breaks, or the build is cancelled, while something is under way. */
class InterruptedBuildsIT {
  private static final int SIZE = 30 << 20;

  private final String unique = RealParts.unique();
  private final String seconds = "47" + System.nanoTime() % 100_000;
  private final ImageReference image = RealParts.image();
  private final Events events = new Events();
  private final Cancellation cancellation = new Cancellation();
  private final InMemoryTree tree = InMemoryTree.of(Map.of("small", unique)).with("large", noise());
  private Bridge bridge;
  private BuildKit throughBridge;

  private static byte[] noise() {
    byte[] noise = new byte[SIZE];
    new Random().nextBytes(noise);
    return noise;
  }

  @BeforeEach
  void open() throws Exception {
    bridge = Bridge.tcp();
    throughBridge = BuildKit.connect(bridge.address());
  }

  @AfterEach
  void close() throws Exception {
    throughBridge.close();
    bridge.close();
  }

  private Requests copying() {
    return Requests.of(tree).scope(unique).generated("FROM scratch\nCOPY . /\n").push(image);
  }

  private Requests sleeping() {
    return Requests.of(tree)
        .scope(unique)
        .generated("FROM debian:trixie-slim\nCOPY . /\nRUN sleep " + seconds + "\n")
        .push(image);
  }

  private boolean sleeps() {
    return ProcessHandle.allProcesses()
        .anyMatch(p -> p.info().arguments().map(a -> List.of(a).contains(seconds)).orElse(false));
  }

  /** How a build through the bridge ends, which is disturbed when it is told to be. */
  private CompletableFuture<Object> begun(Requests requests, Consumer<BuildEvent> also) {
    return CompletableFuture.supplyAsync(
        () -> {
          BuildOutcome[] outcome = new BuildOutcome[1];
          Throwable thrown =
              catchThrowable(
                  () ->
                      outcome[0] =
                          throughBridge.build(requests.build(), events.and(also), cancellation));
          return thrown == null ? outcome[0] : thrown;
        },
        task -> Thread.ofVirtual().start(task));
  }

  private CompletableFuture<Object> uploading() {
    bridge.pauseAfter(SIZE / 2);
    CompletableFuture<Object> end = begun(copying(), event -> {});
    await().atMost(Duration.ofMinutes(1)).until(() -> bridge.bytesUp() > SIZE / 2);
    return end;
  }

  private void dies() {
    try {
      bridge.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static void assertRetryable(CompletableFuture<Object> end) throws Exception {
    Object ended = end.get(30, TimeUnit.SECONDS);
    assertThat(ended).isInstanceOf(PortException.class);
    assertThat(((PortException) ended).failure().type()).isEqualTo(FailureClass.INFRASTRUCTURE);
  }

  private void assertTheNextAttemptIsRight() throws Exception {
    try (BuildKit direct = RealParts.buildKit()) {
      BuildOutcome outcome = direct.build(copying().build(), new Events(), new Cancellation());

      assertThat(outcome).isInstanceOf(Built.class);
      assertThat(RegistryProbe.open().digest(image)).isEqualTo(((Built) outcome).digest());
    }
    Map<String, TarEntry> files = RegistryProbe.open().files(image);
    assertThat(files.get("small").text()).isEqualTo(unique);
    byte[] sent = tree.open(tree.find("large").orElseThrow()).readAllBytes();
    assertThat(files.get("large").content()).isEqualTo(sent);
  }

  @Test
  void a_daemon_that_dies_during_the_upload_leaves_nothing_wrong_behind() throws Exception {
    CompletableFuture<Object> end = uploading();

    dies();

    assertRetryable(end);
    assertTheNextAttemptIsRight();
  }

  @Test
  void a_daemon_that_dies_during_a_step_ends_the_step() throws Exception {
    CompletableFuture<Object> end = begun(sleeping(), event -> {});
    await().atMost(Duration.ofMinutes(1)).until(this::sleeps);

    dies();

    assertRetryable(end);
    await().atMost(Duration.ofSeconds(5)).until(() -> !sleeps());
  }

  @Test
  void a_daemon_that_dies_during_the_push_leaves_nothing_wrong_behind() throws Exception {
    CompletableFuture<Object> end =
        begun(
            copying(),
            event -> {
              if (event instanceof BuildEvent.PushStarted) {
                dies();
              }
            });

    assertRetryable(end);
    assertTheNextAttemptIsRight();
  }

  @Test
  void an_upload_is_cancelled() throws Exception {
    CompletableFuture<Object> end = uploading();

    cancellation.cancel();
    bridge.resume();

    assertCancelledWithoutTrace(end);
    assertTheNextAttemptIsRight();
  }

  @Test
  void a_pull_is_cancelled() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
      String base = "127.0.0.1:" + silent.getLocalPort() + "/never/answers:" + unique;
      CompletableFuture<Object> end =
          begun(Requests.of(tree).generated("FROM " + base + "\n").push(image), event -> {});
      silent.setSoTimeout(60_000);
      try (Socket daemon = silent.accept()) {
        daemon.setSoTimeout(10_000);
        cancellation.cancel();

        assertCancelledWithoutTrace(end);
        // ends only when the daemon lets go
        assertThat(daemon.getInputStream().readAllBytes()).isNotEmpty();
      }
    }
    assertThat(RegistryProbe.open().has(image)).isFalse();
  }

  @Test
  void a_step_is_cancelled() throws Exception {
    CompletableFuture<Object> end = begun(sleeping(), event -> {});
    await().atMost(Duration.ofMinutes(1)).until(this::sleeps);

    cancellation.cancel();

    assertCancelledWithoutTrace(end);
    assertThat(RegistryProbe.open().has(image)).isFalse();
  }

  @Test
  void a_push_is_cancelled() throws Exception {
    CompletableFuture<Object> end =
        begun(
            copying(),
            event -> {
              if (event instanceof BuildEvent.PushStarted) {
                cancellation.cancel();
              }
            });

    assertCancelledWithoutTrace(end);
    assertTheNextAttemptIsRight();
  }

  private void assertCancelledWithoutTrace(CompletableFuture<Object> end) throws Exception {
    assertThat(end.get(10, TimeUnit.SECONDS)).isInstanceOf(BuildOutcome.Cancelled.class);
    await().atMost(Duration.ofSeconds(1)).until(() -> !sleeps());
    throughBridge.close();
    assertThat(
            Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("buildkit-"))
                .collect(Collectors.toSet()))
        .isEmpty();
  }
}
