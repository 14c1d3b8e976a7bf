package dev.clickdeploy.adapter.http;

import io.undertow.server.AbstractServerConnection;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.conduits.ConduitStreamSourceChannel;

/**
 * Responses that are being streamed, each by a virtual thread of its own. They hold no thread that
 * others need, and end with their client or with the server.
 */
final class Streams implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Streams.class);

  private final int most;
  private final ExecutorService threads;
  private final Sender sender;
  private final Patience patience;
  private final Set<Open> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /**
   * None yet.
   *
   * @param most how many at once; more are asked to come again
   */
  Streams(int most, ExecutorService threads, Sender sender, Patience patience) {
    this.most = most;
    this.threads = threads;
    this.sender = sender;
    this.patience = patience;
  }

  private record Open(Outflow out, Streamed.Source source) {
    void leave() {
      source.close();
      out.cut();
    }
  }

  /** Sends one. */
  void send(HttpServerExchange exchange, Streamed response) {
    if (closed || open.size() >= most) {
      response.source().close();
      sender.send(exchange, Problems.of(refusal(), Reception.requestId(exchange)));
      return;
    }
    sender.head(exchange, 200, response.headers());
    if (response.endless()) {
      exchange.setPersistent(false);
    }
    // not as a handler: within its call nothing is written
    exchange.dispatch(threads, () -> run(exchange, response));
  }

  private ProblemException refusal() {
    return closed
        ? ProblemException.stopping()
        : ProblemException.unavailable(
            "%d responses are being streamed, which is the limit".formatted(most));
  }

  /** How many are open. */
  int count() {
    return open.size();
  }

  private void run(HttpServerExchange exchange, Streamed response) {
    Outflow out = new Outflow(exchange, patience);
    Open stream = new Open(out, response.source());
    open.add(stream);
    try (Streamed.Source source = response.source()) {
      if (closed) {
        source.close();
      }
      if (response.endless()) {
        exchange.getIoThread().execute(() -> watch(exchange, stream));
      }
      source.writeTo(out);
      out.end();
    } catch (IOException e) {
      out.cut(); // the client's own business
    } catch (InterruptedException e) {
      out.cut();
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      LOG.warn("request={} was broken off", Reception.requestId(exchange), e);
      out.cut();
    } finally {
      open.remove(stream);
    }
  }

  /** Sees a client leave that is sent nothing for now: its end of the connection ends. */
  private static void watch(HttpServerExchange exchange, Open stream) {
    if (exchange.getConnection() instanceof AbstractServerConnection connection) {
      ConduitStreamSourceChannel source = connection.getChannel().getSourceChannel();
      ByteBuffer ignored = ByteBuffer.allocate(512);
      source
          .getReadSetter()
          .set(
              ready -> {
                if (hasEnded(source, ignored)) {
                  source.suspendReads();
                  stream.leave();
                }
              });
      source.resumeReads();
    }
  }

  private static boolean hasEnded(ConduitStreamSourceChannel source, ByteBuffer ignored) {
    try {
      int read;
      do {
        read = source.read(ignored.clear());
      } while (read > 0);
      return read < 0;
    } catch (IOException e) {
      return true;
    }
  }

  /** Ends those that wait for news; the others may come to their end. */
  @Override
  public void close() {
    closed = true;
    open.forEach(stream -> stream.source().close());
  }
}
