package dev.clickdeploy.adapter.buildkit.transport;

import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.channel.Channel;
import io.grpc.netty.shaded.io.netty.channel.ChannelFactory;
import io.grpc.netty.shaded.io.netty.channel.ChannelOption;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One gRPC connection to a daemon, made at the first call and made again when it was lost. */
public final class DaemonConnection implements AutoCloseable {
  /** containerd's default for messages, which BuildKit keeps. */
  private static final int LARGEST_MESSAGE = 16 << 20;

  /** Error details carry stacks and sources: some kilobytes, more than gRPC's default of 8. */
  private static final int LARGEST_METADATA = 1 << 20;

  private static final int WINDOW = 1 << 20;

  private final DaemonAddress address;
  private final EngineDoor door = new EngineDoor();
  private final ManagedChannel channel;

  /**
   * Prepares a connection; nothing is sent yet.
   *
   * @param tls null for none
   * @throws IllegalArgumentException when TLS is asked for where it cannot be, or its parts cannot
   *     be read
   */
  public DaemonConnection(DaemonAddress address, @Nullable Tls tls, IoThreads threads) {
    this.address = address;
    this.channel =
        secured(builder(address), tls)
            .eventLoopGroup(threads.network())
            .executor(threads.workers())
            .offloadExecutor(threads.workers())
            .maxInboundMessageSize(LARGEST_MESSAGE)
            .maxInboundMetadataSize(LARGEST_METADATA)
            .flowControlWindow(WINDOW)
            .disableRetry()
            .build();
  }

  private NettyChannelBuilder secured(NettyChannelBuilder builder, @Nullable Tls tls) {
    if (tls == null) {
      return builder.overrideAuthority("localhost").usePlaintext();
    }
    if (!(address instanceof DaemonAddress.Tcp)) {
      throw new IllegalArgumentException("TLS goes with tcp://host:port, not with " + address);
    }
    tls.expectedName().ifPresent(builder::overrideAuthority);
    return builder.sslContext(TlsContexts.of(tls));
  }

  private NettyChannelBuilder builder(DaemonAddress address) {
    return switch (address) {
      case DaemonAddress.UnixSocket unix ->
          socket(UnixDomainSocketAddress.of(unix.path()), NioDomainSocketChannel::new);
      case DaemonAddress.DockerEngine engine ->
          socket(UnixDomainSocketAddress.of(engine.socket()), door::open);
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

  /** Where the daemon is. */
  public DaemonAddress address() {
    return address;
  }

  /** The channel for stubs; after a failure to connect the next call tries anew, at once. */
  public ManagedChannel channel() {
    if (channel.getState(false) == ConnectivityState.TRANSIENT_FAILURE) {
      channel.enterIdle();
      // it takes effect a moment later, and until then calls would fail with the old reason
      awaitEndOf(ConnectivityState.TRANSIENT_FAILURE);
    }
    return channel;
  }

  private void awaitEndOf(ConnectivityState state) {
    CountDownLatch left = new CountDownLatch(1);
    channel.notifyWhenStateChanged(state, left::countDown);
    try {
      left.await(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Asks the daemon something. Where a Docker Engine refuses one way to its BuildKit the question
   * is asked again by the other one.
   *
   * @throws StatusRuntimeException when neither way works; with the engine's refusal, if it said
   *     one, as HTTP/2 that is not wanted is only cut off
   */
  public <T> T ask(Function<ManagedChannel, T> question) {
    boolean plain = door.begin();
    try {
      return answer(question);
    } catch (StatusRuntimeException e) {
      if (!door.turn(plain)) {
        throw reason(e);
      }
      try {
        return answer(question);
      } catch (StatusRuntimeException again) {
        door.reset();
        e.addSuppressed(again);
        throw reason(e);
      }
    }
  }

  /** gRPC also connects by itself, so that a call may hear of a connection that is not its own. */
  private <T> T answer(Function<ManagedChannel, T> question) {
    awaitEndOf(ConnectivityState.CONNECTING);
    try {
      return question.apply(channel());
    } catch (StatusRuntimeException e) {
      // a call hears of a failed connection a little earlier than the channel's state tells it
      awaitEndOf(ConnectivityState.CONNECTING);
      throw e;
    }
  }

  private StatusRuntimeException reason(StatusRuntimeException heard) {
    IOException refusal = door.refusal();
    if (refusal == null || heard.getStatus().getCode() != Status.Code.UNAVAILABLE) {
      return heard;
    }
    StatusRuntimeException reason =
        Status.UNAVAILABLE.withDescription("io exception").withCause(refusal).asRuntimeException();
    reason.addSuppressed(heard);
    return reason;
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
