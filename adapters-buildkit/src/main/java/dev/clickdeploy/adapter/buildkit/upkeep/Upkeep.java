package dev.clickdeploy.adapter.buildkit.upkeep;

import com.google.protobuf.Timestamp;
import dev.clickdeploy.adapter.buildkit.failure.DaemonTrouble;
import dev.clickdeploy.adapter.buildkit.proto.control.ControlGrpc;
import dev.clickdeploy.adapter.buildkit.proto.control.ControlGrpc.ControlBlockingStub;
import dev.clickdeploy.adapter.buildkit.proto.control.DiskUsageRequest;
import dev.clickdeploy.adapter.buildkit.proto.control.ListWorkersRequest;
import dev.clickdeploy.adapter.buildkit.proto.control.PruneRequest;
import dev.clickdeploy.adapter.buildkit.proto.control.UsageRecord;
import dev.clickdeploy.adapter.buildkit.proto.worker.WorkerRecord;
import dev.clickdeploy.adapter.buildkit.transport.DaemonConnection;
import dev.clickdeploy.model.build.option.Platform;
import dev.clickdeploy.port.out.PortException;
import io.grpc.StatusRuntimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Asks every daemon of a client, one after the other. */
public final class Upkeep {
  private static final long PATIENCE_MINUTES = 10;

  private final List<DaemonConnection> daemons;

  /** Asks these daemons. */
  public Upkeep(List<DaemonConnection> daemons) {
    this.daemons = List.copyOf(daemons);
  }

  /**
   * The workers.
   *
   * @throws PortException of class INFRASTRUCTURE when a daemon does not answer
   */
  public List<Worker> workers() {
    List<Worker> workers = new ArrayList<>();
    for (DaemonConnection daemon : daemons) {
      ask(daemon, stub -> stub.listWorkers(ListWorkersRequest.getDefaultInstance()).getRecordList())
          .forEach(worker -> workers.add(worker(daemon, worker)));
    }
    return workers;
  }

  /**
   * What the caches hold.
   *
   * @param filters as for pruning
   * @throws PortException of class INFRASTRUCTURE when a daemon does not answer
   */
  public List<CacheRecord> diskUsage(List<String> filters) {
    DiskUsageRequest request = DiskUsageRequest.newBuilder().addAllFilter(filters).build();
    List<CacheRecord> records = new ArrayList<>();
    for (DaemonConnection daemon : daemons) {
      ask(daemon, stub -> stub.diskUsage(request).getRecordList())
          .forEach(used -> records.add(cacheRecord(daemon, used)));
    }
    return records;
  }

  /**
   * Removes and tells what was removed.
   *
   * @throws PortException of class INFRASTRUCTURE when a daemon does not answer
   */
  public List<CacheRecord> prune(Prune prune) {
    PruneRequest request =
        PruneRequest.newBuilder()
            .addAllFilter(prune.filters())
            .setAll(prune.internal())
            .setKeepDuration(prune.unusedFor().toNanos())
            // the older name of one and the newer of the other; daemons know either
            .setReservedSpace(prune.atMost())
            .setMaxUsedSpace(prune.atMost())
            .build();
    List<CacheRecord> removed = new ArrayList<>();
    for (DaemonConnection daemon : daemons) {
      List<UsageRecord> records =
          ask(
              daemon,
              stub -> {
                List<UsageRecord> gone = new ArrayList<>();
                stub.prune(request).forEachRemaining(gone::add);
                return gone;
              });
      records.forEach(record -> removed.add(cacheRecord(daemon, record)));
    }
    return removed;
  }

  private static <T> T ask(DaemonConnection daemon, Function<ControlBlockingStub, T> question) {
    try {
      return daemon.ask(
          channel ->
              question.apply(
                  ControlGrpc.newBlockingStub(channel)
                      .withDeadlineAfter(PATIENCE_MINUTES, TimeUnit.MINUTES)));
    } catch (StatusRuntimeException e) {
      throw DaemonTrouble.unreachable(daemon.address(), e);
    }
  }

  private static Worker worker(DaemonConnection daemon, WorkerRecord worker) {
    return new Worker(
        daemon.address().toString(),
        worker.getID(),
        worker.getLabelsMap(),
        worker.getPlatformsList().stream()
            .map(p -> new Platform(p.getOS(), p.getArchitecture(), p.getVariant()))
            .toList(),
        worker.getBuildkitVersion().getVersion());
  }

  private static CacheRecord cacheRecord(DaemonConnection daemon, UsageRecord used) {
    return new CacheRecord(
        daemon.address().toString(),
        used.getID(),
        used.getRecordType(),
        used.getDescription(),
        used.getSize(),
        used.getInUse(),
        used.getShared(),
        instant(used.getCreatedAt()),
        used.hasLastUsedAt() ? instant(used.getLastUsedAt()) : null,
        Math.toIntExact(used.getUsageCount()));
  }

  private static Instant instant(Timestamp timestamp) {
    return Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos());
  }
}
