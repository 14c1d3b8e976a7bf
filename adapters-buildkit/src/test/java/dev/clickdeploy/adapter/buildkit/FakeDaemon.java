package dev.clickdeploy.adapter.buildkit;

import dev.clickdeploy.adapter.buildkit.proto.control.BytesMessage;
import dev.clickdeploy.adapter.buildkit.proto.control.ControlGrpc;
import dev.clickdeploy.adapter.buildkit.proto.control.ListWorkersRequest;
import dev.clickdeploy.adapter.buildkit.proto.control.ListWorkersResponse;
import dev.clickdeploy.adapter.buildkit.proto.control.SolveRequest;
import dev.clickdeploy.adapter.buildkit.proto.control.SolveResponse;
import dev.clickdeploy.adapter.buildkit.proto.worker.WorkerRecord;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A daemon for what the real one here cannot be made to do. */
final class FakeDaemon extends ControlGrpc.ControlImplBase implements AutoCloseable {
  private final Server server;
  private final List<WorkerRecord> workers;
  private final Queue<StreamObserver<BytesMessage>> sessions = new ConcurrentLinkedQueue<>();
  private final AtomicInteger solves = new AtomicInteger();
  final CountDownLatch solveCancelled = new CountDownLatch(1);
  final CountDownLatch solveBegan = new CountDownLatch(1);
  final CountDownLatch sessionEnded = new CountDownLatch(1);

  /** Whether a build's session is given up as soon as it begins. */
  volatile boolean givesUp = true;

  FakeDaemon(WorkerRecord... workers) throws IOException {
    this.workers = List.of(workers);
    this.server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .addService(this)
            .build()
            .start();
  }

  String address() {
    return "tcp://127.0.0.1:" + server.getPort();
  }

  @Override
  public void listWorkers(ListWorkersRequest request, StreamObserver<ListWorkersResponse> answer) {
    answer.onNext(ListWorkersResponse.newBuilder().addAllRecord(workers).build());
    answer.onCompleted();
  }

  @Override
  public StreamObserver<BytesMessage> session(StreamObserver<BytesMessage> stream) {
    sessions.add(stream);
    return new StreamObserver<>() {
      @Override
      public void onNext(BytesMessage message) {}

      @Override
      public void onError(Throwable cause) {
        sessionEnded.countDown();
      }

      @Override
      public void onCompleted() {
        sessionEnded.countDown();
        stream.onCompleted();
      }
    };
  }

  /** Never answers. */
  @Override
  public void solve(SolveRequest request, StreamObserver<SolveResponse> answer) {
    ((ServerCallStreamObserver<SolveResponse>) answer)
        .setOnCancelHandler(solveCancelled::countDown);
    solves.incrementAndGet();
    solveBegan.countDown();
    if (givesUp) {
      sessions.remove().onCompleted();
    }
  }

  /** How many builds came. */
  int solves() {
    return solves.get();
  }

  @Override
  public void close() {
    server.shutdownNow();
  }
}
