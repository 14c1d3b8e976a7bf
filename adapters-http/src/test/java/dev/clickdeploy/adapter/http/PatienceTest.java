package dev.clickdeploy.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clickdeploy.model.deployment.LogLine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clients that are slow, and clients that only wait. */
class PatienceTest {
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final Limits IMPATIENT =
      new Limits(SHORT, SHORT.multipliedBy(4), SHORT, Duration.ofSeconds(2), SHORT);
  private static final String HEALTH = "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n";

  private final TestServer server = TestServer.start(IMPATIENT);

  @AfterEach
  void stop() {
    server.close();
  }

  private RawClient connect() throws Exception {
    return new RawClient(server.server.address());
  }

  private String head(int length) {
    return "POST /v1/click-deploy/projects HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n"
            .formatted(server.token)
        + "Content-Type: application/json\r\nContent-Length: %d\r\n\r\n".formatted(length);
  }

  @Test
  void a_head_that_never_ends_is_cut() throws Exception {
    try (RawClient slow = connect()) {
      slow.say("GET /healthz HTTP/1.1\r\nHost:");

      assertThat(slow.isEnded()).isTrue();
    }
  }

  @Test
  void a_body_that_never_ends_is_cut_and_does_not_hold_up_the_close() throws Exception {
    try (RawClient slow = connect()) {
      slow.say(head(100)).say("{\"name\"");

      assertThat(slow.isEnded()).isTrue();
    }
    long begin = System.nanoTime();
    server.close();
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
  }

  @Test
  void a_body_that_drips_is_cut_too() throws Exception {
    try (RawClient dripping = connect()) {
      dripping.say(head(1_000_000));

      await()
          .atMost(SHORT.multipliedBy(6))
          .pollInterval(SHORT.dividedBy(10))
          .until(() -> !dripping.canSay(" "));
    }
  }

  @Test
  void a_refused_body_that_never_ends_is_answered_and_then_cut() throws Exception {
    try (RawClient slow = connect()) {
      slow.say(head(2_000_000));

      assertThat(slow.hear().status()).isEqualTo(413);
      assertThat(slow.isEnded()).isTrue();
    }
  }

  @Test
  void a_connection_without_a_request_is_cut() throws Exception {
    try (RawClient idle = connect()) {
      assertThat(idle.isEnded()).isTrue();
    }
  }

  @Test
  void an_answer_that_is_not_taken_is_cut() throws Exception {
    String service = server.createService().text("id");
    String id = server.post("/services/" + service + "/deploy", "{}").text("id");
    for (int i = 0; i < 1_000; i++) {
      server.deployments.log(LogLine.Stream.STDOUT, "x".repeat(8_000));
    }
    try (RawClient reader = connect()) {
      String logs =
          "GET /v1/click-deploy/deployments/%s/logs HTTP/1.1\r\nHost: x\r\n".formatted(id);
      reader.say(logs + "Authorization: Bearer " + server.token + "\r\n\r\n");
      CountDownLatch never = new CountDownLatch(1);
      assertThat(never.await(SHORT.multipliedBy(4).toMillis(), TimeUnit.MILLISECONDS)).isFalse();

      assertThat(reader.rest()).hasSizeLessThan(8_000_000);
    }
  }

  @Test
  void a_request_may_be_handled_for_longer_than_any_client_may_be_slow() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    server.deployments.before = () -> waitInVain(never);
    try (RawClient waiting = connect()) {
      // the first answer starts whatever clock counts from answers
      waiting.say(HEALTH).hear();
      waiting.say(
          "GET /v1/click-deploy/deployments/01890000-0000-7000-8000-000000000000 HTTP/1.1\r\n"
              + "Host: x\r\nAuthorization: Bearer %s\r\n\r\n".formatted(server.token));

      assertThat(waiting.hear().status()).isEqualTo(404);
      assertThat(waiting.say(HEALTH).hear().status()).isEqualTo(200);
    }
  }

  private static void waitInVain(CountDownLatch never) {
    try {
      assertThat(never.await(SHORT.multipliedBy(5).toMillis(), TimeUnit.MILLISECONDS)).isFalse();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void a_connection_serves_one_request_after_another() throws Exception {
    try (RawClient client = connect()) {
      for (int i = 0; i < 5; i++) {
        assertThat(client.say(HEALTH).hear().status()).isEqualTo(200);
        String json = "{\"name\": \"p%d\"}".formatted(i);
        assertThat(client.say(head(json.length()) + json).hear().status()).isEqualTo(201);
      }
    }
  }

  @Test
  void requests_that_are_sent_together_are_answered_in_order() throws Exception {
    String json = "{\"name\": \"piped\"}";
    try (RawClient client = connect()) {
      client.say(HEALTH + head(json.length()) + json + head(2) + "[]" + HEALTH);

      List<Integer> statuses = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        statuses.add(client.hear().status());
      }
      assertThat(statuses).containsExactly(200, 201, 422, 200);
    }
  }

  @Test
  void a_body_in_many_small_pieces_is_one_body() throws Exception {
    String json = "{\"name\": \"pieces\"}";
    try (RawClient client = connect()) {
      client.say(head(json.length()));
      for (int i = 0; i < json.length(); i++) {
        client.say(json.substring(i, i + 1));
      }

      assertThat(client.hear().body()).contains("pieces");
    }
  }
}
