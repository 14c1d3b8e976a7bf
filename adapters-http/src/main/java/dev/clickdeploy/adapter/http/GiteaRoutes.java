package dev.clickdeploy.adapter.http;

import dev.clickdeploy.port.in.Pushes;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Gitea's and Forgejo's webhooks (Gitea docs, "Webhooks"): events and payloads are like GitHub's,
 * the signature is bare hexadecimal. What their deletions tell is of no use here.
 */
final class GiteaRoutes {
  private static final int MAX_PAYLOAD = 25 << 20;

  private final Pushes pushes;

  GiteaRoutes(Pushes pushes) {
    this.pushes = pushes;
  }

  List<Route> routes() {
    return List.of(
        PushAnswers.described(
            Route.webhook("/webhooks/gitea", MAX_PAYLOAD, this::receive),
            "receiveFromGitea",
            "Gitea's or Forgejo's webhook"));
  }

  private Answer receive(Request request) {
    String event =
        header(request, "Event")
            .orElseThrow(
                () ->
                    new ProblemException(
                        Problem.NOT_A_WEBHOOK, "the header X-Gitea-Event is missing"));
    if (!event.equals("push")) {
      return Answer.json(202, Json.object().put("ignored", "only push events are of use here"));
    }
    GitHubSignature signature =
        header(request, "Signature")
            .map(header -> GitHubSignature.bare(header, request.body()))
            .orElseThrow(PushAnswers::unproven);
    return PushAnswers.of(
        pushes.receive(GiteaPayload.read(request).push(request, signature::provenBy)));
  }

  /** Forgejo sends both names, should it ever send its own only. */
  static Optional<String> header(Request request, String name) {
    return Stream.of("X-Gitea-" + name, "X-Forgejo-" + name)
        .map(request::header)
        .flatMap(Optional::stream)
        .findFirst();
  }
}
