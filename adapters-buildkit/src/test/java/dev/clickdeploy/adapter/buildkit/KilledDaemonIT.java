package dev.clickdeploy.adapter.buildkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.clickdeploy.model.build.BuildEvent;
import dev.clickdeploy.model.build.BuildOutcome;
import dev.clickdeploy.model.build.BuildOutcome.Built;
import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.model.image.ImageReference;
import dev.clickdeploy.model.job.Cancellation;
import dev.clickdeploy.port.out.PortException;
import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The daemon itself is killed in each phase of a build, and started anew on what it has left. */
class KilledDaemonIT {
  private static final String COPY = "FROM scratch\nCOPY . /\n";

  private final String unique = RealParts.unique();
  private final String seconds = "49" + System.nanoTime() % 100_000;
  private final ImageReference image = RealParts.image();
  private final byte[] noise = new byte[30 << 20];
  private final Events events = new Events();
  private InMemoryTree tree;
  private OwnEngine engine;
  private BuildKit buildKit;

  @TempDir private Path home;

  @BeforeEach
  void start() throws IOException {
    new Random().nextBytes(noise);
    tree = InMemoryTree.of(Map.of("small", unique)).with("large", noise);
    engine = OwnEngine.start(home);
    buildKit = BuildKit.connect(engine.address());
  }

  @AfterEach
  void stop() throws IOException {
    buildKit.close();
    engine.close();
  }

  private void assertLost(Requests requests, Consumer<BuildEvent> also) {
    PortException thrown =
        catchThrowableOfType(
            PortException.class,
            () -> buildKit.build(requests.build(), events.and(also), new Cancellation()));

    assertThat(thrown.failure().type()).isEqualTo(FailureClass.INFRASTRUCTURE);
    assertThat(thrown.isRetryable()).isTrue();
    assertThat(thrown).hasMessageContaining(engine.address());
  }

  private void assertBuilds(InMemoryTree sources) throws Exception {
    BuildOutcome outcome =
        buildKit.build(
            Requests.of(sources).scope(unique).generated(COPY).push(image).build(),
            new Events(),
            new Cancellation());

    assertThat(outcome).isInstanceOf(Built.class);
    RegistryProbe registry = RegistryProbe.open();
    assertThat(registry.digest(image)).isEqualTo(((Built) outcome).digest());
    Map<String, TarEntry> files = registry.files(image);
    assertThat(files.get("large").content()).isEqualTo(noise);
    assertThat(files.get("small").content())
        .isEqualTo(sources.open(sources.find("small").orElseThrow()).readAllBytes());
  }

  private boolean sleeps() {
    return ProcessHandle.allProcesses()
        .anyMatch(p -> p.info().arguments().map(a -> List.of(a).contains(seconds)).orElse(false));
  }

  @Test
  void killed_during_the_upload_it_is_used_again_once_it_is_back() throws Exception {
    CountDownLatch uploading = new CountDownLatch(1);
    GeneratedTree endless =
        new GeneratedTree(
            1L << 30,
            () -> {
              uploading.countDown();
              return new SlowStream();
            });
    CompletableFuture<Void> killed =
        CompletableFuture.runAsync(
            () -> {
              await().atMost(Duration.ofMinutes(1)).until(() -> uploading.getCount() == 0);
              engine.kill();
            });

    assertLost(Requests.of(endless).scope(unique).generated(COPY).push(image), event -> {});

    killed.get(10, TimeUnit.SECONDS);
    engine.start();
    assertBuilds(tree);
  }

  @Test
  void killed_during_a_step_it_is_used_again_once_it_is_back() throws Exception {
    CompletableFuture<Void> killed =
        CompletableFuture.runAsync(
            () -> {
              await().atMost(Duration.ofMinutes(1)).until(this::sleeps);
              engine.kill();
            });

    assertLost(
        Requests.of(tree)
            .generated("FROM debian:trixie-slim\nRUN sleep " + seconds + "\n")
            .push(image),
        event -> {});

    killed.get(10, TimeUnit.SECONDS);
    assertThat(sleeps()).isFalse();
    assertThat(RegistryProbe.open().has(image)).isFalse();
    engine.start();
    assertBuilds(tree);
  }

  @Test
  void killed_during_the_push_it_is_used_again_once_it_is_back() throws Exception {
    assertLost(
        Requests.of(tree).scope(unique).generated(COPY).push(image),
        event -> {
          if (event instanceof BuildEvent.PushStarted) {
            engine.kill();
          }
        });

    engine.start();
    assertBuilds(tree);
  }

  @Test
  void started_anew_it_gets_what_has_changed_since_it_was_killed() throws Exception {
    assertBuilds(tree);
    engine.kill();
    engine.start();

    assertBuilds(tree.with("small", (unique + " changed").getBytes()));
  }
}
