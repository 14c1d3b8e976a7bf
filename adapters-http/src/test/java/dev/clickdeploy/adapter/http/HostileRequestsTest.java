package dev.clickdeploy.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are meant to do harm, at every route: a problem each time, and never a fault. */
class HostileRequestsTest {
  private static final TestServer SERVER = TestServer.start();
  private static final String ID = "01890000-0000-7000-8000-000000000000";

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @AfterEach
  void the_server_still_answers() {
    assertThat(TestServer.send(SERVER.open("/healthz").GET()).status()).isEqualTo(200);
  }

  static Stream<Route> routes() {
    return SERVER.server.routes().stream();
  }

  static Stream<Route> withBody() {
    return routes().filter(route -> route.bodyLimit() > 0);
  }

  private static String head(Route route, String path) {
    String token = route.access() == Access.ADMIN ? TestServer.ADMIN : SERVER.token;
    return "%s %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer %s\r\n"
            .formatted(route.method(), path, token)
        + "X-GitHub-Event: push\r\nX-Hub-Signature-256: sha256=00\r\n"
        + "X-Gitlab-Event: Push Hook\r\nX-Gitlab-Token: no-such-token\r\n";
  }

  private static String path(Route route) {
    return route.template().replaceAll("\\{[^}]+}", ID);
  }

  private static RawClient.Raw said(String request) throws IOException {
    try (RawClient client = new RawClient(SERVER.server.address())) {
      return client.say(request).hear();
    }
  }

  /** A problem document that says nothing of the inside. */
  private static void isProblem(RawClient.Raw answer) {
    assertThat(answer.status()).as(answer.body()).isBetween(400, 499);
    assertThat(answer.headers().get("content-type")).isEqualTo("application/problem+json");
    assertThat(answer.headers()).containsKey("x-request-id");
    assertThat(answer.body())
        .contains("urn:click-deploy:problem:")
        .doesNotContain("Exception")
        .doesNotContain("\tat ")
        .doesNotContain("jackson")
        .hasSizeLessThan(10_000);
  }

  static List<String> bodies() {
    return List.of(
        "[".repeat(10_000),
        "{\"a\":".repeat(10_000),
        "{\"name\": " + "[".repeat(10_000) + "]".repeat(10_000) + "}",
        "{\"name\": \"a\", \"name\": \"b\"}",
        "{\"name\": " + "9".repeat(5_000) + "}",
        "{\"name\": 1e999999999}",
        "{\"name\": -0.00000000000000000000001E-400000}",
        "{\"name\": \"a\\u0000b\"}",
        "{\"name\": \"\\u001b[2J\\u0007\\r\\nX: y\"}",
        "{\"name\": \"a\0b\"}",
        "{\"name\": \"\\ud800\"}",
        "{\"__proto__\": {\"x\": 1}}",
        "{\"\": \"\"}",
        "{\"name\": {\"name\": {\"name\": 1}}}",
        "{\"ref\": 7}",
        "{\"ref\": \"a\\u0000b\"}",
        "{\"name\": \"x\"} {\"name\": \"y\"}",
        "{\"name\": \"\u00ff\u00fe\u00c0\u0080\"}",
        "\u00ef\u00bb\u00bf\u0000",
        "\u00ff\u00fe{\u0000}\u0000",
        "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY y SYSTEM \"file:///etc/passwd\">]><x>&y;</x>",
        "null",
        "NaN",
        "\"text\"",
        "{" + "\"x\": 1, ".repeat(5_000) + "\"y\": 1}",
        "{"
            + IntStream.range(0, 5_000)
                .mapToObj(i -> "\"x" + i + "\": 1,")
                .reduce("", String::concat)
            + "\"y\": 1}");
  }

  @ParameterizedTest
  @MethodSource("withBody")
  void a_hostile_body_is_refused(Route route) throws Exception {
    for (String body : bodies()) {
      int length = body.getBytes(StandardCharsets.ISO_8859_1).length;
      isProblem(
          said(
              head(route, path(route))
                  + "Content-Type: application/json\r\nContent-Length: %d\r\n\r\n".formatted(length)
                  + body));
    }
  }

  @ParameterizedTest
  @MethodSource("withBody")
  void a_body_that_is_too_long_is_refused_before_it_is_read(Route route) throws Exception {
    RawClient.Raw refused =
        said(
            head(route, path(route))
                + "Content-Type: application/json\r\nContent-Length: %d\r\n\r\n"
                    .formatted(route.bodyLimit() + 1L));

    isProblem(refused);
    assertThat(refused.status()).isEqualTo(413);
  }

