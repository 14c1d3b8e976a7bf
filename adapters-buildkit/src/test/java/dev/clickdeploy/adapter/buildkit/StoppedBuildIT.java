package dev.clickdeploy.adapter.buildkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.clickdeploy.model.build.BuildOutcome;
import dev.clickdeploy.model.build.option.BuildOptions;
import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.model.image.ImageReference;
import dev.clickdeploy.model.job.Cancellation;
import dev.clickdeploy.port.out.PortException;
import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class StoppedBuildIT {
  private static BuildKit buildKit;
  private final String seconds = "48" + System.nanoTime() % 100_000;
  private final ImageReference image = RealParts.image();
  private final Events events = new Events();
  private final Cancellation cancellation = new Cancellation();

  @BeforeAll
  static void connect() {
    buildKit = RealParts.buildKit();
  }

  @AfterAll
  static void close() {
    buildKit.close();
  }

  private Requests sleeper() {
    return Requests.of(InMemoryTree.empty())
        .generated("FROM debian:trixie-slim\nRUN sleep " + seconds + "\n")
        .push(image);
  }

  private boolean sleeps() {
    return ProcessHandle.allProcesses()
        .anyMatch(p -> p.info().arguments().stream().anyMatch(a -> List.of(a).contains(seconds)));
  }

  @Test
  void a_cancelled_build_loses_its_process_within_a_second_and_pushes_nothing() throws Exception {
    CompletableFuture<BuildOutcome> outcome =
        CompletableFuture.supplyAsync(
            () -> buildKit.build(sleeper().build(), events, cancellation));
    await().atMost(Duration.ofMinutes(1)).until(this::sleeps);

    cancellation.cancel();

    await()
        .pollInterval(Duration.ofMillis(20))
        .atMost(Duration.ofSeconds(1))
        .until(() -> !sleeps());
    assertThat(outcome.get(5, TimeUnit.SECONDS)).isInstanceOf(BuildOutcome.Cancelled.class);
    assertThat(RegistryProbe.open().has(image)).isFalse();
  }

  @Test
  void a_build_that_was_cancelled_before_does_not_begin() {
    cancellation.cancel();

    assertThat(buildKit.build(sleeper().build(), events, cancellation))
        .isInstanceOf(BuildOutcome.Cancelled.class);
    assertThat(events.all()).isEmpty();
  }

  @Test
  void a_deadline_ends_the_build_and_its_process() {
    PortException thrown =
        catchThrowableOfType(
            PortException.class,
            () ->
                buildKit.build(
                    sleeper().within(Duration.ofSeconds(3)).build(), events, cancellation));

    assertThat(thrown.failure().type()).isEqualTo(FailureClass.TIMEOUT);
    assertThat(thrown).hasMessageContaining("3 s");
    await().atMost(Duration.ofSeconds(1)).until(() -> !sleeps());
  }

  @Test
  void a_build_that_is_silent_for_too_long_is_ended_with_its_process() {
    Requests silent =
        sleeper().options(BuildOptions.builder().idleTimeout(Duration.ofMillis(2_500)));

    PortException thrown =
        catchThrowableOfType(
            PortException.class, () -> buildKit.build(silent.build(), events, cancellation));

    assertThat(thrown.failure().type()).isEqualTo(FailureClass.TIMEOUT);
    assertThat(thrown).hasMessageContaining("nothing was heard of the build for 2 s");
    await().atMost(Duration.ofSeconds(1)).until(() -> !sleeps());
  }

  @Test
  void a_build_that_says_something_now_and_then_is_not_idle() {
    Requests talking =
        Requests.of(InMemoryTree.empty())
            .generated(
                "FROM debian:trixie-slim\nRUN for i in 1 2 3 4 5; do sleep 0.8; echo $i; done; echo %s\n"
                    .formatted(seconds))
            .options(BuildOptions.builder().idleTimeout(Duration.ofSeconds(3)));

    BuildOutcome outcome = buildKit.build(talking.build(), events, cancellation);

    assertThat(outcome).as("%s", events.all()).isInstanceOf(BuildOutcome.Built.class);
    assertThat(events.output()).containsExactly("1", "2", "3", "4", "5", seconds);
  }

  @Test
  void closing_the_client_ends_its_builds() throws Exception {
    BuildKit closing = RealParts.buildKit();
    CompletableFuture<PortException> thrown =
        CompletableFuture.supplyAsync(
            () ->
                catchThrowableOfType(
                    PortException.class,
                    () -> closing.build(sleeper().build(), events, cancellation)));
    await().atMost(Duration.ofMinutes(1)).until(this::sleeps);

    closing.close();

    assertThat(thrown.get(5, TimeUnit.SECONDS).isRetryable()).isTrue();
    await().atMost(Duration.ofSeconds(1)).until(() -> !sleeps());
  }

  @Test
  void a_listener_that_throws_ends_the_build() {
    IllegalStateException thrown =
        catchThrowableOfType(
            IllegalStateException.class,
            () ->
                buildKit.build(
                    sleeper().build(),
                    event -> {
                      throw new IllegalStateException("the log is full");
                    },
                    cancellation));

    assertThat(thrown).hasMessage("the log is full");
    await().atMost(Duration.ofSeconds(1)).until(() -> !sleeps());
  }
}
