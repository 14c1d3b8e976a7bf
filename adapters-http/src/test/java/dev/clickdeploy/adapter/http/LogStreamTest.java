package dev.clickdeploy.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.deployment.LogLine;
import dev.clickdeploy.model.tenant.Name;
import dev.clickdeploy.model.tenant.Scope;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Logs that are followed live, over sockets. */
@Timeout(60)
class LogStreamTest {
  private static final Duration SHORT = Duration.ofMillis(300);

  private TestServer server = TestServer.start();
  private String deployment = deployment();

  private String deployment() {
    String service = server.createService().text("id");
    return server.post("/services/" + service + "/deploy", "{}").text("id");
  }

  private void restart(Duration transfer, Duration heartbeat, int streams) {
    server.close();
    Duration usual = Duration.ofSeconds(5);
    server =
        TestServer.start(
            new Limits(usual, usual, transfer, Duration.ofSeconds(30), usual, heartbeat, streams));
    deployment = deployment();
  }

  @AfterEach
  void stop() {
    server.close();
    await().atMost(Duration.ofSeconds(10)).until(() -> server.deployments.followers() == 0);
  }

  private HttpRequest.Builder logs(String query) {
    return server.request("/deployments/" + deployment + "/logs" + query);
  }

  private EventStream follow(String query) throws Exception {
    EventStream stream = EventStream.open(logs(query));
    assertThat(stream.response.statusCode()).isEqualTo(200);
    return stream;
  }

  private void log(String text) {
    server.deployments.log(LogLine.Stream.STDOUT, text);
  }

  private void log(int from, int to) {
    IntStream.range(from, to).forEach(i -> log("line " + i));
  }

