package dev.clickdeploy.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clickdeploy.adapter.http.Monitoring.Ended;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestIdTest {
  private final TestServer server = TestServer.start();

  @AfterEach
  void stop() {
    server.close();
  }

  private Reply with(String id) {
    return TestServer.send(server.request("/projects/x").header("X-Request-Id", id).GET());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "7f3c:1.2_3-4", "01890000-0000-7000-8000-000000000000"})
  void a_clients_own_id_comes_back_and_is_in_the_problem(String id) {
    Reply refused = with(id);

    assertThat(refused.header("X-Request-Id")).hasValue(id);
    assertThat(refused.text("instance")).isEqualTo("urn:click-deploy:request:" + id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "two words", "<script>", "a\tb", "${jndi:x}", "ä"})
  void what_could_harm_a_log_is_replaced(String id) {
    assertThat(with(id).header("X-Request-Id").orElseThrow()).matches("[0-9a-f-]{36}");
  }

  @Test
  void an_endless_one_is_replaced() {
    assertThat(with("x".repeat(100)).header("X-Request-Id")).hasValue("x".repeat(100));
    assertThat(with("x".repeat(101)).header("X-Request-Id").orElseThrow()).hasSize(36);
  }

  @Test
  void requests_are_counted_by_template_and_known_methods() {
    with("a");
    TestServer.send(server.open("/any/thing").GET());
    TestServer.send(server.open("/healthz").method("BREW", BodyPublishers.noBody()));

    await().until(() -> server.monitoring.ended.size() == 3);
    assertThat(server.monitoring.ended)
        .extracting(Ended::method, Ended::route, Ended::status)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("GET", Route.API + "/projects/{id}", 404),
            org.assertj.core.groups.Tuple.tuple("GET", "none", 404),
            org.assertj.core.groups.Tuple.tuple("other", "none", 405));
    assertThat(server.monitoring.ended)
        .allSatisfy(
            ended -> {
              assertThat(ended.took()).isPositive();
              assertThat(ended.bytes()).isPositive();
            });
  }

  @Test
  void metrics_are_for_the_administrator() {
    assertThat(TestServer.send(server.open("/metrics").GET()).status()).isEqualTo(401);
    assertThat(
            TestServer.send(
                    server.open("/metrics").header("Authorization", "Bearer " + server.token).GET())
                .status())
        .isEqualTo(403);
    Reply metrics =
        TestServer.send(
            server.open("/metrics").header("Authorization", "Bearer " + TestServer.ADMIN).GET());
    assertThat(metrics.status()).isEqualTo(200);
    assertThat(metrics.header("Content-Type")).hasValue("text/plain; version=0.0.4; charset=utf-8");
    assertThat(metrics.body()).startsWith("requests ");
  }
}
