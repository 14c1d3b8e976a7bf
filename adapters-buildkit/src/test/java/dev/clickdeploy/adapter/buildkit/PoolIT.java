package dev.clickdeploy.adapter.buildkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.clickdeploy.adapter.buildkit.endpoint.EndpointStatus;
import dev.clickdeploy.adapter.buildkit.endpoint.EndpointStatus.State;
import dev.clickdeploy.model.build.BuildOutcome;
import dev.clickdeploy.model.job.Cancellation;
import dev.clickdeploy.port.out.PortException;
import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two ways to the one engine stand for two daemons. */
class PoolIT {
  private final Map<String, Bridge> bridges = new HashMap<>();
  private final String scope = RealParts.unique();
  @TempDir private Path directory;
  private String one;
  private String two;
  private BuildKit pool;

  @BeforeEach
  void open() throws Exception {
    one = "unix://" + directory.resolve("one.sock");
    two = "unix://" + directory.resolve("two.sock");
    start(one);
    start(two);
    pool = BuildKit.connect(one + "," + two, Tuning.DEFAULT.lookingEvery(Duration.ofMillis(200)));
    awaitState(one, State.HEALTHY);
    awaitState(two, State.HEALTHY);
  }

  @AfterEach
  void close() throws Exception {
    pool.close();
    for (Bridge bridge : bridges.values()) {
      bridge.close();
    }
  }

  private void start(String address) throws Exception {
    bridges.put(address, Bridge.unix(Path.of(address.substring("unix://".length()))));
  }

  private void kill(String address) throws Exception {
    bridges.get(address).close();
    Files.delete(Path.of(address.substring("unix://".length())));
  }

  private EndpointStatus status(String address) {
    return pool.endpoints().stream()
        .filter(status -> status.address().equals(address))
        .findFirst()
        .orElseThrow();
  }

  private void awaitState(String address, State state) {
    await().atMost(Duration.ofSeconds(10)).until(() -> status(address).state() == state);
  }

  /** A build that runs until it is cancelled, and where. */
  private record Running(
      Cancellation cancellation, CompletableFuture<BuildOutcome> outcome, String address) {}

  private Running run() {
    Events events = new Events();
    Cancellation cancellation = new Cancellation();
    Map<String, Integer> before = running();
    String word = RealParts.unique();
    CompletableFuture<BuildOutcome> outcome =
        CompletableFuture.supplyAsync(
            () ->
                pool.build(
                    Requests.of(InMemoryTree.empty())
                        .scope(scope)
                        .generated(
                            "FROM debian:trixie-slim\nRUN echo %s; sleep 600\n".formatted(word))
                        .build(),
                    events,
                    cancellation),
            task -> Thread.ofVirtual().start(task));
    await().atMost(Duration.ofMinutes(1)).until(() -> events.output().contains(word));
    String where =
        running().entrySet().stream()
            .filter(now -> now.getValue() > before.get(now.getKey()))
            .findFirst()
            .orElseThrow()
            .getKey();
    return new Running(cancellation, outcome, where);
  }

  private Map<String, Integer> running() {
    Map<String, Integer> running = new HashMap<>();
    pool.endpoints().forEach(status -> running.put(status.address(), status.running()));
    return running;
  }

  private String other(String address) {
    return address.equals(one) ? two : one;
  }

  @Test
  void builds_of_one_scope_stay_together_until_their_daemon_has_too_much_to_do() {
    List<Running> builds = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      builds.add(run());
    }

    assertThat(builds.get(1).address()).isEqualTo(builds.get(0).address());
    assertThat(builds.get(2).address()).isEqualTo(other(builds.get(0).address()));

    builds.forEach(build -> build.cancellation.cancel());
    assertThat(builds)
        .allSatisfy(
            build -> assertThat(build.outcome.get()).isInstanceOf(BuildOutcome.Cancelled.class));
    assertThat(running().values()).containsOnly(0);
  }

  @Test
  void a_build_whose_daemon_dies_is_worth_another_try_which_goes_elsewhere() throws Exception {
    Running build = run();

    kill(build.address());

    Throwable thrown = build.outcome.handle((outcome, error) -> error.getCause()).get();
    assertThat(thrown).isInstanceOf(PortException.class).hasMessageContaining(build.address());
    assertThat(((PortException) thrown).isRetryable()).isTrue();
    Running again = run();
    assertThat(again.address()).isEqualTo(other(build.address()));
    awaitState(build.address(), State.DEAD);
    assertThat(status(build.address()).trouble()).isPresent();

    start(build.address());

    awaitState(build.address(), State.HEALTHY);
    assertThat(run().address()).isEqualTo(build.address());
  }

  @Test
  void what_is_known_of_each_is_told() {
    assertThat(pool.check()).contains(one).contains(two);
    assertThat(pool.endpoints())
        .allSatisfy(status -> assertThat(status.platforms().get(0)).hasToString("linux/amd64"));
  }

  @Test
  void when_all_are_dead_each_is_named() throws Exception {
    kill(one);
    kill(two);

    PortException thrown =
        catchThrowableOfType(
            PortException.class,
            () ->
                pool.build(
                    Requests.of(InMemoryTree.empty()).generated("FROM scratch\n").build(),
                    new Events(),
                    new Cancellation()));

    assertThat(thrown.isRetryable()).isTrue();
    assertThat(thrown).hasMessageContaining(one).hasMessageContaining(two);
  }
}
