package dev.clickdeploy.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.model.deployment.LogLine;
import dev.clickdeploy.port.out.PortException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Logs of many pages as one text. */
class LogDownloadTest {
  private static final int LINES = 3_500;

  private final TestServer server = TestServer.start();
  private String logs = "";

  @BeforeEach
  void a_long_log() {
    String service = server.createService().text("id");
    logs =
        "/deployments/"
            + server.post("/services/" + service + "/deploy", "{}").text("id")
            + "/logs";
    IntStream.range(0, LINES)
        .forEach(i -> server.deployments.log(LogLine.Stream.STDOUT, "\u001b[1mline\u001b[0m " + i));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpRequest.Builder text(String query) {
    return server.request(logs + query).header("Accept", "text/plain");
  }

  private static String expected(int from) {
    return IntStream.range(from, LINES)
        .mapToObj(i -> "\u001b[1mline\u001b[0m " + i + "\n")
        .collect(Collectors.joining());
  }

  @Test
  void a_log_of_many_pages_is_one_text_with_its_colours() {
    Reply whole = TestServer.send(text("").GET());

    assertThat(whole.status()).isEqualTo(200);
    assertThat(whole.header("Content-Type")).hasValue("text/plain; charset=utf-8");
    assertThat(whole.body()).isEqualTo(expected(0));
    assertThat(TestServer.send(text("?after=500").GET()).body()).isEqualTo(expected(500));
  }

  @Test
  void a_connection_serves_the_next_request_after_a_download() {
    for (int i = 0; i < 5; i++) {
      assertThat(TestServer.send(text("?after=100").GET()).body()).isEqualTo(expected(100));
      assertThat(server.get(logs + "?after=3499").status()).isEqualTo(200);
    }
  }

  @Test
  void a_text_that_cannot_be_read_to_its_end_is_broken_off() {
    AtomicInteger pages = new AtomicInteger();
    server.deployments.before =
        () -> {
          if (pages.incrementAndGet() == 3) {
            throw new PortException(
                FailureClass.INFRASTRUCTURE, "the database is gone", null, null);
          }
        };

    assertThatThrownBy(() -> TestServer.send(text("").GET()))
        .isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void a_text_that_cannot_be_read_at_all_is_refused() {
    server.deployments.before =
        () -> {
          throw new PortException(FailureClass.INFRASTRUCTURE, "the database is gone", null, null);
        };

    assertThat(TestServer.send(text("").GET()).status()).isEqualTo(503);
  }

  @Test
  void a_head_request_has_no_text() {
    Reply head = TestServer.send(text("").HEAD());

    assertThat(head.status()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
  }
}
