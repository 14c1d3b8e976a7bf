package dev.clickdeploy.adapter.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clickdeploy.port.in.Pushes;
import dev.clickdeploy.port.in.Pushes.Push;
import dev.clickdeploy.port.in.Pushes.Verdict;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;

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
    return List.of(Route.post("/webhooks/github", Access.OPEN, this::receive));
  }

  private Answer receive(Request request) throws IOException {
    String event =
        request
            .header("X-GitHub-Event")
            .orElseThrow(
                () ->
                    new ProblemException(
                        400, "not-a-webhook", "the header X-GitHub-Event is missing"));
    byte[] body = request.body(MAX_PAYLOAD);
    return switch (event) {
      case "ping" -> Answer.json(200, Map.of("message", "pong"));
      case "push" -> push(request, body);
      default -> Answer.json(202, Map.of("ignored", "only push events are of use here"));
    };
  }

  private Answer push(Request request, byte[] body) throws IOException {
    GitHubSignature signature =
        request
            .header("X-Hub-Signature-256")
            .map(header -> new GitHubSignature(header, body))
            .orElseThrow(GitHubRoutes::unproven);
    Push push = GitHubPayload.push(payload(request, body), signature::provenBy);
    List<Verdict> verdicts = pushes.receive(push).orElseThrow(GitHubRoutes::unproven);
    return Answer.json(202, Map.of("verdicts", verdicts.stream().map(GitHubRoutes::view).toList()));
  }

  private static JsonNode payload(Request request, byte[] body) {
    String type = request.header("Content-Type").orElse("").toLowerCase(Locale.ROOT);
    if (type.startsWith("application/x-www-form-urlencoded")) {
      String form = new String(body, StandardCharsets.UTF_8);
      if (!form.startsWith("payload=")) {
        throw new ProblemException(400, "malformed-form", "the form field 'payload' is missing");
      }
      try {
        String json =
            URLDecoder.decode(form.substring("payload=".length()), StandardCharsets.UTF_8);
        return Json.read(json.getBytes(StandardCharsets.UTF_8));
      } catch (IllegalArgumentException e) {
        throw new ProblemException(400, "malformed-form", "the form is not URL-encoded");
      }
    }
    return Json.read(body);
  }

  private static Map<String, Object> view(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Queued queued ->
          Map.of(
              "service", queued.service().toString(),
              "verdict", "queued",
              "deployment", queued.deployment().toString());
      case Verdict.Skipped skipped ->
          Map.of(
              "service", skipped.service().toString(),
              "verdict", "skipped",
              "reason", skipped.reason());
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
