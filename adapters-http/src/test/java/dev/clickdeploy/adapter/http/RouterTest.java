package dev.clickdeploy.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouterTest {
  private final TestServer server = TestServer.start();

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/", "/v1", "/v1/click-deploy", "/v1/click-deploy/", "/v1/click-deploy/projects/",
        "//healthz", "/healthz/", "/HEALTHZ", "/webhooks/sourceforge",
            "/v1/click-deploy/services/x/y/z"
      })
  void an_unknown_path_is_not_found_and_says_where_the_api_is(String path) {
    Reply refused = TestServer.send(server.open(path).GET());

    assertThat(refused.status()).isEqualTo(404);
    assertThat(refused.header("Content-Type")).hasValue("application/problem+json");
    assertThat(refused.detail()).contains(path).contains("/v1/click-deploy");
  }

  @Test
  void a_long_path_is_not_repeated_whole() {
    Reply refused = TestServer.send(server.open("/" + "x".repeat(5_000)).GET());

    assertThat(refused.status()).isEqualTo(404);
    assertThat(refused.body()).hasSizeLessThan(400);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          DELETE | /healthz                                | GET, HEAD, OPTIONS
          POST   | /readyz                                 | GET, HEAD, OPTIONS
          GET    | /webhooks/github                        | POST, OPTIONS
          PUT    | /v1/click-deploy/organizations          | GET, HEAD, POST, OPTIONS
          PUT    | /v1/click-deploy/projects/x/services    | GET, HEAD, POST, OPTIONS
          PUT    | /v1/click-deploy/services/x             | DELETE, GET, HEAD, PATCH, OPTIONS
          GET    | /v1/click-deploy/services/x/deploy      | POST, OPTIONS
          HEAD   | /v1/click-deploy/deployments/x/cancel   | POST, OPTIONS
          BREW   | /v1/click-deploy/deployments/x          | GET, HEAD, OPTIONS
          """)
  void another_method_is_refused_and_told_what_is_allowed(
      String method, String path, String allowed) {
    Reply refused = TestServer.send(server.open(path).method(method, BodyPublishers.noBody()));

    assertThat(refused.status()).isEqualTo(405);
    assertThat(refused.header("Allow")).hasValue(allowed);
    if (!method.equals("HEAD")) {
      assertThat(refused.detail()).isEqualTo(path + " takes " + allowed);
    }
  }

  @Test
  void options_tells_the_methods_without_a_token() {
    Reply told =
        TestServer.send(
            server
                .open(TestServer.API + "/projects/x/services")
                .method("OPTIONS", BodyPublishers.noBody()));

    assertThat(told.status()).isEqualTo(204);
    assertThat(told.header("Allow")).hasValue("GET, HEAD, POST, OPTIONS");
    assertThat(told.body()).isEmpty();
  }

  @Test
  void head_answers_as_get_without_the_body() throws Exception {
    Reply get = TestServer.send(server.open("/healthz").GET());
    try (RawClient client = new RawClient(server.server.address())) {
      client.say("HEAD /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
      RawClient.Raw head = client.hear(false);
      client.say("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");

      assertThat(head.status()).isEqualTo(200);
      assertThat(head.headers().get("content-length"))
          .isEqualTo(String.valueOf(get.body().length()));
      assertThat(client.hear().body()).isEqualTo(get.body());
    }
  }

  @Test
  void head_needs_a_token_where_get_does() {
    Reply refused =
        TestServer.send(
            server
                .open(TestServer.API + "/projects/01890000-0000-7000-8000-000000000000")
                .method("HEAD", BodyPublishers.noBody()));

    assertThat(refused.status()).isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          OPTIONS * HTTP/1.1              | 404
          GET http://x HTTP/1.1           | 404
          GET http://x/healthz HTTP/1.1   | 200
          GET /healthz?a=%zz HTTP/1.1     | 400
          GET /%zz HTTP/1.1               | 400
          GET /healthz;x=1 HTTP/1.1       | 200
          GET /v1/../healthz HTTP/1.1     | 404
          """)
  void odd_targets_are_answered_and_never_break_the_server(String line, int status)
      throws Exception {
    try (RawClient client = new RawClient(server.server.address())) {
      client.say(line + "\r\nHost: x\r\nConnection: close\r\n\r\n");

      assertThat(client.hear().status()).isEqualTo(status);
    }
  }
}