  private static List<String> expected(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> "line " + i).toList();
  }

  private void end() {
    Deployment queued =
        server.deployments.get(Scope.of(server.organization), DeploymentId.parse(deployment));
    server.deployments.replace(queued.cancelled(server.clock.instant()));
  }

  @Test
  void lines_come_as_events_while_they_are_written_and_the_end_last() throws Exception {
    log("\u001b[32mgrün\u001b[0m \"quoted\"");
    try (EventStream stream = follow("")) {
      assertThat(stream.response.headers().firstValue("Content-Type"))
          .hasValue("text/event-stream");
      assertThat(stream.response.headers().firstValue("Cache-Control")).hasValue("no-store");
      assertThat(stream.next())
          .isEqualTo(
              new EventStream.Event(
                  "1",
                  "log",
                  "{\"sequence\":1,\"at\":\"2026-01-01T00:00:00Z\",\"stream\":\"stdout\","
                      + "\"text\":\"\\u001B[32mgrün\\u001B[0m \\\"quoted\\\"\"}"));
      log("second");
      assertThat(stream.texts(1)).containsExactly("second");
      log("third");
      end();
      assertThat(stream.texts(1)).containsExactly("third");
      assertThat(stream.next())
          .isEqualTo(new EventStream.Event("end", "end", "{\"status\":\"cancelled\"}"));
      assertThat(stream.next()).isNull();
    }
  }

  @Test
  void a_client_that_comes_again_goes_on_after_what_it_has_seen() throws Exception {
    log(0, 5);
    try (EventStream stream = EventStream.open(logs("?after=1").header("Last-Event-ID", "3"))) {
      assertThat(stream.texts(2)).isEqualTo(expected(3, 5));
    }
    try (EventStream stream = follow("?after=4")) {
      assertThat(stream.texts(1)).isEqualTo(expected(4, 5));
    }
    try (EventStream stream = EventStream.open(logs("?after=2").header("Last-Event-ID", ""))) {
      assertThat(stream.texts(3)).isEqualTo(expected(2, 5));
    }
  }

  @Test
  void a_client_that_has_seen_the_end_is_told_not_to_come_again() {
    Reply reply =
        TestServer.send(
            logs("").header("Accept", "text/event-stream").header("Last-Event-ID", "end").GET());

    assertThat(reply.status()).isEqualTo(204);
    assertThat(server.deployments.followers()).isZero();
  }

  @Test
  void a_last_event_id_of_another_kind_is_refused() {
    for (String id : List.of("x", "-1", "1.5", "1234567890123456789")) {
      Reply reply =
          TestServer.send(
              logs("").header("Accept", "text/event-stream").header("Last-Event-ID", id).GET());
      assertThat(reply.status()).isEqualTo(422);
      assertThat(reply.detail()).contains("Last-Event-ID").contains("'" + id + "'");
    }
    assertThat(server.deployments.followers()).isZero();
  }

  @Test
  void a_stream_without_news_shows_that_it_lives() throws Exception {
    restart(Duration.ofSeconds(5), SHORT, 10);
    try (EventStream stream = follow("")) {
      stream.awaitComment();
      stream.awaitComment();
      log("at last");
      assertThat(stream.texts(1)).containsExactly("at last");
      assertThat(stream.comments).contains("retry: 1000");
    }
  }

  @Test
  void a_client_that_leaves_is_followed_by_nobody_at_once() throws Exception {
    List<EventStream> streams = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      streams.add(follow(""));
    }
    await().until(() -> server.deployments.followers() == 5);
    for (EventStream stream : streams) {
      stream.close();
    }
    // the usual heartbeat would come later
    await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(
            () -> {
              assertThat(server.deployments.followers()).isZero();
              assertThat(server.server.streams()).isZero();
            });
  }

  @Test
  void a_client_that_takes_nothing_is_cut_and_holds_up_nobody() throws Exception {
    restart(SHORT, Duration.ofSeconds(15), 10);
    for (int i = 0; i < 3_000; i++) {
      log("x".repeat(8_000));
    }
    try (RawClient lazy = new RawClient(server.server.address());
        EventStream quick = follow("?after=3000")) {
      lazy.say(
          "GET /v1/click-deploy/deployments/%s/logs HTTP/1.1\r\nHost: x\r\n".formatted(deployment)
              + "Accept: text/event-stream\r\nAuthorization: Bearer %s\r\n\r\n"
                  .formatted(server.token));
      await().until(() -> server.deployments.followers() == 2);
      log("for the quick one");
      assertThat(quick.texts(1)).containsExactly("for the quick one");
      await().atMost(Duration.ofSeconds(20)).until(() -> server.deployments.followers() == 1);
      assertThat(lazy.rest()).hasSizeLessThan(24_000_000);
    }
  }

  @Test
  void a_server_that_closes_ends_its_streams_without_an_end_event() throws Exception {
    try (EventStream stream = follow("")) {
      await().until(() -> server.deployments.followers() == 1);
      long begin = System.nanoTime();
      server.close();
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(4));
      assertThat(stream.next()).isNull();
    }
  }

  @Test
  void more_streams_than_allowed_are_asked_to_come_again_and_the_api_goes_on() throws Exception {
    restart(Duration.ofSeconds(5), Duration.ofSeconds(15), 2);
    try (EventStream one = follow("");
        EventStream two = follow("")) {
      await().until(() -> server.server.streams() == 2);
      Reply refused = TestServer.send(logs("").header("Accept", "text/event-stream").GET());
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.header("Retry-After")).isPresent();
      assertThat(server.get("/deployments/" + deployment).status()).isEqualTo(200);
      assertThat(server.deployments.followers()).isEqualTo(2);
    }
  }

  @Test
  void two_hundred_follow_while_the_api_answers() throws Exception {
    List<EventStream> streams = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      streams.add(follow(""));
    }
    assertThat(server.get("/deployments/" + deployment).status()).isEqualTo(200);
    log(0, 50);
    end();
    for (EventStream stream : streams) {
      assertThat(stream.texts(50)).isEqualTo(expected(0, 50));
      assertThat(stream.next()).extracting(EventStream.Event::name).isEqualTo("end");
      stream.close();
    }
  }

  @Test
  void nobody_follows_without_a_token_of_the_organization() throws Exception {
    String foreign = server.token(server.tenants.createOrganization(new Name("Other")).id());
    String path = TestServer.API + "/deployments/" + deployment + "/logs";
    try (EventStream stream = EventStream.open(server.open(path))) {
      assertThat(stream.response.statusCode()).isEqualTo(401);
    }
    try (EventStream stream =
        EventStream.open(server.open(path).header("Authorization", "Bearer " + foreign))) {
      assertThat(stream.response.statusCode()).isEqualTo(404);
    }
    assertThat(server.deployments.followers()).isZero();
  }

  @Test
  void a_head_request_does_not_wait_for_the_end() {
    Reply head = TestServer.send(logs("").header("Accept", "text/event-stream").HEAD());

    assertThat(head.status()).isEqualTo(200);
    assertThat(head.header("Content-Type")).hasValue("text/event-stream");
  }
}
