package dev.clickdeploy.adapter.buildkit.transport;

import io.grpc.netty.shaded.io.netty.buffer.ByteBuf;
import io.grpc.netty.shaded.io.netty.buffer.Unpooled;
import io.grpc.netty.shaded.io.netty.channel.ChannelDuplexHandler;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandlerContext;
import io.grpc.netty.shaded.io.netty.channel.ChannelPromise;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Turns a connection to a Docker Engine into one to its BuildKit: {@code POST /grpc} with {@code
 * Upgrade: h2c}, answered by 101 and HTTP/2 from then on (moby/moby, daemon/server/router/grpc).
 * The connection counts as made only after that.
 */
// Netty tells of every failure through the pipeline, too
@SuppressWarnings("FutureReturnValueIgnored")
final class EngineUpgrade extends ChannelDuplexHandler {
  private static final byte[] REQUEST =
      """
      POST /grpc HTTP/1.1\r
      Host: docker\r
      Connection: Upgrade\r
      Upgrade: h2c\r
      \r
      """
          .getBytes(StandardCharsets.US_ASCII);
  private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final int LONGEST_HEAD = 64 * 1024;
  private static final int PATIENCE_SECONDS = 10;

  private final Consumer<IOException> refused;
  private final ByteBuf received = Unpooled.buffer();
  private @Nullable ChannelPromise connected;
  private @Nullable Future<?> impatience;

  /** An upgrade; tells when the engine speaks HTTP and does not want it. */
  EngineUpgrade(Consumer<IOException> refused) {
    this.refused = refused;
  }

  @Override
  public void connect(
      ChannelHandlerContext ctx,
      SocketAddress remote,
      SocketAddress local,
      ChannelPromise promise) {
    connected = promise;
    ChannelPromise socket = ctx.newPromise();
    socket.addListener(
        done -> {
          if (!done.isSuccess()) {
            promise.tryFailure(done.cause());
          }
        });
    ctx.connect(remote, local, socket);
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    ctx.writeAndFlush(Unpooled.wrappedBuffer(REQUEST))
        .addListener(written -> failIf(ctx, written.cause()));
    impatience =
        ctx.executor()
            .schedule(
                () -> fail(ctx, new IOException("the engine did not answer the upgrade of /grpc")),
                PATIENCE_SECONDS,
                TimeUnit.SECONDS);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf bytes = (ByteBuf) message;
    received.writeBytes(bytes);
    bytes.release();
    int end = endOfHead();
    if (end >= 0) {
      String status =
          received.toString(0, end, StandardCharsets.US_ASCII).lines().findFirst().get();
      if (status.startsWith("HTTP/1.1 101")) {
        upgraded(ctx, received.skipBytes(end));
      } else {
        IOException refusal =
            new IOException("the engine answered the upgrade of /grpc with '" + status + "'");
        refused.accept(refusal);
        fail(ctx, refusal);
      }
    } else if (received.readableBytes() > LONGEST_HEAD) {
      fail(ctx, new IOException("the engine's answer to the upgrade of /grpc is not HTTP"));
    }
  }

  private int endOfHead() {
    String head = received.toString(StandardCharsets.ISO_8859_1);
    int end = head.indexOf(new String(END_OF_HEAD, StandardCharsets.US_ASCII));
    return end < 0 ? -1 : end + END_OF_HEAD.length;
  }

  /** The engine may have sent the first HTTP/2 bytes together with its 101. */
  private void upgraded(ChannelHandlerContext ctx, ByteBuf first) {
    if (connected != null && connected.trySuccess()) {
      ctx.fireChannelActive();
      if (first.isReadable()) {
        ctx.fireChannelRead(first.retain());
        ctx.fireChannelReadComplete();
      }
      ctx.pipeline().remove(this);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    fail(ctx, new IOException("the engine closed the connection instead of upgrading /grpc"));
    ctx.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    fail(ctx, cause);
  }

  private void failIf(ChannelHandlerContext ctx, @Nullable Throwable cause) {
    if (cause != null) {
      fail(ctx, cause);
    }
  }

  private void fail(ChannelHandlerContext ctx, Throwable why) {
    if (connected != null && connected.tryFailure(why)) {
      ctx.pipeline().close();
    }
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    received.release();
    if (impatience != null) {
      impatience.cancel(false);
    }
  }
}
