package dev.clickdeploy.benchmarks.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeldTest {
  @TempDir private Path directory;

  private Held now() throws Exception {
    return Held.now(directory.resolve("threads.txt"));
  }

  @Test
  void a_thread_that_stays_is_seen() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    Held before = now();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CountDownLatch begun = new CountDownLatch(2);
      for (int i = 0; i < 2; i++) {
        threads.submit(
            () -> {
              begun.countDown();
              end.await();
              return null;
            });
      }
      begun.await();
      assertThat(now().virtual()).isEqualTo(before.virtual() + 2);
      end.countDown();
    }
    assertThat(now().virtual()).isEqualTo(before.virtual());
  }

  @Test
  void a_thread_of_the_kernel_that_stays_is_seen() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(40);
    long before = now().threads();
    try (ExecutorService threads = Executors.newCachedThreadPool()) {
      for (int i = 0; i < 40; i++) {
        threads.submit(
            () -> {
              begun.countDown();
              end.await();
              return null;
            });
      }
      begun.await();
      // the JVM's own come and go
      assertThat(now().threads()).isGreaterThan(before + 20);
      end.countDown();
    }
  }

  @Test
  void a_socket_that_stays_open_is_seen() throws Exception {
    InetAddress here = InetAddress.getLoopbackAddress();
    try (ServerSocket server = new ServerSocket(0, 1, here)) {
      long before = now().sockets();
      try (Socket client = new Socket(here, server.getLocalPort());
          Socket accepted = server.accept()) {
        assertThat(client.isConnected() && accepted.isConnected()).isTrue();
        assertThat(now().sockets()).isEqualTo(before + 2);
      }
      assertThat(now().sockets()).isEqualTo(before);
    }
  }
}
