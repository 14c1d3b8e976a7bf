package dev.clickdeploy.benchmarks.http.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HeadTest {
  private static final String ANSWER =
      "HTTP/1.1 202 Accepted\r\nX: y\r\nContent-Length: 5\r\n\r\nhello";

  private static int status(String answer) throws IOException {
    byte[] bytes = answer.getBytes(StandardCharsets.US_ASCII);
    return Head.statusOfWhole(bytes, bytes.length);
  }

  @Test
  void an_answer_is_whole_with_its_last_byte_and_not_before() throws IOException {
    for (int i = 0; i < ANSWER.length(); i++) {
      assertThat(status(ANSWER.substring(0, i))).isZero();
    }
    assertThat(status(ANSWER)).isEqualTo(202);
  }

  @Test
  void a_length_is_found_in_any_case() throws IOException {
    assertThat(status("HTTP/1.1 200 OK\r\ncontent-LENGTH:0\r\n\r\n")).isEqualTo(200);
  }

  @Test
  void an_answer_of_unknown_length_is_refused() {
    assertThatThrownBy(() -> status("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("chunked");
  }
}
