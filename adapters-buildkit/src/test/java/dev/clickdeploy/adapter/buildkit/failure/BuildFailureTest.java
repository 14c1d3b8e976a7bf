package dev.clickdeploy.adapter.buildkit.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import dev.clickdeploy.adapter.buildkit.progress.BuildProgress;
import dev.clickdeploy.adapter.buildkit.proto.errors.ErrorStatus;
import dev.clickdeploy.adapter.buildkit.transport.DaemonAddress;
import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.build.BuildPlan;
import dev.clickdeploy.model.build.BuildRequest;
import dev.clickdeploy.model.build.DockerfileSource;
import dev.clickdeploy.model.deployment.Failure;
import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.model.deployment.SourceExcerpt;
import dev.clickdeploy.model.image.RegistryHost;
import dev.clickdeploy.model.image.RegistryLogin;
import dev.clickdeploy.port.out.PortException;
import dev.clickdeploy.port.out.fake.InMemoryTree;
import io.grpc.Metadata;
import io.grpc.Status;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Words and details as BuildKit 0.13 (in Docker Engine 26.1) and 0.32 sent them. */
class BuildFailureTest {
  private static final String DOCKERFILE = "FROM debian\n# why\n  RUN false && \\\n   true\n";

  private static Any json(String type, String json) {
    return Any.newBuilder()
        .setTypeUrl("github.com/moby/buildkit/" + type + "+json")
        .setValue(ByteString.copyFromUtf8(json))
        .build();
  }

  private static Any source(int line) {
    String data = Base64.getEncoder().encodeToString(DOCKERFILE.getBytes(StandardCharsets.UTF_8));
    return json(
        "errdefs.Source",
        ("{\"info\":{\"filename\":\"Dockerfile\",\"data\":\"%s\",\"language\":\"Dockerfile\"},"
                + "\"ranges\":[{\"start\":{\"line\":%d},\"end\":{\"line\":%d}}]}")
            .formatted(data, line, line));
  }

  private static Throwable error(Status.Code code, String said, Any... details) {
    Metadata trailers = new Metadata();
    ErrorStatus status =
        ErrorStatus.newBuilder()
            .setCode(2)
            .setMessage(said)
            .addAllDetails(List.of(details))
            .build();
    trailers.put(
        Metadata.Key.of("grpc-status-details-bin", Metadata.BINARY_BYTE_MARSHALLER),
        status.toByteArray());
    return Status.fromCode(code).withDescription(said).asRuntimeException(trailers);
  }

  private static Failure failure(Throwable error) {
    return failure(error, new DockerfileSource.InTree("Dockerfile"));
  }

  private static Failure failure(Throwable error, DockerfileSource dockerfile) {
    BuildPlan plan =
        new BuildPlan(
            "test", "", dockerfile, null, Map.of(), null, List.of(), List.of(), List.of());
    RegistryLogin login =
        new RegistryLogin(new RegistryHost("harbor.example"), "robot", Secret.of("hunter2"));
    BuildRequest request =
        new BuildRequest(
            InMemoryTree.empty(),
            plan,
            List.of(),
            List.of(login),
            Map.of(),
            "scope",
            Duration.ofMinutes(1));
    BuildProgress progress = new BuildProgress(event -> {}, true, Instant.EPOCH);
    return new BuildFailure(DaemonAddress.parse("tcp://daemon.example:1234"), request, progress)
        .of(error);
  }

  @Test
  void a_process_is_told_by_line_command_and_exit_code() {
    Failure failure =
        failure(
            error(
                Status.Code.UNKNOWN,
                "process \"/bin/sh -c false && true\" did not complete successfully: exit code: 1",
                json("stack.Stack", "{\"frames\":[]}"),
                source(3),
                json("errdefs.Vertex", "{\"digest\":\"sha256:1\"}"),
                json("gatewayapi.ExitMessage", "{\"Code\":1}")));

    assertThat(failure.type()).isEqualTo(FailureClass.BUILD_STEP);
    assertThat(failure.message()).isEqualTo("Dockerfile line 3: RUN false && …: exit 1");
  }

  @Test
  void words_that_a_dockerfile_chose_do_not_mislead() {
    Failure failure =
        failure(
            error(
                Status.Code.UNKNOWN,
                "process \"/bin/sh -c echo failed to push: 401 no space left on device\" did not"
                    + " complete successfully: exit code: 9",
                source(3)));

    assertThat(failure.type()).isEqualTo(FailureClass.BUILD_STEP);
    assertThat(failure.message()).endsWith("exit 9");
  }

  @Test
  void an_unreachable_registry_of_a_base_image_is_told_with_the_image() {
    Throwable error =
        error(
            Status.Code.UNKNOWN,
            "registry.invalid/a/b:1: failed to resolve source metadata for registry.invalid/a/b:1:"
                + " failed to do request: Head \"https://registry.invalid/v2/a/b/manifests/1\":"
                + " dial tcp: lookup registry.invalid: no such host",
            source(1));

    assertThatThrownBy(() -> failure(error))
        .isInstanceOfSatisfying(PortException.class, e -> assertThat(e.isRetryable()).isTrue())
        .hasMessageStartingWith("the base image registry.invalid/a/b:1 could not be looked up by")
        .hasMessageEndingWith(
            ": failed to do request: Head \"https://registry.invalid/v2/a/b/manifests/1\":"
                + " dial tcp: lookup registry.invalid: no such host");
  }

