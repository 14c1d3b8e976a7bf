package dev.clickdeploy.adapter.buildkit.session;

import dev.clickdeploy.adapter.buildkit.transport.IoThreads;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.channel.ChannelOption;
import io.grpc.netty.shaded.io.netty.channel.local.LocalAddress;
import io.grpc.netty.shaded.io.netty.channel.local.LocalServerChannel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** A gRPC server without a socket; its address means something inside this JVM only. */
final class InMemoryServer {
  private InMemoryServer() {}

  /** Local addresses are JVM-wide: the session's random id keeps others out. */
  static LocalAddress address(String id) {
    return new LocalAddress("buildkit-session-" + id);
  }

  static Server start(
      String id, IoThreads threads, List<ServerServiceDefinition> services, int window) {
    try {
      return NettyServerBuilder.forAddress(address(id))
          .channelType(LocalServerChannel.class)
          // gRPC sets it for TCP, and Netty warns that a pipe in memory has no such thing
          .withChildOption(ChannelOption.SO_KEEPALIVE, null)
          .bossEventLoopGroup(threads.inMemory())
          .workerEventLoopGroup(threads.inMemory())
          .executor(threads.workers())
          .flowControlWindow(window)
          .addServices(services)
          .build()
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException("the session's server cannot be started", e);
    }
  }
}
