package dev.clickdeploy.adapter.buildkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.build.BuildOutcome;
import dev.clickdeploy.model.build.option.Attestations;
import dev.clickdeploy.model.build.option.Attestations.Provenance;
import dev.clickdeploy.model.build.option.BuildOptions;
import dev.clickdeploy.model.build.option.SshAgent;
import dev.clickdeploy.model.image.ImageDigest;
import dev.clickdeploy.model.image.ImageReference;
import dev.clickdeploy.model.job.Cancellation;
import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsIT {
  private final String unique = RealParts.unique();
  private final String askAgent =
      """
      FROM debian:trixie-slim
      RUN --mount=type=ssh,required=true perl -MIO::Socket::UNIX -e 'my $s = IO::Socket::UNIX->new($ENV{SSH_AUTH_SOCK}) or die "no agent"; \
          syswrite $s, "question\\n"; print readline $s' > /answer # %s
      """
          .formatted(unique);

  private final Events events = new Events();
  private final ImageReference image = RealParts.image();
  @TempDir private Path directory;

  private BuildOutcome build(Requests requests) {
    try (BuildKit buildKit = RealParts.buildKit()) {
      return buildKit.build(requests.build(), events, new Cancellation());
    }
  }

  private static Requests dockerfile(String text) {
    return Requests.of(InMemoryTree.empty()).generated(text);
  }

  @Test
  void a_secret_reaches_the_step_that_mounts_it_and_nothing_else() throws Exception {
    String secret = "a-secret-" + RealParts.unique();
    Requests requests =
        dockerfile(
                """
                FROM debian:trixie-slim
                RUN --mount=type=secret,id=token,required=true sha256sum /run/secrets/token > /digest; echo mounted %s
                RUN test ! -s /run/secrets/token
                """
                    .formatted(unique))
            .push(image)
            .options(
                BuildOptions.builder()
                    .secret("token", Secret.of(secret))
                    .attestations(Attestations.of(Provenance.MAX)));

    BuildOutcome outcome = build(requests);

    assertThat(outcome).as("%s", events.all()).isInstanceOf(BuildOutcome.Built.class);
    List<byte[]> everything = RegistryProbe.open().everything(image);
    byte[] digest =
        ImageDigest.of(secret.getBytes(StandardCharsets.UTF_8))
            .value()
            .substring("sha256:".length())
            .getBytes(StandardCharsets.UTF_8);
    assertThat(everything.stream().anyMatch(blob -> contains(blob, digest))).isTrue();
    assertThat(everything.stream().anyMatch(blob -> contains(blob, "slsa"))).isTrue();
    assertThat(events.output()).contains("mounted " + unique);
    for (String form : List.of(secret, Base64.getEncoder().encodeToString(secret.getBytes()))) {
      assertThat(everything.stream().noneMatch(blob -> contains(blob, form))).isTrue();
      assertThat(events.all() + outcome.toString() + requests.build()).doesNotContain(form);
    }
  }

  private static boolean contains(byte[] blob, String text) {
    return contains(blob, text.getBytes(StandardCharsets.UTF_8));
  }

  private static boolean contains(byte[] blob, byte[] text) {
    return new String(blob, StandardCharsets.ISO_8859_1)
        .contains(new String(text, StandardCharsets.ISO_8859_1));
  }

  @Test
  void a_secret_that_is_required_and_not_given_is_named() {
    BuildOutcome outcome =
        build(
            dockerfile(
                "FROM debian:trixie-slim\n"
                    + "RUN --mount=type=secret,id=npm_token,required=true true\n"));

    assertThat(outcome).isInstanceOf(BuildOutcome.Failed.class);
    assertThat(((BuildOutcome.Failed) outcome).failure().message())
        .contains("Dockerfile line 2")
        .contains("npm_token");
  }

  @Test
  void a_step_speaks_with_the_ssh_agent() throws Exception {
    String word = RealParts.unique();
    try (EchoingAgent agent = new EchoingAgent(directory.resolve("agent.sock"), word)) {
      BuildOutcome outcome =
          build(
              dockerfile(askAgent)
                  .push(image)
                  .options(BuildOptions.builder().sshAgent(SshAgent.at(agent.socket()))));

      assertThat(outcome).as("%s", events.all()).isInstanceOf(BuildOutcome.Built.class);
      assertThat(RegistryProbe.open().files(image).get("answer").text())
          .isEqualTo(word + " question\n");
    }
  }

  @Test
  void an_ssh_agent_that_is_not_given_is_named() {
    BuildOutcome outcome =
        build(
            dockerfile(
                "FROM debian:trixie-slim\nRUN --mount=type=ssh,id=deploy,required=true true\n"));

    assertThat(outcome).isInstanceOf(BuildOutcome.Failed.class);
    assertThat(((BuildOutcome.Failed) outcome).failure().message()).contains("deploy");
  }

  @Test
  void an_ssh_agent_whose_socket_is_gone_is_named() {
    Path nowhere = directory.resolve("nowhere.sock");

    BuildOutcome outcome =
        build(dockerfile(askAgent).options(BuildOptions.builder().sshAgent(SshAgent.at(nowhere))));

    assertThat(outcome).isInstanceOf(BuildOutcome.Failed.class);
    assertThat(((BuildOutcome.Failed) outcome).failure().message()).contains(nowhere.toString());
  }
}
