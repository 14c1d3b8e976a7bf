package dev.clickdeploy.adapter.buildkit.filesync;

import dev.clickdeploy.adapter.buildkit.proto.filesync.FileSyncGrpc;
import dev.clickdeploy.adapter.buildkit.proto.fsutil.Packet;
import dev.clickdeploy.adapter.buildkit.transport.IoThreads;
import dev.clickdeploy.model.build.BuildReport.Sent;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Serves named local directories to the daemon. After {@link #close} nothing reads the directories
 * any more.
 */
public final class FileSync extends FileSyncGrpc.FileSyncImplBase implements AutoCloseable {
  private final Map<String, LocalDirectory> directories;
  private final IoThreads threads;
  private final Duration stallLimit;
  private final TransferListener listener;
  private final Consumer<IOException> trouble;
  private final List<Transfer> transfers = new CopyOnWriteArrayList<>();
  private final AtomicReference<@Nullable String> refusal = new AtomicReference<>();

  /**
   * Serves these directories.
   *
   * @param stallLimit how long a transfer may make no progress
   * @param trouble told when a file cannot be read or a transfer stalls: the daemon itself might
   *     wait forever
   */
  public FileSync(
      Map<String, LocalDirectory> directories,
      IoThreads threads,
      Duration stallLimit,
      TransferListener listener,
      Consumer<IOException> trouble) {
    this.directories = Map.copyOf(directories);
    this.threads = threads;
    this.stallLimit = stallLimit;
    this.listener = listener;
    this.trouble = trouble;
  }

  /** The service as a session offers it; none of its calls ever blocks the thread it comes in. */
  public ServerServiceDefinition service() {
    return ServerInterceptors.intercept(this, new FileRequest.Reader());
  }

  @Override
  public StreamObserver<Packet> diffCopy(StreamObserver<Packet> answers) {
    FileRequest request = FileRequest.current();
    PacketStream packets = new PacketStream((ServerCallStreamObserver<Packet>) answers);
    LocalDirectory directory = directories.get(request.directory());
    if (directory == null) {
      packets.fail(
          Status.NOT_FOUND.withDescription(
              "no access allowed to directory '" + request.directory() + "'"));
      return new Ignored();
    }
    Transfer transfer =
        new Transfer(
            request.directory(), () -> selected(directory, request), packets, listener, trouble);
    transfers.add(transfer);
    transfer.start(threads, stallLimit);
    return transfer;
  }

  private List<Node> selected(LocalDirectory directory, FileRequest request) {
    try {
      return Selection.of(directory, request);
    } catch (IllegalArgumentException e) {
      refusal.compareAndSet(null, e.getMessage());
      throw e;
    }
  }

  /** What was asked for and sent so far. */
  public Sent sent() {
    return new Sent(
        transfers.stream().mapToInt(Transfer::requested).sum(),
        transfers.stream().mapToLong(Transfer::sent).sum());
  }

  /**
   * Why a directory was refused for its patterns. The daemon cancels what else it asked for at the
   * same moment, and may give that as its reason.
   */
  public Optional<String> refusal() {
    return Optional.ofNullable(refusal.get());
  }

  /** Ends what still runs; a read that cannot be interrupted is left behind after a moment. */
  @Override
  public void close() {
    transfers.forEach(Transfer::close);
    transfers.forEach(Transfer::awaitEnd);
  }

  /** Takes what arrives after the call was refused. */
  private static final class Ignored implements StreamObserver<Packet> {
    @Override
    public void onNext(Packet packet) {}

    @Override
    public void onError(Throwable cause) {}

    @Override
    public void onCompleted() {}
  }
}
