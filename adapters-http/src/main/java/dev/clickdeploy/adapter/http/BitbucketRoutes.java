package dev.clickdeploy.adapter.http;

import dev.clickdeploy.model.push.Verdict;
import dev.clickdeploy.port.in.Pushes;
import dev.clickdeploy.port.in.Pushes.Push;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Bitbucket Cloud's webhooks (Bitbucket Cloud docs, "Event payloads" and "Manage webhooks"). One
 * delivery may tell of several branches and tags; each is a push.
 */
final class BitbucketRoutes {
  private static final int MAX_PAYLOAD = 25 << 20;

  private final Pushes pushes;

  BitbucketRoutes(Pushes pushes) {
    this.pushes = pushes;
  }

  List<Route> routes() {
    return List.of(
        PushAnswers.described(
            Route.webhook("/webhooks/bitbucket", MAX_PAYLOAD, this::receive),
            "receiveFromBitbucket",
            "Bitbucket Cloud's webhook"));
  }

  private Answer receive(Request request) {
    String event =
        request
            .header("X-Event-Key")
            .orElseThrow(
                () ->
                    new ProblemException(
                        Problem.NOT_A_WEBHOOK, "the header X-Event-Key is missing"));
    if (!event.equals("repo:push")) {
      return Answer.json(202, Json.object().put("ignored", "only push events are of use here"));
    }
    GitHubSignature signature =
        request
            .header("X-Hub-Signature")
            .map(header -> new GitHubSignature(header, request.body()))
            .orElseThrow(PushAnswers::unproven);
    return PushAnswers.of(
        received(BitbucketPayload.read(request).pushes(request, signature::provenBy)));
  }

  /** What proves one change proves all: the signature is over the whole delivery. */
  private Optional<List<Verdict>> received(List<Push> told) {
    List<Verdict> verdicts = new ArrayList<>();
    for (Push push : told) {
      Optional<List<Verdict>> given = pushes.receive(push);
      if (given.isEmpty()) {
        return given;
      }
      verdicts.addAll(given.get());
    }
    return Optional.of(verdicts);
  }
}
