package dev.clickdeploy.adapter.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clickdeploy.port.in.Pushes;
import dev.clickdeploy.port.in.Pushes.Push;
import dev.clickdeploy.port.in.Pushes.Verdict;
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
    return List.of(Route.webhook("/webhooks/github", MAX_PAYLOAD, this::receive));
  }

  private Answer receive(Request request) {
    String event =
        request
            .header("X-GitHub-Event")
            .orElseThrow(
                () ->
                    new ProblemException(
                        400, "not-a-webhook", "the header X-GitHub-Event is missing"));
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
            .orElseThrow(GitHubRoutes::unproven);
    Push push = GitHubPayload.read(request).push(signature::provenBy);
    List<Verdict> verdicts = pushes.receive(push).orElseThrow(GitHubRoutes::unproven);
    return Answer.json(
        202, Json.object().set("verdicts", Json.array(verdicts, GitHubRoutes::view)));
  }

  private static ObjectNode view(Verdict verdict) {
    ObjectNode view = Json.object().put("service", verdict.service().toString());
    return switch (verdict) {
      case Verdict.Queued queued ->
          view.put("verdict", "queued").put("deployment", queued.deployment().toString());
      case Verdict.Skipped skipped ->
          view.put("verdict", "skipped").put("reason", skipped.reason());
    };
  }

  /** The same whether the repository is unknown or the signature wrong. */
  private static ProblemException unproven() {
    return new ProblemException(
        401,
        "unproven-webhook",
        "no service of this repository has the secret that signed this; compare the webhook's"
            + " secret with the service's");
  }
}
