package dev.clickdeploy.adapter.buildkit.transport;

import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.channel.Channel;
import io.grpc.netty.shaded.io.netty.channel.ChannelFactory;
import io.grpc.netty.shaded.io.netty.channel.ChannelOption;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.util.concurrent.TimeUnit;

/** One gRPC connection to a daemon, made at the first call and made again when it was lost. */
public final class DaemonConnection implements AutoCloseable {
  /** containerd's default for messages, which BuildKit keeps. */
  private static final int LARGEST_MESSAGE = 16 << 20;

  /** Error details carry stacks and sources: some kilobytes, more than gRPC's default of 8. */
  private static final int LARGEST_METADATA = 1 << 20;

  private static final int WINDOW = 1 << 20;

  private final DaemonAddress address;
  private final ManagedChannel channel;

  /** Prepares a connection; nothing is sent yet. */
  public DaemonConnection(DaemonAddress address, IoThreads threads) {
    this.address = address;
    this.channel =
        builder(address)
            .eventLoopGroup(threads.network())
            .executor(threads.workers())
            .offloadExecutor(threads.workers())
            .overrideAuthority("localhost")
            .usePlaintext()
            .maxInboundMessageSize(LARGEST_MESSAGE)
            .maxInboundMetadataSize(LARGEST_METADATA)
            .flowControlWindow(WINDOW)
            .disableRetry()
            .build();
  }

  private static NettyChannelBuilder builder(DaemonAddress address) {
    return switch (address) {
      case DaemonAddress.UnixSocket unix ->
          socket(UnixDomainSocketAddress.of(unix.path()), NioDomainSocketChannel::new);
      case DaemonAddress.DockerEngine engine ->
          socket(UnixDomainSocketAddress.of(engine.socket()), DaemonConnection::upgraded);
      case DaemonAddress.Tcp tcp ->
          NettyChannelBuilder.forAddress(tcp.host(), tcp.port())
              .channelType(NioSocketChannel.class, InetSocketAddress.class);
    };
  }

  private static NettyChannelBuilder socket(
      UnixDomainSocketAddress socket, ChannelFactory<? extends Channel> factory) {
    return NettyChannelBuilder.forAddress(socket)
        .channelFactory(factory, UnixDomainSocketAddress.class)
        // gRPC sets it for TCP, and Netty warns that a unix socket has no such thing
        .withOption(ChannelOption.SO_KEEPALIVE, null);
  }

  private static Channel upgraded() {
    Channel channel = new NioDomainSocketChannel();
    channel.pipeline().addLast(new EngineUpgrade());
    return channel;
  }

  /** Where the daemon is. */
  public DaemonAddress address() {
    return address;
  }

  /** The channel for stubs; after a failure to connect the next call tries anew, at once. */
  public ManagedChannel channel() {
    if (channel.getState(false) == ConnectivityState.TRANSIENT_FAILURE) {
      channel.enterIdle();
    }
    return channel;
  }

  /** Ends the connection and every call on it. */
  @Override
  public void close() {
    channel.shutdownNow();
    try {
      channel.awaitTermination(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
