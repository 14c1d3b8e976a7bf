package dev.clickdeploy.benchmarks.http.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoadTest {
  private static final int STALL_MILLIS = 300;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicInteger answered = new AtomicInteger();
  private final CountDownLatch never = new CountDownLatch(1);
  private HttpServer server;

  private final Requests requests =
      new Requests() {
        @Override
        public ByteBuffer next(long number) {
          return ByteBuffer.wrap(
              "GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        }

        @Override
        public void answered(long number, int status) {
          assertThat(status).isEqualTo(200);
          answered.incrementAndGet();
        }
      };

  /** The tenth request is stalled. */
  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            if (asked.incrementAndGet() == 10) {
              assertThat(never.await(STALL_MILLIS, TimeUnit.MILLISECONDS)).isFalse();
            }
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write(new byte[] {'o', 'k'});
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    threads.close();
  }

  @Test
  void a_stall_counts_for_every_request_that_was_due_meanwhile() throws IOException {
    try (Load load = new Load(server.getAddress(), 1)) {
      Outcome outcome = load.run(requests, Pace.open(100, Duration.ofSeconds(1)));

      assertThat(outcome.answered()).isEqualTo(100).isEqualTo(answered.get());
      // thirty were due while one connection waited, the first of them for all of the stall
      assertThat(outcome.millis(100)).isGreaterThanOrEqualTo(STALL_MILLIS - 1);
      assertThat(outcome.millis(85)).isGreaterThan(STALL_MILLIS / 3.0);
    }
  }

  @Test
  void a_closed_loop_asks_again_as_soon_as_it_is_answered() throws IOException {
    try (Load load = new Load(server.getAddress(), 4)) {
      Outcome outcome = load.run(requests, Pace.closed(Duration.ofMillis(500)));

      assertThat(outcome.answered()).isEqualTo(asked.get()).isEqualTo(answered.get());
      assertThat(outcome.perSecond()).isGreaterThan(20);
    }
  }
}
