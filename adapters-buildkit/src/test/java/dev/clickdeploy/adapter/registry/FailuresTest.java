package dev.clickdeploy.adapter.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;

import dev.clickdeploy.adapter.registry.StubRegistry.Reply;
import dev.clickdeploy.adapter.registry.http.RegistryAddress;
import dev.clickdeploy.adapter.registry.http.Retries;
import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.port.out.PortException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailuresTest {
  @ParameterizedTest
  @CsvSource({
    "403, REGISTRY, quota",
    "404, REGISTRY, REGISTRY_URL",
    "418, REGISTRY, operator",
    "429, INFRASTRUCTURE, later",
    "500, INFRASTRUCTURE, later",
    "503, INFRASTRUCTURE, later",
  })
  void each_status_has_its_class_and_its_mend(int status, FailureClass type, String mend) {
    String body = "{\"errors\":[{\"code\":\"DENIED\",\"message\":\"because\\nof this\"}]}";
    try (StubRegistry stub = new StubRegistry(asked -> new Reply(status, body));
        OciRegistry registry = patient(stub.url())) {
      PortException failure = failureOf(registry);

      assertThat(failure.failure().type()).isEqualTo(type);
      assertThat(failure.failure().mend()).contains(mend);
      assertThat(failure)
          .hasMessage(
              "the registry %s answered %d (DENIED: because of this)"
                  .formatted(stub.host(), status));
    }
  }

  @Test
  void a_proxys_page_instead_of_json_is_not_repeated() {
    try (StubRegistry stub = new StubRegistry(asked -> new Reply(502, "<html>x</html>"));
        OciRegistry registry = patient(stub.url())) {
      assertThat(failureOf(registry)).hasMessageEndingWith("answered 502");
      assertThat(stub.asked()).hasSize(Retries.ATTEMPTS);
    }
  }

  @Test
  void nobody_listening_is_a_failure_of_the_infrastructure() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    try (OciRegistry registry = OciRegistry.at("http://127.0.0.1:" + port, null, null)) {
      PortException failure = failureOf(registry);

      assertThat(failure.isRetryable()).isTrue();
      assertThat(failure).hasMessageContaining("127.0.0.1:" + port);
      assertThat(failure.failure().mend()).contains("REGISTRY_URL");
    }
  }

  @Test
  void an_unknown_host_is_a_failure_of_the_infrastructure() {
    try (OciRegistry registry = OciRegistry.at("https://registry.invalid", null, null)) {
      assertThat(failureOf(registry).failure().type()).isEqualTo(FailureClass.INFRASTRUCTURE);
    }
  }

  @Test
  void an_interrupt_ends_a_request_and_is_kept() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        OciRegistry registry =
            OciRegistry.at("http://127.0.0.1:" + silent.getLocalPort(), null, null)) {
      CompletableFuture<Boolean> ended = new CompletableFuture<>();
      Thread caller =
          Thread.startVirtualThread(
              () -> {
                try {
                  registry.check();
                } catch (PortException e) {
                  ended.complete(Thread.currentThread().isInterrupted());
                }
              });
      silent.accept();
      caller.interrupt();

      await().untilAsserted(() -> assertThat(ended).isCompletedWithValue(true));
    }
  }

  @Test
  void no_thread_stays_behind_after_close() {
    try (StubRegistry stub = new StubRegistry(asked -> new Reply(200, ""))) {
      OciRegistry registry = OciRegistry.at(stub.url(), null, null);
      List<Long> before = httpClientThreads();
      registry.check();
      registry.close();

      await().untilAsserted(() -> assertThat(before).containsAll(httpClientThreads()));
      assertThat(failureOf(registry).failure().type()).isEqualTo(FailureClass.INFRASTRUCTURE);
    }
  }

  private static List<Long> httpClientThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("HttpClient-"))
        .map(Thread::threadId)
        .toList();
  }

  private static OciRegistry patient(String url) {
    return new OciRegistry(RegistryAddress.parse(url), null, InstantSource.system(), wait -> {});
  }

  private static PortException failureOf(OciRegistry registry) {
    return assertThatThrownBy(registry::check).asInstanceOf(type(PortException.class)).actual();
  }
}
