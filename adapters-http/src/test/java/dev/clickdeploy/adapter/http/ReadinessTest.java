package dev.clickdeploy.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ReadinessTest {
  private static final Limits SHORT =
      new Limits(
          Duration.ofSeconds(20),
          Duration.ofSeconds(60),
          Duration.ofSeconds(60),
          Duration.ofSeconds(5),
          Duration.ofMillis(200));

  private static Reply ask(TestServer server, String path) {
    return TestServer.send(server.open(path).GET());
  }

  @Test
  void the_process_lives_whatever_is_wrong_around_it() {
    try (TestServer server = TestServer.start(failing("database", "refused"))) {
      Reply healthy = ask(server, "/healthz");

      assertThat(healthy.status()).isEqualTo(200);
      assertThat(healthy.body()).isEqualTo("{\"status\":\"ok\"}");
    }
  }

  @Test
  void it_is_ready_when_every_check_is_well() {
    try (TestServer server =
        TestServer.start(
            new ReadinessCheck("database", () -> {}), new ReadinessCheck("registry", () -> {}))) {
      Reply ready = ask(server, "/readyz");

      assertThat(ready.status()).isEqualTo(200);
      assertThat(ready.body())
          .isEqualTo("{\"status\":\"ready\",\"checks\":{\"database\":\"ok\",\"registry\":\"ok\"}}");
    }
  }

  @Test
  void one_failing_check_makes_it_not_ready_and_says_what_is_wrong() {
    try (TestServer server =
        TestServer.start(
            new ReadinessCheck("database", () -> {}), failing("registry", "refused"))) {
      Reply notReady = ask(server, "/readyz");

      assertThat(notReady.status()).isEqualTo(503);
      assertThat(notReady.body())
          .isEqualTo(
              "{\"status\":\"not ready\","
                  + "\"checks\":{\"database\":\"ok\",\"registry\":\"refused\"}}");
    }
  }

  @Test
  void a_check_that_fails_without_words_is_named_by_its_kind() {
    ReadinessCheck speechless =
        new ReadinessCheck(
            "database",
            () -> {
              throw new UnsupportedOperationException();
            });
    try (TestServer server = TestServer.start(speechless)) {
      assertThat(ask(server, "/readyz").json().path("checks").path("database").asText())
          .isEqualTo("UnsupportedOperationException");
    }
  }

  @Test
  void checks_that_hang_are_given_up_together_after_one_limit() {
    ReadinessCheck[] hanging = new ReadinessCheck[20];
    for (int i = 0; i < hanging.length; i++) {
      hanging[i] = new ReadinessCheck("check " + i, ReadinessTest::hang);
    }
    try (TestServer server = TestServer.start(SHORT, hanging)) {
      long begin = System.nanoTime();
      Reply notReady = ask(server, "/readyz");

      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
      assertThat(notReady.status()).isEqualTo(503);
      assertThat(notReady.json().path("checks").path("check 19").asText())
          .isEqualTo("no answer within 0.2 s");
    }
  }

  @Test
  void the_checks_are_asked_at_most_once_a_second() {
    AtomicInteger asked = new AtomicInteger();
    try (TestServer server =
        TestServer.start(new ReadinessCheck("database", asked::incrementAndGet))) {
      ask(server, "/readyz");
      server.clock.advance(Duration.ofMillis(999));
      ask(server, "/readyz");
      assertThat(asked).hasValue(1);

      server.clock.advance(Duration.ofMillis(1));
      ask(server, "/readyz");
      assertThat(asked).hasValue(2);

      server.clock.advance(Duration.ofHours(-1));
      ask(server, "/readyz");
      assertThat(asked).hasValue(3);
    }
  }

  private static ReadinessCheck failing(String name, String why) {
    return new ReadinessCheck(
        name,
        () -> {
          throw new IllegalStateException(why);
        });
  }

  private static void hang() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