  @Test
  void a_failed_instruction_is_shown_as_it_stands_in_its_file() {
    Failure failure =
        failure(error(Status.Code.UNKNOWN, "dockerfile parse error on line 3: oh", source(3)));

    assertThat(failure.source()).map(SourceExcerpt::line).contains(3);
    assertThat(failure(error(Status.Code.UNKNOWN, "something else")).source()).isEmpty();
  }

  @Test
  void a_syntax_error_is_told_by_line() {
    Failure failure =
        failure(
            error(
                Status.Code.UNKNOWN,
                "dockerfile parse error on line 3: unknown instruction: RUNN (did you mean RUN?)",
                source(3)));

    assertThat(failure.message())
        .isEqualTo("Dockerfile line 3: unknown instruction: RUNN (did you mean RUN?)");
  }

  @Test
  void a_dockerfile_of_another_name_is_still_called_one() {
    Throwable error = error(Status.Code.UNKNOWN, "something else", source(1));

    assertThat(failure(error, new DockerfileSource.InTree("build/app.docker")).message())
        .isEqualTo("Dockerfile build/app.docker line 1: something else");
  }

  @Test
  void broken_details_do_no_harm() {
    Failure failure =
        failure(
            error(
                Status.Code.UNKNOWN,
                "something new",
                json("errdefs.Source", "{not json"),
                json("errdefs.Source", "{\"info\":{\"data\":\"***\"},\"ranges\":[{}]}"),
                json("errdefs.Vertex", "[]")));

    assertThat(failure.message()).isEqualTo("Dockerfile: something new");
    assertThat(failure.type()).isEqualTo(FailureClass.BUILD_STEP);
  }

  @Test
  void a_refused_push_names_host_and_settings() {
    Failure failure =
        failure(
            error(
                Status.Code.UNKNOWN,
                "failed to push harbor.example/a/b:1: unexpected status from HEAD request to"
                    + " https://harbor.example/v2/a/b/manifests/1: 403 Forbidden"));

    assertThat(failure.type()).isEqualTo(FailureClass.REGISTRY);
    assertThat(failure.message()).contains("harbor.example").contains("403");
    assertThat(failure.hint()).get().asString().contains("REGISTRY_USERNAME", "REGISTRY_PASSWORD");
  }

  @ParameterizedTest
  @CsvSource({
    "403 Forbidden, quota",
    "404 Not Found, REGISTRY_URL",
    "405 Method Not Allowed, proxy cache",
    "412 Precondition Failed, immutable",
    "413 Request Entity Too Large, client_max_body_size"
  })
  void a_push_that_is_refused_is_told_by_its_status(String status, String mend) {
    Failure failure =
        failure(
            error(
                Status.Code.UNKNOWN,
                "failed to push harbor.example/a/b:1: unexpected status from PUT request to"
                    + " https://harbor.example/v2/a/b/manifests/1: "
                    + status));

    assertThat(failure.type()).isEqualTo(FailureClass.REGISTRY);
    assertThat(failure.message()).contains("harbor.example", status.substring(0, 3));
    assertThat(failure.mend()).contains(mend);
  }

  @Test
  void a_push_that_fails_otherwise_is_the_registrys_failure() {
    Failure failure =
        failure(
            error(
                Status.Code.UNKNOWN,
                "failed to push harbor.example/a/b:1: unknown: quota exceeded"));

    assertThat(failure.type()).isEqualTo(FailureClass.REGISTRY);
    assertThat(failure.message()).contains("quota exceeded");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "failed to push h.example/a:1: failed to do request: Head \"https://h.example/\": dial tcp"
            + " 10.0.0.1:443: connect: connection refused",
        "failed to push h.example/a:1: unexpected status from PUT request to https://h.example/x:"
            + " 503 Service Unavailable",
        "x: failed to resolve source metadata for x: failed to do request: Head \"https://x\": dial"
            + " tcp: lookup x: no such host",
        "write /var/lib/buildkit/x: no space left on device",
        "x: failed to copy: 429 Too Many Requests - Server message: toomanyrequests",
        "no active session for abc: context deadline exceeded"
      })
  void what_may_pass_is_worth_another_try(String said) {
    PortException thrown =
        catchThrowableOfType(PortException.class, () -> failure(error(Status.Code.UNKNOWN, said)));

    assertThat(thrown.failure().type()).isEqualTo(FailureClass.INFRASTRUCTURE);
  }

  @Test
  void a_broken_connection_names_the_daemon() {
    PortException thrown =
        catchThrowableOfType(
            PortException.class,
            () -> failure(Status.UNAVAILABLE.withDescription("io exception").asRuntimeException()));

    assertThat(thrown).hasMessageContaining("tcp://daemon.example:1234");
    assertThat(thrown.isRetryable()).isTrue();
  }

  @Test
  void an_unavailable_that_the_daemon_itself_tells_of_is_read_by_its_words() {
    Failure failure =
        failure(
            error(
                Status.Code.UNAUTHENTICATED,
                "failed to push harbor.example/a/b:1: failed to authorize: rpc error: code ="
                    + " Unauthenticated desc = the token service of harbor.example answered 401"));

    assertThat(failure.type()).isEqualTo(FailureClass.REGISTRY);
  }

  @Test
  void a_refused_pull_is_the_registrys_failure_only_where_a_login_was_given() {
    String own = "harbor.example/x:1: failed to resolve source metadata: 401 Unauthorized";
    String other = "evil.example/x:1: failed to resolve source metadata: 401 Unauthorized";

    assertThat(failure(error(Status.Code.UNKNOWN, own, source(1))).type())
        .isEqualTo(FailureClass.REGISTRY);
    assertThat(failure(error(Status.Code.UNKNOWN, other, source(1))).type())
        .isEqualTo(FailureClass.BUILD_STEP);
  }
}
