package dev.clickdeploy.adapter.buildkit.session;

import com.google.protobuf.ByteString;
import dev.clickdeploy.adapter.buildkit.proto.control.BytesMessage;
import io.grpc.netty.shaded.io.netty.bootstrap.Bootstrap;
import io.grpc.netty.shaded.io.netty.buffer.ByteBuf;
import io.grpc.netty.shaded.io.netty.buffer.Unpooled;
import io.grpc.netty.shaded.io.netty.channel.Channel;
import io.grpc.netty.shaded.io.netty.channel.ChannelFuture;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandlerContext;
import io.grpc.netty.shaded.io.netty.channel.ChannelInboundHandlerAdapter;
import io.grpc.netty.shaded.io.netty.channel.ChannelOption;
import io.grpc.netty.shaded.io.netty.channel.EventLoop;
import io.grpc.netty.shaded.io.netty.channel.FixedRecvByteBufAllocator;
import io.grpc.netty.shaded.io.netty.channel.local.LocalAddress;
import io.grpc.netty.shaded.io.netty.channel.local.LocalChannel;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Carries bytes between the daemon's stream and the server in memory, each direction at the pace of
 * its receiver.
 */
// Netty tells of every failure through the pipeline, too
@SuppressWarnings("FutureReturnValueIgnored")
final class Tunnel extends ChannelInboundHandlerAdapter
    implements ClientResponseObserver<BytesMessage, BytesMessage> {
  /** Messages of at most some 32 KiB that the daemon may have on their way to us. */
  private static final int AHEAD = 8;

  /** Frames that are there at the same time go to the daemon as one message of up to this size. */
  private static final int LARGEST_MESSAGE = 64 * 1024;

  private static final int GRACE_SECONDS = 2;

  private final Consumer<Throwable> lost;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile @Nullable ClientCallStreamObserver<BytesMessage> daemon;
  private volatile @Nullable Channel pipe;
  private volatile boolean closing;

  Tunnel(Consumer<Throwable> lost) {
    this.lost = lost;
  }

  void connect(LocalAddress server, EventLoop loop) throws IOException {
    ChannelFuture connecting =
        new Bootstrap()
            .group(loop)
            .channel(LocalChannel.class)
            .option(ChannelOption.AUTO_READ, false)
            .option(ChannelOption.RCVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(LARGEST_MESSAGE))
            .handler(this)
            .connect(server)
            .awaitUninterruptibly();
    if (!connecting.isSuccess()) {
      throw new IOException("no connection to the session's server", connecting.cause());
    }
    Channel channel = connecting.channel();
    pipe = channel;
    channel.config().setAutoRead(true);
    stream().request(AHEAD);
  }

  private ClientCallStreamObserver<BytesMessage> stream() {
    ClientCallStreamObserver<BytesMessage> stream = daemon;
    if (stream == null) {
      throw new IllegalStateException("the stream is not begun");
    }
    return stream;
  }

  // from the daemon

  @Override
  public void beforeStart(ClientCallStreamObserver<BytesMessage> stream) {
    stream.disableAutoRequestWithInitial(0);
    stream.setOnReadyHandler(this::resume);
    daemon = stream;
  }

  @Override
  public void onNext(BytesMessage message) {
    Channel channel = pipe;
    if (channel != null) {
      channel
          .writeAndFlush(Unpooled.wrappedBuffer(message.getData().asReadOnlyByteBuffer()))
          .addListener(written -> stream().request(1));
    }
  }

  @Override
  public void onError(Throwable cause) {
    end(cause);
  }

  @Override
  public void onCompleted() {
    end(new IOException("the daemon ended the session"));
  }

  private void end(Throwable cause) {
    ended.countDown();
    Channel channel = pipe;
    if (channel != null) {
      channel.close();
    }
    if (!closing) {
      lost.accept(cause);
    }
  }

  // from the server in memory

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf bytes = (ByteBuf) message;
    try {
      if (bytes.isReadable() && ended.getCount() > 0) {
        ByteString data = ByteString.copyFrom(bytes.nioBuffer());
        stream().onNext(BytesMessage.newBuilder().setData(data).build());
      }
    } finally {
      bytes.release();
    }
    if (!stream().isReady()) {
      ctx.channel().config().setAutoRead(false);
      // it may have become ready between the question and the answer
      if (stream().isReady()) {
        ctx.channel().config().setAutoRead(true);
      }
    }
  }

  private void resume() {
    Channel channel = pipe;
    if (channel != null) {
      channel.config().setAutoRead(true);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    if (ended.getCount() > 0) {
      stream().onCompleted();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    stream().cancel("the session's pipe failed", cause);
    ctx.close();
  }

  /** Ends a stream that never carried anything. */
  void abandon() {
    closing = true;
    ClientCallStreamObserver<BytesMessage> stream = daemon;
    if (stream != null) {
      stream.cancel("the session cannot be opened", null);
    }
  }

  /** Ends the stream politely, and by force when the daemon does not answer. */
  void close() {
    closing = true;
    Channel channel = pipe;
    if (channel != null) {
      channel.close().awaitUninterruptibly();
    }
    try {
      if (!ended.await(GRACE_SECONDS, TimeUnit.SECONDS)) {
        stream().cancel("the session is closed", null);
      }
    } catch (InterruptedException e) {
      stream().cancel("the session is closed", e);
      Thread.currentThread().interrupt();
    }
  }
}
