package dev.clickdeploy.adapter.http;

import dev.clickdeploy.port.in.Pushes;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/**
 * GitLab's webhooks. Events that are of no use here are answered with 200, because GitLab disables
 * a webhook that is refused (GitLab docs, "Webhooks", auto-disabled webhooks).
 */
final class GitLabRoutes {
  private static final int MAX_PAYLOAD = 25 << 20;
  private static final Set<String> PUSHES = Set.of("Push Hook", "Tag Push Hook");

  private final Pushes pushes;
  private final InstantSource clock;

  GitLabRoutes(Pushes pushes, InstantSource clock) {
    this.pushes = pushes;
    this.clock = clock;
  }

  List<Route> routes() {
    return List.of(
        PushAnswers.described(
            Route.webhook("/webhooks/gitlab", MAX_PAYLOAD, this::receive),
            "receiveFromGitLab",
            "GitLab's webhook"));
  }

  private Answer receive(Request request) {
    String event =
        request
            .header("X-Gitlab-Event")
            .orElseThrow(
                () ->
                    new ProblemException(
                        Problem.NOT_A_WEBHOOK, "the header X-Gitlab-Event is missing"));
    if (!PUSHES.contains(event)) {
      return Answer.json(200, Json.object().put("ignored", "only push events are of use here"));
    }
    GitLabProof proof = GitLabProof.of(request, clock.instant()).orElseThrow(PushAnswers::unproven);
    return PushAnswers.of(
        pushes.receive(GitLabPayload.read(request).push(request, event, proof::provenBy)));
  }
}
