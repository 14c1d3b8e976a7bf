package dev.clickdeploy.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.port.in.RequestException;
import dev.clickdeploy.port.in.RequestException.Reason;
import dev.clickdeploy.port.out.PortException;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemsTest {
  private static final String ANY = "/deployments/01890000-0000-7000-8000-000000000000";

  private final TestServer server = TestServer.start();

  @AfterEach
  void stop() {
    server.close();
  }

  private Reply after(RuntimeException failure) {
    server.deployments.before =
        () -> {
          throw failure;
        };
    return server.post(ANY + "/cancel", "{}");
  }

  @ParameterizedTest
  @CsvSource({
    "NOT_FOUND, 404, not-found",
    "INVALID, 422, invalid",
    "CONFLICT, 409, conflict",
    "FORBIDDEN, 403, forbidden",
    "UNAVAILABLE, 503, unavailable"
  })
  void every_reason_has_its_status_and_its_type(Reason reason, int status, String type) {
    Reply refused = after(new RequestException(reason, "what, where, what to do"));

    assertThat(refused.status()).isEqualTo(status);
    assertThat(refused.json().path("status").asInt()).isEqualTo(status);
    assertThat(refused.text("type")).isEqualTo("urn:click-deploy:problem:" + type);
    assertThat(refused.detail()).isEqualTo("what, where, what to do");
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void only_what_may_work_later_says_when_to_retry(Reason reason) {
    Reply refused = after(new RequestException(reason, "no"));

    assertThat(refused.header("Retry-After").isPresent()).isEqualTo(reason == Reason.UNAVAILABLE);
  }

  @Test
  void a_problem_document_has_the_members_of_rfc_9457() {
    Reply refused = after(new RequestException(Reason.NOT_FOUND, "no"));

    assertThat(refused.header("Content-Type")).hasValue("application/problem+json");
    assertThat(refused.json().properties())
        .extracting(Map.Entry::getKey)
        .containsExactly("type", "title", "status", "detail", "instance");
    assertThat(refused.text("title")).isEqualTo("not found");
    assertThat(refused.text("instance"))
        .isEqualTo("urn:click-deploy:request:" + refused.header("X-Request-Id").orElseThrow());
  }

  @Test
  void every_answer_has_a_request_id_of_its_own() {
    Reply first = server.get("/projects/x");
    Reply second = TestServer.send(server.open("/healthz").GET());

    assertThat(UUID.fromString(first.header("X-Request-Id").orElseThrow()).version()).isEqualTo(7);
    assertThat(second.header("X-Request-Id"))
        .isPresent()
        .isNotEqualTo(first.header("X-Request-Id"));
  }

  @Test
  void the_outside_worlds_failure_is_unavailable_with_its_mend() {
    Reply refused =
        after(
            new PortException(
                FailureClass.INFRASTRUCTURE,
                "the database does not answer",
                "start it",
                new IllegalStateException("jdbc:postgresql://10.0.0.7/secret")));

    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.header("Retry-After")).hasValue("5");
    assertThat(refused.detail()).isEqualTo("the database does not answer; start it");
    assertThat(refused.body()).doesNotContain("10.0.0.7");
  }

  @Test
  void what_nobody_expected_is_500_with_the_request_id_and_no_internals() {
    Reply failed = after(new IllegalStateException("password=hunter2"));

    assertThat(failed.status()).isEqualTo(500);
    assertThat(failed.text("type")).isEqualTo("urn:click-deploy:problem:internal");
    assertThat(failed.detail()).contains(failed.header("X-Request-Id").orElseThrow());
    assertThat(failed.body()).doesNotContain("hunter2").doesNotContain("Exception");
  }

  @Test
  void an_error_is_answered_like_an_exception() {
    server.deployments.before =
        () -> {
          throw new StackOverflowError("deep inside");
        };

    Reply failed = server.get(ANY);

    assertThat(failed.status()).isEqualTo(500);
    assertThat(failed.text("type")).isEqualTo("urn:click-deploy:problem:internal");
    assertThat(failed.body()).doesNotContain("deep inside");
  }
}
