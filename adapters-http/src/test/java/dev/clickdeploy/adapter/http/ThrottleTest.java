package dev.clickdeploy.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThrottleTest {
  private final TestServer server = TestServer.start(new RateLimit(2, 6));

  @AfterEach
  void stop() {
    server.close();
  }

  private Reply with(String token) {
    HttpRequest.Builder request = server.open(TestServer.API + "/projects");
    return TestServer.send(request.header("Authorization", "Bearer " + token));
  }

  @Test
  void a_token_that_comes_too_often_is_told_when_to_come_again() {
    for (int i = 5; i >= 0; i--) {
      Reply reply = server.get("/projects");
      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.header("RateLimit-Policy")).hasValue("\"token\";q=6;w=3");
      assertThat(reply.header("RateLimit")).hasValueSatisfying(left(i));
    }

    Reply refused = server.get("/projects");
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.text("type")).isEqualTo("urn:click-deploy:problem:rate-limited");
    assertThat(refused.detail()).contains("2 requests a second", "6 at once");
    assertThat(refused.header("Retry-After")).hasValue("1");
    assertThat(refused.header("RateLimit")).hasValue("\"token\";r=0;t=3");

    server.clock.advance(Duration.ofSeconds(1));
    assertThat(server.get("/projects").status()).isEqualTo(200);
  }

  private static Consumer<String> left(int requests) {
    return header -> assertThat(header).startsWith("\"token\";r=" + requests + ";t=");
  }

  @Test
  void tokens_do_not_share_their_requests_and_the_administrator_has_his_own() {
    while (server.get("/projects").status() == 200) {
      // until there are none left
    }
    assertThat(with(server.token(server.organization)).status()).isEqualTo(200);
    assertThat(server.asAdmin("/organizations", "{\"name\": \"Globex\"}").status()).isEqualTo(201);
    for (int i = 0; i < 5; i++) {
      server.asAdmin("/organizations", "{}");
    }
    assertThat(server.asAdmin("/organizations", "{}").status()).isEqualTo(429);
  }

  @Test
  void what_is_forbidden_counts_too() {
    for (int i = 0; i < 6; i++) {
      assertThat(server.post("/organizations", "{}").status()).isEqualTo(403);
    }
    assertThat(server.post("/organizations", "{}").status()).isEqualTo(429);
    assertThat(server.get("/projects").status()).isEqualTo(429);
  }

  @Test
  void what_needs_no_token_is_not_limited() {
    for (int i = 0; i < 20; i++) {
      assertThat(TestServer.send(server.open("/healthz")).status()).isEqualTo(200);
    }
  }

  @Test
  void an_address_that_guesses_tokens_is_not_listened_to_for_a_while() {
    for (int i = 0; i < 100; i++) {
      assertThat(with("guess" + i).status()).isEqualTo(401);
    }
    int asked = server.tokens.asked.get();

    Reply refused = with("one-more");
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.detail()).contains("unknown tokens", "this address");
    assertThat(refused.header("Retry-After")).hasValue("1");
    assertThat(server.tokens.asked).hasValue(asked);
    assertThat(server.get("/projects").status()).isEqualTo(200);

    server.clock.advance(Duration.ofMillis(100));
    assertThat(with("one-more").status()).isEqualTo(401);
    assertThat(with("one-more").status()).isEqualTo(429);
  }

  @Test
  void without_a_limit_nothing_is_counted() {
    try (TestServer open = TestServer.start(RateLimit.NONE)) {
      for (int i = 0; i < 250; i++) {
        assertThat(open.get("/projects").status()).isEqualTo(200);
        String guess = "Bearer guess" + i;
        HttpRequest.Builder request = open.open(TestServer.API + "/projects");
        assertThat(TestServer.send(request.header("Authorization", guess)).status()).isEqualTo(401);
      }
      assertThat(open.get("/projects").header("RateLimit")).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"-1, 0", "2, 1", "1000001, 1000001", "1, 4000001"})
  void a_limit_makes_sense(int perSecond, int burst) {
    assertThatIllegalArgumentException().isThrownBy(() -> new RateLimit(perSecond, burst));
  }
}
