package dev.clickdeploy.bootstrap.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clickdeploy.bootstrap.server.Server;
import dev.clickdeploy.bootstrap.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A git push that becomes an image, watched from outside: everything goes through the server's REST
 * API.
 */
public final class Demo {
  private static final String STATE_PORT = "git port";

  private final Terminal terminal;
  private final Optional<Path> engineSocket;
  private final InstantSource clock = InstantSource.system();

  /**
   * A demo that prints to standard output.
   *
   * @param interactive whether that is a terminal
   * @param engineSocket of the Docker Engine that runs the built image, empty when none is at hand
   */
  public Demo(boolean interactive, Optional<Path> engineSocket) {
    this.terminal = new Terminal(System.out, interactive);
    this.engineSocket = engineSocket;
  }

  /**
   * Shows it all; 0 only when the image was built, pushed, verified, and answered where an engine
   * is at hand.
   */
  public int run(DemoOptions options, Settings settings) {
    long begin = System.nanoTime();
    try (Server server = Server.start(settings);
        ClosedOnExit guard = ClosedOnExit.of(server)) {
      terminal.heading("click-deploy demo");
      server.facts().forEach(terminal::fact);
      terminal.fact("Ready", "in " + since(begin));
      DemoState state = new DemoState(settings.dataDirectory());
      int port = state.get(STATE_PORT).map(Integer::parseInt).orElse(0);
      try (DemoSource source = DemoSource.of(options, settings.dataDirectory(), port, clock);
          ApiClient api = new ApiClient(server.address())) {
        if (source.served() != null) {
          state.put(STATE_PORT, Integer.toString(source.served().port()));
          state.save();
        }
        return deploy(api, server, source, state, begin);
      }
    } catch (DemoException e) {
      terminal.failure(Objects.requireNonNull(e.getMessage()));
      return 1;
    }
  }

  private int deploy(ApiClient api, Server server, DemoSource source, DemoState state, long begin) {
    DemoAccount account = DemoAccount.of(api, server.adminToken(), source, state);
    String deployment = trigger(api, account, source);
    JsonNode ended = new LiveLog(api, account.token(), terminal).follow(deployment);
    String status = ended.path("status").asText();
    if (!status.equals("succeeded")) {
      JsonNode failure = ended.path("failure");
      terminal.failure("the deployment " + status + ": " + failure.path("message").asText());
      if (!failure.path("hint").asText("").isEmpty()) {
        terminal.line("  " + failure.path("hint").asText());
      }
      return 1;
    }
    showImage(ended);
    runImage(ended.path("image").path("pinned").asText());
    terminal.line("");
    terminal.success("git push to running image, everything included: " + since(begin));
    return 0;
  }

  private String trigger(ApiClient api, DemoAccount account, DemoSource source) {
    long begin = System.nanoTime();
    String sha = source.sha();
    if (sha == null) {
      terminal.heading("deploy " + source.ref() + " (no branch, so by the API instead of a push)");
      return api.post(
              account.token(),
              "/services/" + account.service() + "/deploy",
              Map.of("ref", source.ref()))
          .path("id")
          .asText();
    }
    terminal.heading("git push %s → %s".formatted(source.ref(), sha.substring(0, 12)));
    JsonNode answer =
        api.pushed(new GitHubPush(source.url(), source.ref(), sha), account.webhookSecret());
    terminal.line(
        "  signed GitHub webhook accepted in %d ms"
            .formatted((System.nanoTime() - begin) / 1_000_000));
    for (JsonNode verdict : answer.path("verdicts")) {
      if (verdict.path("service").asText().equals(account.service())
          && verdict.hasNonNull("deployment")) {
        return verdict.path("deployment").asText();
      }
    }
    throw new DemoException("the push queued no deployment: " + answer);
  }

  private void showImage(JsonNode deployment) {
    terminal.line("");
    terminal.success(deployment.path("image").path("reference").asText());
    terminal.line("  " + deployment.path("image").path("digest").asText());
    List<String> phases = new ArrayList<>();
    deployment
        .path("durations")
        .fields()
        .forEachRemaining(
            phase ->
                phases.add(
                    phase.getKey().toLowerCase(Locale.ROOT)
                        + " "
                        + Terminal.seconds(Duration.ofMillis(phase.getValue().asLong()))));
    terminal.line("  " + String.join(" · ", phases));
  }

  private void runImage(String pinnedImage) {
    if (engineSocket.isEmpty()) {
      terminal.line("  (not run: no Docker Engine is at hand)");
      return;
    }
    terminal.heading("run it");
    new ImageTrial(new Engine(engineSocket.get()), terminal).run(pinnedImage);
  }

  private static String since(long begin) {
    return Terminal.seconds(Duration.ofNanos(System.nanoTime() - begin));
  }
}
