package dev.clickdeploy.adapter.buildkit.endpoint;

import dev.clickdeploy.adapter.buildkit.failure.DaemonTrouble;
import dev.clickdeploy.adapter.buildkit.proto.control.ControlGrpc;
import dev.clickdeploy.adapter.buildkit.proto.control.ListWorkersRequest;
import dev.clickdeploy.adapter.buildkit.proto.worker.BuildkitVersion;
import dev.clickdeploy.adapter.buildkit.proto.worker.WorkerRecord;
import dev.clickdeploy.adapter.buildkit.transport.DaemonAddress;
import dev.clickdeploy.adapter.buildkit.transport.DaemonConnection;
import dev.clickdeploy.model.build.option.Platform;
import dev.clickdeploy.port.out.PortException;
import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** What a daemon tells about itself. */
record Daemon(
    DaemonAddress address, String version, List<Platform> platforms, boolean classicStore) {
  private static final int PATIENCE_SECONDS = 15;

  /** Only an engine's own worker has this label, and only one with a snapshotter the other. */
  private static final String ENGINE_LABEL = "org.mobyproject.buildkit.worker.moby.host-gateway-ip";

  private static final String SNAPSHOTTER_LABEL = "org.mobyproject.buildkit.worker.snapshotter";

  /**
   * Asks the daemon.
   *
   * @throws PortException of class INFRASTRUCTURE when it does not answer as one
   */
  static Daemon examine(DaemonConnection connection) {
    try {
      List<WorkerRecord> workers = connection.ask(Daemon::workers);
      if (workers.isEmpty()) {
        throw DaemonTrouble.withoutWorker(connection.address());
      }
      return of(connection.address(), workers.get(0));
    } catch (StatusRuntimeException e) {
      throw DaemonTrouble.unreachable(connection.address(), e);
    }
  }

  private static List<WorkerRecord> workers(Channel channel) {
    return ControlGrpc.newBlockingStub(channel)
        .withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .listWorkers(ListWorkersRequest.getDefaultInstance())
        .getRecordList();
  }

  private static Daemon of(DaemonAddress address, WorkerRecord worker) {
    boolean classic =
        worker.containsLabels(ENGINE_LABEL) && !worker.containsLabels(SNAPSHOTTER_LABEL);
    return new Daemon(
        address,
        version(worker.getBuildkitVersion()),
        worker.getPlatformsList().stream()
            .map(p -> new Platform(p.getOS(), p.getArchitecture(), p.getVariant()))
            .toList(),
        classic);
  }

  /** An engine's BuildKit does not know its own version. */
  private static String version(BuildkitVersion version) {
    boolean known = !version.getVersion().isEmpty() && !version.getVersion().contains("unknown");
    return known ? version.getVersion() : "";
  }

  /**
   * Refuses an engine's classic image store: its builds report success and push nothing.
   *
   * @throws PortException of class INFRASTRUCTURE
   */
  Daemon requireAbleToPush() {
    if (classicStore) {
      throw DaemonTrouble.classicStore(address);
    }
    return this;
  }

  /** Whether it builds for all of these; a variant more or less does not count. */
  boolean builds(List<Platform> wanted) {
    return wanted.stream().allMatch(this::builds);
  }

  private boolean builds(Platform wanted) {
    return platforms.stream()
        .anyMatch(
            p -> p.os().equals(wanted.os()) && p.architecture().equals(wanted.architecture()));
  }

  String description() {
    String known =
        platforms.stream()
            .map(p -> p.os() + "/" + p.architecture())
            .distinct()
            .collect(Collectors.joining(", "));
    return "BuildKit %sat %s, %s"
        .formatted(
            version.isEmpty() ? "" : version + " ",
            address,
            known.isEmpty() ? "unknown platform" : known);
  }
}