  @ParameterizedTest
  @MethodSource("withBody")
  void another_kind_of_content_is_refused(Route route) throws Exception {
    for (String type :
        List.of(
            "text/plain",
            "application/xml",
            "application/json; charset=utf-16",
            "multipart/form-data; boundary=x",
            "application/json, text/html",
            "/",
            "x".repeat(2_000))) {
      isProblem(
          said(
              head(route, path(route))
                  + "Content-Type: %s\r\nContent-Length: 13\r\n\r\n".formatted(type)
                  + "{\"name\": \"x\"}"));
    }
  }

  @ParameterizedTest
  @MethodSource("routes")
  void an_odd_id_or_query_is_no_fault(Route route) throws Exception {
    for (String odd :
        List.of(
            "%00",
            "..%2f..%2fetc%2fpasswd",
            "%2e%2e",
            "%F0%9F%92%A9",
            "%ff%fe",
            "';--",
            "{id}",
            ID + "%00",
            "x".repeat(4_000),
            "-1",
            "%25s%25n",
            "*")) {
      String path = route.template().replaceAll("\\{[^}]+}", odd.replace("$", ""));
      harmless(said(head(route, path) + "Content-Length: 0\r\n\r\n"));
      harmless(
          said(
              head(route, path(route) + "?limit=" + odd + "&before=" + odd + "&a" + odd + "&&&=")
                  + "Content-Length: 0\r\n\r\n"));
    }
  }

  /** Refused by a problem, or not minded where nothing is read of it. */
  private static void harmless(RawClient.Raw answer) {
    assertThat(answer.status()).as(answer.body()).isBetween(200, 499);
    if (answer.status() >= 400 && answer.headers().containsKey("content-type")) {
      isProblem(answer);
    }
  }

  @Test
  void a_thousand_parameters_are_no_fault() throws Exception {
    String many =
        IntStream.range(0, 1_000).mapToObj(i -> "p" + i + "=1").reduce("", (a, b) -> a + "&" + b);

    harmless(said("GET /healthz?" + many + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"));
    harmless(
        said(
            "GET %s/projects/%s?%s HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                .formatted(Route.API, ID, many)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/click-deploy/../../etc/passwd",
        "/v1/click-deploy/%2e%2e/%2e%2e/healthz",
        "/v1%2fclick-deploy%2fprojects",
        "/v1\\click-deploy\\projects",
        "//v1//click-deploy//projects",
        "/v1/click-deploy/projects/%00",
        "/v1/click-deploy/projects/\u00ff",
        "/healthz%00.html",
        "/healthz/..;/metrics",
        "/%252e%252e/x"
      })
  void a_path_that_goes_elsewhere_leads_nowhere(String path) throws Exception {
    RawClient.Raw answer =
        said("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

    assertThat(answer.status()).isBetween(400, 499);
    harmless(answer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TRACE", "CONNECT", "PROPFIND", "get", "X"})
  void other_methods_are_refused_at_every_route(String method) throws Exception {
    for (Route route : routes().toList()) {
      RawClient.Raw answer =
          said(
              "%s %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Echo: echoed-back\r\n\r\n"
                  .formatted(method, path(route)));
      assertThat(answer.status()).isIn(400, 404, 405);
      assertThat(answer.body()).doesNotContain("echoed-back");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 5\r\nContent-Length: 6\r\n\r\n{}GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n",
        "Content-Length: 6\r\n"
            + "Transfer-Encoding: chunked\r\n\r\n"
            + "0\r\n\r\n"
            + "GET /healthz HTTP/1.1\r\n\r\n",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
        "Content-Length: +2\r\n\r\n{}",
        "Content-Length: 0x2\r\n\r\n{}",
        "Transfer-Encoding: chunked\r\n\r\n-1\r\n{}\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n2;" + "x\r\n{}\r\nzz\r\n\r\n",
      })
  void a_request_of_two_lengths_is_not_acted_on_and_smuggles_nothing(String rest) throws Exception {
    try (RawClient client = new RawClient(SERVER.server.address())) {
      client.say(
          "POST /v1/click-deploy/projects HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
              + "Authorization: Bearer "
              + SERVER.token
              + "\r\n"
              + rest);
      client.sayNoMore();
      String all = new String(client.rest(), StandardCharsets.UTF_8);
      assertThat(all).doesNotContain("HTTP/1.1 2").doesNotContain("HTTP/1.1 5");
    } catch (SocketException e) {
      assertThat(e.getMessage()).as("cut, which is an answer too").isNotBlank();
    }
  }
}
