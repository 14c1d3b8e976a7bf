package dev.clickdeploy.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestBodyTest {
  private static final int LIMIT = 1 << 20;

  private final TestServer server = TestServer.start();

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpRequest.Builder projects(String contentType) {
    return server.request("/projects").header("Content-Type", contentType);
  }

  private Reply sent(BodyPublisher body) {
    return TestServer.send(projects("application/json").POST(body));
  }

  /** A body of exactly this many bytes that names a project. */
  private static String bodyOf(int bytes) {
    String json = "{\"name\": \"big\"}";
    return json + " ".repeat(bytes - json.length());
  }

  @Test
  void malformed_json_is_refused_with_line_and_column() {
    Reply refused = server.post("/projects", "{\n  \"name\": oops\n}");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text("type")).isEqualTo("urn:click-deploy:problem:malformed-json");
    assertThat(refused.detail()).matches("the body is not valid JSON at line 2, column 1[0-9]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "{\"name\": ",
        "{\"name\": \"a\"} x",
        "{\"name\": \"a\", \"name\": \"b\"}",
        "{'name': 1}",
        "\u0000",
        "{\"name\": \"\u0001\"}",
        "NaN"
      })
  void what_is_not_json_is_400_at_a_place(String body) {
    Reply refused = server.post("/projects", body);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.detail()).contains("at line 1, column");
  }

  @Test
  void a_body_that_must_be_there_may_not_be_empty() {
    Reply refused = sent(BodyPublishers.noBody());

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.detail()).contains("empty");
  }

  @Test
  void bytes_that_are_not_utf8_are_400() {
    byte[] latin1 = "{\"name\": \"gr\u00fcn\"}".getBytes(StandardCharsets.ISO_8859_1);

    assertThat(sent(BodyPublishers.ofByteArray(latin1)).status()).isEqualTo(400);
  }

  @Test
  void half_a_character_is_no_name() {
    Reply refused = server.post("/projects", "{\"name\": \"\\ud83d\"}");

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.detail()).contains("'name'").contains("Unicode");
  }

  @Test
  void a_whole_character_outside_the_basic_plane_is_a_name() {
    assertThat(server.post("/projects", "{\"name\": \"\\ud83d\\ude80\"}").text("name"))
        .isEqualTo("🚀");
  }

  @Test
  void json_of_endless_depth_is_400() {
    Reply refused = server.post("/projects", "{\"name\":" + "[".repeat(100_000));

    assertThat(refused.status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "7", "null", "\"name\""})
  void another_kind_of_json_is_not_an_object(String body) {
    Reply refused = server.post("/projects", body);

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.detail()).isEqualTo("the body must be a JSON object");
  }

  @Test
  void a_long_unknown_field_is_not_repeated_whole() {
    Reply refused = server.post("/projects", "{\"" + "x".repeat(10_000) + "\": 1}");

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.detail()).contains("xxx…' is not known here; known are name");
    assertThat(refused.body()).hasSizeLessThan(500);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          application/json                    | 201
          Application/JSON; charset=UTF-8     | 201
          application/json;charset="utf-8"    | 201
          application/json; charset=latin1    | 415
          application/jsonp                   | 415
          text/plain                          | 415
          application/x-www-form-urlencoded   | 415
          """)
  void json_must_be_called_json(String contentType, int status) {
    Reply reply =
        TestServer.send(projects(contentType).POST(BodyPublishers.ofString("{\"name\": \"a\"}")));

    assertThat(reply.status()).isEqualTo(status);
    if (status == 415) {
      assertThat(reply.detail()).contains("Content-Type: application/json");
    }
  }

  @Test
  void a_body_of_one_mebibyte_is_taken_and_one_byte_more_is_not() {
    Reply taken = sent(BodyPublishers.ofString(bodyOf(LIMIT)));
    Reply refused = sent(BodyPublishers.ofString(bodyOf(LIMIT + 1)));

    assertThat(taken.status()).isEqualTo(201);
    assertThat(refused.status()).isEqualTo(413);
    assertThat(refused.detail()).isEqualTo("the body is larger than 1048576 bytes");
  }

  @Test
  void a_body_of_unknown_length_is_counted_as_it_comes() {
    assertThat(sent(chunked(LIMIT)).status()).isEqualTo(201);
    assertThat(sent(chunked(LIMIT + 1)).status()).isEqualTo(413);
    assertThat(sent(chunked(30 * LIMIT)).status()).isEqualTo(413);
    assertThat(server.get("/projects/x").status()).isEqualTo(404);
  }

  private static BodyPublisher chunked(int bytes) {
    byte[] body = bodyOf(bytes).getBytes(StandardCharsets.UTF_8);
    return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
  }

  @Test
  void a_client_that_asks_before_it_sends_is_told_to_go_on() {
    Reply created =
        TestServer.send(
            projects("application/json")
                .expectContinue(true)
                .POST(BodyPublishers.ofString("{\"name\": \"asked\"}")));

    assertThat(created.status()).isEqualTo(201);
  }

  @Test
  void a_client_that_asks_before_it_sends_too_much_is_told_not_to() throws Exception {
    try (RawClient client = new RawClient(server.server.address())) {
      client.say(
          "POST /v1/click-deploy/projects HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n"
              + "Authorization: Bearer %s\r\nContent-Length: 2000000\r\n\r\n"
                  .formatted(server.token));

      assertThat(client.hear().status()).isEqualTo(413);
    }
  }

  @Test
  void a_body_on_a_route_that_takes_none_is_passed_over() throws Exception {
    try (RawClient client = new RawClient(server.server.address())) {
      client.say("GET /healthz HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello");
      assertThat(client.hear().status()).isEqualTo(200);

      client.say("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
      assertThat(client.hear().status()).isEqualTo(200);
    }
  }

  @Test
  void a_body_that_breaks_off_creates_nothing_and_the_server_lives_on() throws Exception {
    try (RawClient client = new RawClient(server.server.address())) {
      client.say(
          "POST /v1/click-deploy/projects HTTP/1.1\r\nHost: x\r\n"
              + "Authorization: Bearer %s\r\nContent-Type: application/json\r\n"
                  .formatted(server.token)
              + "Content-Length: 100\r\n\r\n{\"name\":");
      client.sayNoMore();

      assertThat(client.isEnded()).isTrue();
    }
    assertThat(server.post("/projects", "{\"name\": \"after\"}").status()).isEqualTo(201);
  }
}
