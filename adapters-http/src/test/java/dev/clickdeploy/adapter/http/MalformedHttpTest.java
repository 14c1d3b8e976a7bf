package dev.clickdeploy.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is not HTTP is refused or cut, never an error of the server, and never a hang. */
class MalformedHttpTest {
  private static final String POST = "POST /v1/click-deploy/projects HTTP/1.1\r\nHost: x\r\n";

  private TestServer server;

  @BeforeEach
  void start() {
    server = TestServer.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  static String[] requests() {
    return new String[] {
      "\r\n\r\n\r\n\r\nGARBAGE\r\n\r\n",
      "\0\0\0\0\r\n\r\n",
      "GET\r\n\r\n",
      "GET /healthz HTTP/1.1\r\nNo colon here\r\n\r\n",
      "GET /healthz HTTP/1.1\r\nHost: x\r\nBig: " + "x".repeat(100_000) + "\r\n\r\n",
      "GET /healthz HTTP/1.1\r\n" + "A: b\r\n".repeat(5_000) + "\r\n",
      "GET /" + "x".repeat(100_000) + " HTTP/1.1\r\nHost: x\r\n\r\n",
      POST + "Content-Length: -1\r\n\r\n{}",
      POST + "Content-Length: 99999999999999999999\r\n\r\n{}",
      POST + "Content-Length: two\r\n\r\n{}",
      POST + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}}",
      POST + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
      POST + "Transfer-Encoding: chunked\r\n\r\nnot-a-length\r\n{}",
      POST + "Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n{}",
      POST + "Transfer-Encoding: gzip\r\n\r\n{}",
    };
  }

  @ParameterizedTest
  @MethodSource("requests")
  void what_is_not_http_is_refused_or_cut(String request) throws Exception {
    String authorized =
        request.replaceFirst(
            "Host: x\r\n", "Host: x\r\nAuthorization: Bearer " + server.token + "\r\n");
    try (RawClient client = new RawClient(server.server.address())) {
      client.say(authorized).sayNoMore();

      assertThat(statusOrCut(client)).isBetween(400, 499);
    }
    assertThat(TestServer.send(server.open("/healthz").GET()).status()).isEqualTo(200);
  }

  /** The status; 499 when the server has cut the connection without one. */
  private static int statusOrCut(RawClient client) throws IOException {
    try {
      return client.hear(false).status();
    } catch (EOFException | SocketException e) {
      return 499;
    }
  }
}
