package dev.clickdeploy.adapter.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.deployment.Trigger;
import dev.clickdeploy.model.push.Pushed;
import dev.clickdeploy.model.source.Commit;
import dev.clickdeploy.model.source.CommitSha;
import dev.clickdeploy.model.source.GitRef;
import dev.clickdeploy.port.in.Pushes.Push;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A push event's payload from Gitea or Forgejo, read leniently: only the fields of use. */
record GiteaPayload(JsonNode event) {
  private static final List<String> KEPT =
      List.of("X-Gitea-Event", "X-Gitea-Delivery", "X-Forgejo-Event", "User-Agent");

  /**
   * Reads a request's body.
   *
   * @throws ProblemException 400 when it is neither form nor JSON
   */
  static GiteaPayload read(Request request) {
    return new GiteaPayload(GitHubPayload.read(request).event());
  }

  /**
   * The push that the event tells of.
   *
   * @throws ProblemException 400 when a field of use is missing or malformed
   */
  Push push(Request request, Predicate<Secret> proof) {
    try {
      String key = DeliveryKey.of(request, "X-Gitea-Delivery", "X-Forgejo-Delivery");
      // no time of the push is told, so that only the delivery tells it from one that says the same
      String identity =
          "%s..%s@%s".formatted(event.path("before").asText(), event.path("after").asText(), key);
      Pushed pushed = pushed();
      return new Push(
          pushed,
          identity,
          key,
          "push",
          DeliveryKey.headers(request, KEPT),
          proof,
          Repositories.hosted(
              Trigger.GITEA, pushed.repository(), event.path("repository").path("id")));
    } catch (IllegalArgumentException e) {
      throw new ProblemException(
          Problem.MALFORMED_PUSH,
          "a push event needs ref, after and repository.clone_url: "
              + ProblemException.quoted(String.valueOf(e.getMessage())));
    }
  }

  private Pushed pushed() {
    JsonNode before = event.path("before");
    CommitSha after = after();
    return new Pushed(
        Trigger.GITEA,
        Repositories.of(event.path("repository"), "clone_url", "ssh_url", "html_url"),
        new GitRef(event.path("ref").asText()),
        Shas.looksRight(before) ? Shas.orNull(before) : null,
        after,
        after == null ? null : commit(after),
        null);
  }

  /** An annotated tag's is the tag object, its head the commit. */
  private @Nullable CommitSha after() {
    CommitSha named = Shas.orNull(event.path("after"));
    JsonNode head = event.path("head_commit").path("id");
    boolean isTag = event.path("ref").asText().startsWith("refs/tags/");
    return named != null && isTag && Shas.looksRight(head) ? Shas.orNull(head) : named;
  }

  private @Nullable Commit commit(CommitSha sha) {
    return CommitFields.in(event.path("commits"), sha);
  }
}
