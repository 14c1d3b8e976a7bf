package dev.clickdeploy.adapter.buildkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.build.BuildEvent;
import dev.clickdeploy.model.build.BuildOutcome;
import dev.clickdeploy.model.build.BuildOutcome.Failed;
import dev.clickdeploy.model.build.BuildReport.StepEnd;
import dev.clickdeploy.model.deployment.Failure;
import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.model.deployment.SourceExcerpt;
import dev.clickdeploy.model.image.ImageReference;
import dev.clickdeploy.model.image.RegistryHost;
import dev.clickdeploy.model.image.RegistryLogin;
import dev.clickdeploy.model.job.Cancellation;
import dev.clickdeploy.port.out.PortException;
import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class BuildFailuresIT {
  private static BuildKit buildKit;
  private final Events events = new Events();

  @BeforeAll
  static void connect() {
    buildKit = RealParts.buildKit();
  }

  @AfterAll
  static void close() {
    buildKit.close();
  }

  private Failure failure(Requests requests) {
    BuildOutcome outcome = buildKit.build(requests.build(), events, new Cancellation());
    assertThat(outcome).as("%s", events.all()).isInstanceOf(Failed.class);
    return ((Failed) outcome).failure();
  }

  @Test
  void the_instruction_that_failed_is_shown_as_it_stands_there() {
    String text = "FROM debian:trixie-slim\n\nRUN echo one && \\\n    false\n";

    BuildOutcome outcome = buildKit.build(dockerfile(text).build(), events, new Cancellation());

    Failed failed = (Failed) outcome;
    assertThat(failed.failure().source())
        .contains(new SourceExcerpt("Dockerfile", 3, "RUN echo one && \\\n    false"));
    assertThat(failed.report().steps()).hasSize(2);
    assertThat(failed.report().steps().get(1).end()).isEqualTo(StepEnd.FAILED);
    assertThat(failed.report().steps().get(1).took()).isPositive();
  }

  private static Requests dockerfile(String text) {
    return Requests.of(InMemoryTree.of(Map.of("Dockerfile", text, "present", "x")));
  }

  @Test
  void a_run_that_fails_names_line_command_exit_code_and_last_lines() {
    Failure failure =
        failure(dockerfile("FROM debian:trixie-slim\nRUN echo before the fall && exit 42\n"));

    assertThat(failure.type()).isEqualTo(FailureClass.BUILD_STEP);
    assertThat(failure.message())
        .isEqualTo("Dockerfile line 2: RUN echo before the fall && exit 42: exit 42");
    assertThat(failure.lastLines()).containsExactly("before the fall");
    assertThat(failure.hint()).isPresent();
    assertThat(events.of(BuildEvent.StepFailed.class)).hasSize(1);
  }

  @Test
  void a_command_that_is_missing_says_how_to_mend_it() {
    Failure failure = failure(dockerfile("FROM debian:trixie-slim\nRUN no-such-command\n"));

    assertThat(failure.message()).contains("exit 127");
    assertThat(failure.hint()).hasValueSatisfying(hint -> assertThat(hint).contains("install"));
  }

  @Test
  void an_unknown_instruction_is_named_with_its_line() {
    Failure failure = failure(dockerfile("FROM debian:trixie-slim\nRUNN true\n"));

    assertThat(failure.type()).isEqualTo(FailureClass.BUILD_STEP);
    assertThat(failure.message()).startsWith("Dockerfile line 2: unknown instruction: RUNN");
  }

  @Test
  void a_failure_in_a_generated_dockerfile_says_that_it_is_generated() {
    Failure failure =
        failure(Requests.of(InMemoryTree.empty()).generated("FROM debian:trixie-slim\nRUNN x\n"));

    assertThat(failure.message()).startsWith("generated Dockerfile line 2");
  }

  @Test
  void a_base_image_that_does_not_exist_is_named() {
    String base = RealParts.get("registry") + "/no/such:image";

    Failure failure = failure(dockerfile("FROM " + base + "\n"));

    assertThat(failure.type()).isEqualTo(FailureClass.BUILD_STEP);
    assertThat(failure.message())
        .isEqualTo("Dockerfile line 1: the base image %s was not found".formatted(base));
    assertThat(failure.hint()).isPresent();
    assertThat(events.of(BuildEvent.StepFailed.class)).hasSize(1);
  }

  @Test
  void a_file_that_is_not_in_the_source_is_named() {
    Failure failure = failure(dockerfile("FROM scratch\nCOPY present /\nCOPY absent /\n"));

    assertThat(failure.type()).isEqualTo(FailureClass.BUILD_STEP);
    assertThat(failure.message()).contains("Dockerfile line 3").contains("/absent");
    assertThat(failure.hint())
        .hasValueSatisfying(hint -> assertThat(hint).contains(".dockerignore"));
  }

  @Test
  void a_missing_dockerfile_is_named() {
    Failure failure = failure(Requests.of(InMemoryTree.of(Map.of("a", "x"))));

    assertThat(failure.type()).isEqualTo(FailureClass.BUILD_STEP);
    assertThat(failure.message()).contains("there is no Dockerfile in the source");
  }

  @Test
  void a_missing_stage_is_named() {
    Failure failure = failure(dockerfile("FROM scratch\nCOPY present /\n").target("nowhere"));

    assertThat(failure.type()).isEqualTo(FailureClass.BUILD_STEP);
    assertThat(failure.message()).contains("Dockerfile").contains("nowhere");
  }

  @Test
  void a_malformed_ignore_pattern_is_named() {
    Failure failure = failure(dockerfile("FROM scratch\nCOPY . /\n").ignore("[a"));

    assertThat(failure.message()).contains("[a");
  }

  @Test
  void a_base_image_whose_registry_is_not_there_is_worth_another_try() {
    PortException failure =
        catchThrowableOfType(
            PortException.class, () -> failure(dockerfile("FROM 127.0.0.1:9/nope:1\n")));

    assertThat(failure.isRetryable()).isTrue();
    assertThat(failure).hasMessageContaining("127.0.0.1:9");
  }

  @Test
  void an_unreachable_daemon_is_named_with_its_address() {
    try (BuildKit nowhere = BuildKit.connect("unix:///nonexistent/buildkitd.sock")) {
      for (Runnable call :
          new Runnable[] {
            nowhere::check,
            () -> nowhere.build(dockerfile("FROM scratch\n").build(), events, new Cancellation())
          }) {
        PortException failure = catchThrowableOfType(PortException.class, call::run);
        assertThat(failure.failure().type()).isEqualTo(FailureClass.INFRASTRUCTURE);
        assertThat(failure).hasMessageContaining("/nonexistent/buildkitd.sock");
        assertThat(failure.failure().hint()).isPresent();
      }
    }
  }

  @Test
  void something_else_than_a_daemon_is_told_apart() {
    try (BuildKit registry = BuildKit.connect("tcp://" + RealParts.get("registry"))) {
      assertThatThrownBy(registry::check)
          .isInstanceOf(PortException.class)
          .hasMessageContaining(RealParts.get("registry"));
    }
  }

  @Test
  void a_registry_that_is_not_there_is_worth_another_try() {
    ImageReference nowhere = ImageReference.parse("127.0.0.1:9/a/b:1");

    PortException failure =
        catchThrowableOfType(
            PortException.class,
            () -> failure(dockerfile("FROM scratch\nCOPY present /\n").push(nowhere)));

    assertThat(failure.isRetryable()).isTrue();
    assertThat(failure).hasMessageContaining("the registry 127.0.0.1:9 ");
  }

  @Test
  void the_right_password_opens_the_registry() throws Exception {
    ImageReference image = guarded();

    BuildOutcome outcome =
        buildKit.build(
            dockerfile("FROM scratch\nCOPY present /\n")
                .push(image)
                .login(login(RealParts.get("auth.password")))
                .build(),
            events,
            new Cancellation());

    assertThat(outcome).isInstanceOf(BuildOutcome.Built.class);
    RegistryProbe registry =
        RegistryProbe.as(RealParts.get("auth.username"), RealParts.get("auth.password"));
    assertThat(registry.digest(image)).isEqualTo(((BuildOutcome.Built) outcome).digest());
    assertThat(events.all().toString()).doesNotContain(RealParts.get("auth.password"));
  }

  @Test
  void a_wrong_password_is_a_registry_failure_with_its_mend() {
    ImageReference image = guarded();

    Failure failure =
        failure(
            dockerfile("FROM scratch\nCOPY present /\n")
                .push(image)
                .login(login("a-wrong-password")));

    assertThat(failure.type()).isEqualTo(FailureClass.REGISTRY);
    assertThat(failure.message()).contains(RealParts.get("auth.registry")).contains("401");
    assertThat(failure.hint())
        .hasValueSatisfying(
            hint -> assertThat(hint).contains("REGISTRY_USERNAME").contains("REGISTRY_PASSWORD"));
    assertThat(failure + events.all().toString()).doesNotContain("a-wrong-password");
  }

  @Test
  void another_hosts_login_is_not_given_away() {
    RegistryLogin other =
        new RegistryLogin(
            new RegistryHost("registry.example"),
            RealParts.get("auth.username"),
            Secret.of(RealParts.get("auth.password")));

    Failure failure =
        failure(dockerfile("FROM scratch\nCOPY present /\n").push(guarded()).login(other));

    assertThat(failure.type()).isEqualTo(FailureClass.REGISTRY);
  }

  @Test
  void a_private_base_image_is_refused_without_a_login() {
    Failure failure = failure(dockerfile("FROM " + guarded() + "\n"));

    assertThat(failure.type()).isEqualTo(FailureClass.BUILD_STEP);
    assertThat(failure.message()).contains(RealParts.get("auth.registry"));
  }

  @Test
  void a_private_base_image_with_a_refused_login_is_a_registry_failure() {
    Failure failure = failure(dockerfile("FROM " + guarded() + "\n").login(login("wrong")));

    assertThat(failure.type()).isEqualTo(FailureClass.REGISTRY);
    assertThat(failure.message()).contains(RealParts.get("auth.registry"));
  }

  private static ImageReference guarded() {
    return ImageReference.parse(
        RealParts.get("auth.registry") + "/buildkit-it/" + RealParts.unique() + ":1");
  }

  private static RegistryLogin login(String password) {
    return new RegistryLogin(
        new RegistryHost(RealParts.get("auth.registry")),
        RealParts.get("auth.username"),
        Secret.of(password));
  }
}
