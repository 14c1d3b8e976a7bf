package dev.clickdeploy.adapter.buildkit.session;

import dev.clickdeploy.adapter.buildkit.proto.control.ControlGrpc;
import dev.clickdeploy.adapter.buildkit.transport.DaemonConnection;
import dev.clickdeploy.adapter.buildkit.transport.IoThreads;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.shaded.io.netty.channel.EventLoop;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What the daemon may ask of us during one build: a gRPC server in memory, whose HTTP/2 bytes
 * travel through {@code Control.Session} (BuildKit, session/session.go). Nothing listens on any
 * socket.
 */
public final class Session implements AutoCloseable {
  private static final int WINDOW = 1 << 20;

  private final String id;
  private final Server server;
  private final Tunnel tunnel;

  private Session(String id, Server server, Tunnel tunnel) {
    this.id = id;
    this.server = server;
    this.tunnel = tunnel;
  }

  /**
   * Opens a session and offers these services.
   *
   * @param sharedKey sessions of equal keys share what was uploaded before; ASCII
   * @param lost told once when the session ends before it is closed here
   */
  public static Session open(
      DaemonConnection connection,
      IoThreads threads,
      List<ServerServiceDefinition> services,
      String sharedKey,
      Consumer<Throwable> lost) {
    String id = UUID.randomUUID().toString().replace("-", "");
    List<ServerServiceDefinition> offered =
        Stream.concat(services.stream(), Stream.of(new HealthService().bindService())).toList();
    // both ends of the pipe on one thread: bytes pass from one to the other without waking anybody
    EventLoop loop = threads.inMemory().next();
    Server server = InMemoryServer.start(id, loop, threads.workers(), offered, WINDOW);
    Tunnel tunnel = new Tunnel(lost);
    try {
      ControlGrpc.newStub(connection.channel())
          .withInterceptors(
              MetadataUtils.newAttachHeadersInterceptor(headers(id, sharedKey, offered)))
          // the tunnel never blocks
          .withExecutor(Runnable::run)
          .withOnReadyThreshold(WINDOW)
          .session(tunnel);
      tunnel.connect(InMemoryServer.address(id), loop);
      return new Session(id, server, tunnel);
    } catch (IOException | RuntimeException e) {
      tunnel.abandon();
      server.shutdownNow();
      throw new IllegalStateException("the session's in-memory pipe cannot be opened", e);
    }
  }

  private static Metadata headers(
      String id, String sharedKey, List<ServerServiceDefinition> services) {
    Metadata headers = new Metadata();
    headers.put(header("uuid"), id);
    headers.put(header("name"), "");
    headers.put(header("sharedkey"), sharedKey);
    for (ServerServiceDefinition service : services) {
      service
          .getMethods()
          .forEach(
              method ->
                  headers.put(
                      header("grpc-method"),
                      "/" + method.getMethodDescriptor().getFullMethodName()));
    }
    return headers;
  }

  private static Metadata.Key<String> header(String name) {
    return Metadata.Key.of("x-docker-expose-session-" + name, Metadata.ASCII_STRING_MARSHALLER);
  }

  /** What a Solve names its session by. */
  public String id() {
    return id;
  }

  /** Ends the session: transfers that still run are cut off. */
  @Override
  public void close() {
    tunnel.close();
    server.shutdownNow();
    try {
      server.awaitTermination(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
