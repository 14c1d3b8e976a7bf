package dev.clickdeploy.adapter.http;

import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.channels.StreamSinkChannel;

/**
 * A response's body, written piece by piece. The one who writes waits until each is taken; what
 * there is to do on the channel is done in its I/O thread, which never waits.
 */
final class Outflow {
  private final HttpServerExchange exchange;
  private final Patience patience;
  private final Duration most;
  private volatile boolean cut;
  private volatile CompletableFuture<Boolean> taken = CompletableFuture.completedFuture(true);

  /** Of the I/O thread. */
  private @Nullable StreamSinkChannel channel;

  Outflow(HttpServerExchange exchange, Patience patience) {
    this.exchange = exchange;
    this.patience = patience;
    this.most = patience.most();
  }

  /**
   * Sends bytes.
   *
   * @throws IOException when the client is gone, or takes longer than patience allows
   */
  void write(byte[] bytes) throws IOException, InterruptedException {
    CompletableFuture<Boolean> piece = new CompletableFuture<>();
    taken = piece;
    if (cut) {
      throw gone(null);
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    exchange.getIoThread().execute(() -> begin(buffer, piece));
    try {
      piece.get(most.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw gone(e);
    }
  }

  private static IOException gone(@Nullable Throwable cause) {
    return new IOException("the client takes no more", cause);
  }

  private void begin(ByteBuffer buffer, CompletableFuture<Boolean> piece) {
    try {
      StreamSinkChannel sink = sink();
      if (isDrained(sink, buffer)) {
        piece.complete(true);
      } else {
        sink.getWriteSetter().set(ready -> goOn(sink, buffer, piece));
        sink.resumeWrites();
      }
    } catch (IOException | RuntimeException e) {
      piece.completeExceptionally(e);
    }
  }

  private void goOn(StreamSinkChannel sink, ByteBuffer buffer, CompletableFuture<Boolean> piece) {
    try {
      if (isDrained(sink, buffer)) {
        sink.suspendWrites();
        piece.complete(true);
      }
    } catch (IOException | RuntimeException e) {
      sink.suspendWrites();
      piece.completeExceptionally(e);
    }
  }

  private StreamSinkChannel sink() throws IOException {
    StreamSinkChannel sink = channel == null ? exchange.getResponseChannel() : channel;
    if (sink == null) {
      throw gone(null);
    }
    channel = sink;
    return sink;
  }

  private static boolean isDrained(StreamSinkChannel sink, ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      if (sink.write(buffer) == 0) {
        return false;
      }
    }
    return sink.flush();
  }

  /** Nothing more comes; what was written is the whole body. */
  void end() {
    exchange
        .getIoThread()
        .execute(
            () -> {
              exchange.endExchange();
              patience.untilTaken(exchange);
            });
  }

  /** Breaks off: the client sees that this is not the whole body. */
  void cut() {
    cut = true;
    taken.completeExceptionally(gone(null));
    exchange
        .getIoThread()
        .execute(
            () -> {
              IoUtils.safeClose(exchange.getConnection());
              exchange.endExchange();
            });
  }
}
