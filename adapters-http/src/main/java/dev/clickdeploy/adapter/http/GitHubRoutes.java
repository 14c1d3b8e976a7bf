package dev.clickdeploy.adapter.http;

import dev.clickdeploy.port.in.Pushes;
import dev.clickdeploy.port.in.Pushes.Push;
import java.util.List;

/**
 * GitHub's webhooks. The signature is checked over the bytes as they came; before it proves the
 * request, the payload serves only to find whose secret to check.
 */
final class GitHubRoutes {
  /** GitHub sends no larger payload (GitHub docs, "Webhook events and payloads", payload cap). */
  private static final int MAX_PAYLOAD = 25 << 20;

  private final Pushes pushes;

  GitHubRoutes(Pushes pushes) {
    this.pushes = pushes;
  }

  List<Route> routes() {
    return List.of(
        PushAnswers.described(
            Route.webhook("/webhooks/github", MAX_PAYLOAD, this::receive),
            "receiveFromGitHub",
            "GitHub's webhook"));
  }

  private Answer receive(Request request) {
    String event =
        request
            .header("X-GitHub-Event")
            .orElseThrow(
                () ->
                    new ProblemException(
                        Problem.NOT_A_WEBHOOK, "the header X-GitHub-Event is missing"));
    return switch (event) {
      case "ping" -> Answer.json(200, Json.object().put("message", "pong"));
      case "push" -> push(request);
      default -> Answer.json(202, Json.object().put("ignored", "only push events are of use here"));
    };
  }

  private Answer push(Request request) {
    GitHubSignature signature =
        request
            .header("X-Hub-Signature-256")
            .map(header -> new GitHubSignature(header, request.body()))
            .orElseThrow(PushAnswers::unproven);
    Push push = GitHubPayload.read(request).push(request, signature::provenBy);
    return PushAnswers.of(pushes.receive(push));
  }
}
