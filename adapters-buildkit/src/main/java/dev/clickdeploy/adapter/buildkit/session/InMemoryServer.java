package dev.clickdeploy.adapter.buildkit.session;

import dev.clickdeploy.adapter.buildkit.proto.filesync.FileSyncGrpc;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.channel.ChannelOption;
import io.grpc.netty.shaded.io.netty.channel.EventLoop;
import io.grpc.netty.shaded.io.netty.channel.local.LocalAddress;
import io.grpc.netty.shaded.io.netty.channel.local.LocalServerChannel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** A gRPC server without a socket; its address means something inside this JVM only. */
final class InMemoryServer {
  private static final String FILES = FileSyncGrpc.getDiffCopyMethod().getFullMethodName();

  private InMemoryServer() {}

  /** Local addresses are JVM-wide: the session's random id keeps others out. */
  static LocalAddress address(String id) {
    return new LocalAddress("buildkit-session-" + id);
  }

  /**
   * A file is asked for with a message of its own, thousands of times: to wake another thread for
   * each costs more than to take it. Null for the server's executor, whose threads may block.
   */
  private static @Nullable Executor executor(ServerCall<?, ?> call, Metadata headers) {
    return FILES.equals(call.getMethodDescriptor().getFullMethodName()) ? Runnable::run : null;
  }

  static Server start(
      String id,
      EventLoop loop,
      Executor executor,
      List<ServerServiceDefinition> services,
      int window) {
    try {
      return NettyServerBuilder.forAddress(address(id))
          .channelType(LocalServerChannel.class)
          // gRPC sets it for TCP, and Netty warns that a pipe in memory has no such thing
          .withChildOption(ChannelOption.SO_KEEPALIVE, null)
          .bossEventLoopGroup(loop)
          .workerEventLoopGroup(loop)
          .executor(executor)
          .callExecutor(InMemoryServer::executor)
          .flowControlWindow(window)
          .addServices(services)
          .build()
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException("the session's server cannot be started", e);
    }
  }
}
