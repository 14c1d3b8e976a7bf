package dev.clickdeploy.adapter.http;

import io.undertow.connector.PooledByteBuffer;
import io.undertow.server.HttpServerExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.xnio.IoUtils;
import org.xnio.channels.StreamSourceChannel;

/** A request's body while it arrives. No thread waits for it, however slow the client is. */
final class Body {
  private enum State {
    MORE_TO_COME,
    WHOLE,
    TOO_LARGE,
    BROKEN_OFF
  }

  private final HttpServerExchange exchange;
  private final int limit;
  private final Consumer<byte[]> whole;
  private final Consumer<ProblemException> refused;
  private final ByteArrayOutputStream received = new ByteArrayOutputStream();

  private Body(
      HttpServerExchange exchange,
      int limit,
      Consumer<byte[]> whole,
      Consumer<ProblemException> refused) {
    this.exchange = exchange;
    this.limit = limit;
    this.whole = whole;
    this.refused = refused;
  }

  /**
   * Collects the body and hands it on, here when it is there already, else later in an I/O thread.
   * A client that breaks off gets no answer.
   *
   * @param limit most bytes; 0 reads nothing and hands on an empty body
   * @param refused takes the 413 when there are more
   */
  static void receive(
      HttpServerExchange exchange,
      int limit,
      Consumer<byte[]> whole,
      Consumer<ProblemException> refused) {
    Body body = new Body(exchange, limit, whole, refused);
    if (limit == 0 || exchange.isRequestComplete()) {
      whole.accept(new byte[0]);
    } else if (exchange.getRequestContentLength() > limit) {
      refused.accept(body.tooLarge());
    } else {
      body.begin(exchange.getRequestChannel());
    }
  }

  private void begin(StreamSourceChannel channel) {
    State state = drain(channel);
    if (state == State.MORE_TO_COME) {
      channel.getReadSetter().set(this::goOn);
      channel.resumeReads();
    } else {
      end(state);
    }
  }

  private void goOn(StreamSourceChannel channel) {
    State state = drain(channel);
    if (state != State.MORE_TO_COME) {
      // first, because whoever ends the exchange listens here for what is left to discard
      channel.getReadSetter().set(null);
      channel.suspendReads();
      end(state);
    }
  }

  private State drain(StreamSourceChannel channel) {
    try (PooledByteBuffer pooled = exchange.getConnection().getByteBufferPool().allocate()) {
      ByteBuffer buffer = pooled.getBuffer();
      int read;
      while ((read = channel.read(buffer.clear())) > 0) {
        if (received.size() + read > limit) {
          return State.TOO_LARGE;
        }
        append(buffer.flip());
      }
      return read < 0 ? State.WHOLE : State.MORE_TO_COME;
    } catch (IOException e) {
      return State.BROKEN_OFF;
    }
  }

  private void end(State state) {
    switch (state) {
      case WHOLE -> whole.accept(received.toByteArray());
      case TOO_LARGE -> refused.accept(tooLarge());
      case BROKEN_OFF -> {
        IoUtils.safeClose(exchange.getConnection());
        exchange.endExchange();
      }
      case MORE_TO_COME -> throw new IllegalStateException("the body has not ended");
    }
  }

  private void append(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    received.writeBytes(bytes);
  }

  private ProblemException tooLarge() {
    return new ProblemException(Problem.TOO_LARGE, "the body is larger than " + limit + " bytes");
  }
}
