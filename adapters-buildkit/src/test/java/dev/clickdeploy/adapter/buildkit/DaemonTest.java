package dev.clickdeploy.adapter.buildkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.clickdeploy.adapter.buildkit.proto.worker.BuildkitVersion;
import dev.clickdeploy.adapter.buildkit.proto.worker.Platform;
import dev.clickdeploy.adapter.buildkit.proto.worker.WorkerRecord;
import dev.clickdeploy.model.build.BuildOutcome;
import dev.clickdeploy.model.build.BuildPlan;
import dev.clickdeploy.model.build.BuildRequest;
import dev.clickdeploy.model.build.option.BuildOptions;
import dev.clickdeploy.model.job.Cancellation;
import dev.clickdeploy.port.out.PortException;
import dev.clickdeploy.port.out.fake.FakeBuildPlanner;
import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DaemonTest {
  private static final String SNAPSHOTTER = "org.mobyproject.buildkit.worker.snapshotter";
  private static final String HOST_GATEWAY = "org.mobyproject.buildkit.worker.moby.host-gateway-ip";
  private static final BuildPlan PLAN = FakeBuildPlanner.PLAN;

  private static WorkerRecord.Builder worker(String... labels) {
    WorkerRecord.Builder worker =
        WorkerRecord.newBuilder()
            .addPlatforms(Platform.newBuilder().setOS("linux").setArchitecture("arm64"))
            .setBuildkitVersion(BuildkitVersion.newBuilder().setVersion("v0.24.0"));
    for (String label : labels) {
      worker.putLabels(label, "x");
    }
    return worker;
  }

  private static String check(WorkerRecord... workers) throws Exception {
    try (FakeDaemon daemon = new FakeDaemon(workers);
        BuildKit buildKit = BuildKit.connect(daemon.address())) {
      return buildKit.check().replace(daemon.address(), "HERE");
    }
  }

  private static BuildRequest request() {
    return new BuildRequest(
        InMemoryTree.empty(), PLAN, List.of(), List.of(), Map.of(), "scope", Duration.ofMinutes(1));
  }

  @Test
  void a_daemon_is_described_by_version_address_and_platform() throws Exception {
    assertThat(check(worker(SNAPSHOTTER).build()))
        .isEqualTo("BuildKit v0.24.0 at HERE, linux/arm64");
  }

  @Test
  void an_engine_with_the_containerd_store_is_accepted() throws Exception {
    assertThat(check(worker(SNAPSHOTTER, HOST_GATEWAY).build())).contains("BuildKit");
  }

  @Test
  void an_engine_with_the_classic_store_is_refused_because_it_would_push_nothing() {
    PortException refused =
        catchThrowableOfType(PortException.class, () -> check(worker(HOST_GATEWAY).build()));

    assertThat(refused).hasMessageContaining("classic image store");
    assertThat(refused.failure().hint()).get().asString().contains("containerd-snapshotter");
  }

  @Test
  void a_daemon_without_a_worker_is_refused() {
    assertThatThrownBy(() -> check())
        .isInstanceOf(PortException.class)
        .hasMessageContaining("no worker");
  }

  @Test
  void a_session_that_the_daemon_gives_up_ends_the_build() throws Exception {
    try (FakeDaemon daemon = new FakeDaemon(worker(SNAPSHOTTER).build());
        BuildKit buildKit = BuildKit.connect(daemon.address())) {
      PortException lost =
          catchThrowableOfType(
              PortException.class,
              () -> buildKit.build(request(), event -> {}, new Cancellation()));

      assertThat(lost.isRetryable()).isTrue();
      assertThat(lost).hasMessageContaining("ended the session");
      assertThat(daemon.solveCancelled.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void a_cancelled_build_leaves_neither_its_solve_nor_its_session_behind() throws Exception {
    Cancellation cancellation = new Cancellation();
    try (FakeDaemon daemon = new FakeDaemon(worker(SNAPSHOTTER).build());
        BuildKit buildKit = BuildKit.connect(daemon.address())) {
      daemon.givesUp = false;
      CompletableFuture<BuildOutcome> outcome =
          CompletableFuture.supplyAsync(() -> buildKit.build(request(), event -> {}, cancellation));
      assertThat(daemon.solveBegan.await(10, TimeUnit.SECONDS)).isTrue();

      cancellation.cancel();

      assertThat(outcome.get(10, TimeUnit.SECONDS)).isInstanceOf(BuildOutcome.Cancelled.class);
      assertThat(daemon.solveCancelled.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(daemon.sessionEnded.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void a_closed_client_says_so() {
    BuildKit buildKit = BuildKit.connect("tcp://127.0.0.1:1");
    buildKit.close();

    assertThatThrownBy(() -> buildKit.build(request(), event -> {}, new Cancellation()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void a_build_for_a_platform_goes_to_a_daemon_that_has_it() throws Exception {
    WorkerRecord other =
        WorkerRecord.newBuilder()
            .putLabels(SNAPSHOTTER, "x")
            .addPlatforms(Platform.newBuilder().setOS("linux").setArchitecture("s390x"))
            .build();
    try (FakeDaemon arm = new FakeDaemon(worker(SNAPSHOTTER).build());
        FakeDaemon mainframe = new FakeDaemon(other);
        BuildKit buildKit = BuildKit.connect(arm.address() + "," + mainframe.address())) {
      buildKit.check();

      for (String scope : List.of("a", "b", "c", "d", "e")) {
        catchThrowableOfType(
            PortException.class,
            () ->
                buildKit.build(
                    new BuildRequest(
                            InMemoryTree.empty(),
                            PLAN,
                            List.of(),
                            List.of(),
                            Map.of(),
                            scope,
                            Duration.ofMinutes(1))
                        .with(
                            BuildOptions.builder()
                                .platforms(
                                    dev.clickdeploy.model.build.option.Platform.parse(
                                        "linux/s390x"))
                                .build()),
                    event -> {},
                    new Cancellation()));
      }

      assertThat(mainframe.solves()).isEqualTo(5);
      assertThat(arm.solves()).isZero();
    }
  }

  @Test
  void an_address_that_cannot_be_read_is_named_whichever_of_several_it_is() {
    assertThatThrownBy(() -> BuildKit.connect("tcp://127.0.0.1:1,http://nonsense"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("http://nonsense");
    assertThatThrownBy(() -> BuildKit.pool(List.of())).isInstanceOf(IllegalArgumentException.class);
  }
}
