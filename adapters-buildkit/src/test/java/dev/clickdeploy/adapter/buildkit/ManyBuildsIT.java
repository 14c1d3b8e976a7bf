package dev.clickdeploy.adapter.buildkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clickdeploy.adapter.buildkit.endpoint.EndpointStatus;
import dev.clickdeploy.model.build.BuildOutcome;
import dev.clickdeploy.model.image.ImageReference;
import dev.clickdeploy.model.job.Cancellation;
import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ManyBuildsIT {
  @Test
  void eight_builds_at_once_each_get_their_own_image() throws Exception {
    List<ImageReference> images = new ArrayList<>();
    List<CompletableFuture<BuildOutcome>> builds = new ArrayList<>();
    try (BuildKit buildKit = RealParts.buildKit()) {
      String scope = RealParts.unique();
      for (int i = 0; i < 8; i++) {
        InMemoryTree tree = InMemoryTree.of(Map.of("number", "build " + i));
        for (int f = 0; f < 50; f++) {
          tree = tree.with("f" + f, new byte[20_000]);
        }
        images.add(RealParts.image());
        Requests requests =
            Requests.of(tree)
                .scope(scope)
                .generated("FROM debian:trixie-slim\nCOPY . /app\nRUN cat /app/number\n")
                .push(images.get(i));
        builds.add(
            CompletableFuture.supplyAsync(
                () -> buildKit.build(requests.build(), new Events(), new Cancellation()),
                task -> Thread.ofVirtual().start(task)));
      }
      for (int i = 0; i < 8; i++) {
        assertThat(builds.get(i).get()).isInstanceOf(BuildOutcome.Built.class);
      }
    }
    for (int i = 0; i < 8; i++) {
      assertThat(RegistryProbe.open().files(images.get(i)).get("app/number").text())
          .isEqualTo("build " + i);
    }
  }

  @Test
  void no_thread_is_left_after_close() {
    BuildKit buildKit = RealParts.buildKit();
    buildKit.build(
        Requests.of(InMemoryTree.of(Map.of("a", "1")))
            .generated("FROM scratch\nCOPY . /\n")
            .push(RealParts.image())
            .build(),
        new Events(),
        new Cancellation());
    assertThat(threads()).isNotEmpty();

    buildKit.close();

    assertThat(threads()).isEmpty();
    // Netty's own one, for the end of its loops, leaves a second after it has nothing to do
    await()
        .atMost(Duration.ofSeconds(5))
        .until(() -> all().stream().noneMatch(n -> n.startsWith("globalEventExecutor")));
    assertThat(all()).noneMatch(name -> name.contains("grpc"));
  }

  @Test
  void no_thread_of_a_pool_is_left_after_close_even_with_a_dead_daemon() {
    BuildKit pool =
        BuildKit.connect(
            RealParts.get("buildkit.address") + ",tcp://127.0.0.1:9",
            Tuning.DEFAULT.lookingEvery(Duration.ofMillis(10)));
    await()
        .atMost(Duration.ofSeconds(10))
        .until(
            () ->
                pool.endpoints().stream().allMatch(s -> s.state() != EndpointStatus.State.UNKNOWN));

    pool.close();

    assertThat(threads()).isEmpty();
  }

  private static Set<String> threads() {
    return all().stream().filter(name -> name.startsWith("buildkit-")).collect(Collectors.toSet());
  }

  private static Set<String> all() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .collect(Collectors.toSet());
  }
}
