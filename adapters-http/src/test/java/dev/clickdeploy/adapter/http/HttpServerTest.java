package dev.clickdeploy.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HttpServerTest {
  private static final String ANY = "/deployments/01890000-0000-7000-8000-000000000000";

  /** Requests that wait inside until they are let go. */
  private static final class Gate implements Runnable {
    final CountDownLatch inside;
    final CountDownLatch open = new CountDownLatch(1);

    Gate(int requests) {
      inside = new CountDownLatch(requests);
    }

    @Override
    public void run() {
      inside.countDown();
      try {
        assertThat(open.await(30, TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException e) {
        throw new IllegalStateException("interrupted", e);
      }
    }

    void awaitInside() throws InterruptedException {
      assertThat(inside.await(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  private static CompletableFuture<Reply> later(TestServer server) {
    return TestServer.HTTP
        .sendAsync(server.request(ANY).GET().build(), BodyHandlers.ofString())
        .thenApply(Reply::new);
  }

  private static Set<String> serverThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(Thread::isAlive)
        .map(Thread::getName)
        .filter(name -> name.startsWith("XNIO"))
        .collect(Collectors.toSet());
  }

  @Test
  void two_hundred_requests_wait_at_once_without_a_thread_for_each() throws Exception {
    try (TestServer server = TestServer.start()) {
      Gate gate = new Gate(200);
      server.deployments.before = gate;
      List<CompletableFuture<Reply>> waiting =
          IntStream.range(0, 200).mapToObj(i -> later(server)).toList();

      gate.awaitInside();
      assertThat(TestServer.send(server.open("/healthz").GET()).status()).isEqualTo(200);
      gate.open.countDown();

      assertThat(waiting).allSatisfy(reply -> assertThat(reply.join().status()).isEqualTo(404));
    }
  }

  @Test
  void closing_lets_a_running_request_finish_and_refuses_new_ones() throws Exception {
    TestServer server = TestServer.start();
    Gate gate = new Gate(1);
    server.deployments.before = gate;
    RawClient connected = new RawClient(server.server.address());
    connected.say("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
    assertThat(connected.hear().status()).isEqualTo(200);
    CompletableFuture<Reply> running = later(server);
    gate.awaitInside();

    CompletableFuture<Void> closing = CompletableFuture.runAsync(server::close);
    RawClient.Raw refused =
        await()
            .atMost(Duration.ofSeconds(3))
            .until(
                () -> connected.say("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n").hear(),
                raw -> raw.status() != 200);
    gate.open.countDown();

    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.headers())
        .containsEntry("connection", "close")
        .containsEntry("retry-after", "5")
        .containsEntry("content-type", "application/problem+json")
        .containsKey("x-request-id");
    assertThat(refused.body()).contains("stopping");
    assertThat(running.join().status()).isEqualTo(404);
    closing.join();
    connected.close();
  }

  @Test
  void closing_ends_a_request_that_takes_too_long() throws Exception {
    Limits hasty =
        new Limits(
            Duration.ofSeconds(20),
            Duration.ofSeconds(60),
            Duration.ofSeconds(60),
            Duration.ofMillis(100),
            Duration.ofSeconds(5));
    TestServer server = TestServer.start(hasty);
    Gate gate = new Gate(1);
    server.deployments.before = gate;
    CompletableFuture<Reply> running = later(server);
    gate.awaitInside();

    long begin = System.nanoTime();
    server.close();

    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(3));
    assertThat(running.join().status()).isEqualTo(503);
    assertThat(running.join().detail()).contains("stopping");
  }

  @Test
  void closing_leaves_no_thread_and_no_listener_and_may_be_repeated() throws Exception {
    Set<String> before = serverThreads();
    TestServer server = TestServer.start();
    assertThat(TestServer.send(server.open("/healthz").GET()).status()).isEqualTo(200);
    assertThat(serverThreads()).hasSizeGreaterThan(before.size());
    int port = server.server.address().getPort();

    server.close();
    server.close();

    await().atMost(Duration.ofSeconds(2)).until(() -> before.containsAll(serverThreads()));
    try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      assertThat(free.getLocalPort()).isEqualTo(port);
    }
  }

  @Test
  void an_idle_connection_does_not_hold_up_the_close() throws Exception {
    TestServer server = TestServer.start();
    try (RawClient idle = new RawClient(server.server.address())) {
      idle.say("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n").hear();

      long begin = System.nanoTime();
      server.close();

      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(3));
      assertThat(idle.isEnded()).isTrue();
    }
  }

  @Test
  void an_interrupted_close_still_closes_and_stays_interrupted() {
    TestServer server = TestServer.start();
    int port = server.server.address().getPort();

    Thread.currentThread().interrupt();
    server.close();

    assertThat(Thread.interrupted()).isTrue();
    assertThatThrownBy(() -> new RawClient(new java.net.InetSocketAddress("127.0.0.1", port)))
        .isInstanceOf(java.net.ConnectException.class);
  }

  @Test
  void a_taken_port_is_said_in_one_sentence_and_leaves_no_thread() throws Exception {
    Set<String> before = serverThreads();
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> TestServer.onPort(taken.getLocalPort()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("cannot listen on")
          .hasMessageContaining(String.valueOf(taken.getLocalPort()))
          .hasMessageContaining("in use");
    }
    await().atMost(Duration.ofSeconds(2)).until(() -> before.containsAll(serverThreads()));
  }
}
