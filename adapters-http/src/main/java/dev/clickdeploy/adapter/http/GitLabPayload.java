package dev.clickdeploy.adapter.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.deployment.Trigger;
import dev.clickdeploy.model.push.Pushed;
import dev.clickdeploy.model.source.Commit;
import dev.clickdeploy.model.source.CommitSha;
import dev.clickdeploy.model.source.GitRef;
import dev.clickdeploy.model.source.RepositoryUrl;
import dev.clickdeploy.port.in.Pushes.Push;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A push or tag push event's payload, read leniently: only the fields of use (GitLab docs, "Webhook
 * events", push events and tag events).
 */
record GitLabPayload(JsonNode event) {
  private static final List<String> KEPT =
      List.of(
          "X-Gitlab-Event",
          "X-Gitlab-Instance",
          "X-Gitlab-Webhook-UUID",
          "X-Gitlab-Event-UUID",
          "Idempotency-Key",
          "webhook-id",
          "User-Agent");

  /**
   * Reads a request's body.
   *
   * @throws ProblemException 400 when it is not JSON
   */
  static GitLabPayload read(Request request) {
    return new GitLabPayload(Json.read(request.body()));
  }

  /**
   * The push that the event tells of.
   *
   * @throws ProblemException 400 when a field of use is missing or malformed
   */
  Push push(Request request, String name, Predicate<Secret> proof) {
    try {
      // an event's UUID is shared by hooks that other hooks caused, so it tells nothing apart
      String key = DeliveryKey.of(request, "Idempotency-Key", "webhook-id");
      Pushed pushed = pushed();
      return new Push(
          pushed,
          identity(key),
          key,
          name,
          DeliveryKey.headers(request, KEPT),
          proof,
          Repositories.hosted(
              Trigger.GITLAB, pushed.repository(), event.path("project").path("id")));
    } catch (IllegalArgumentException e) {
      throw new ProblemException(
          Problem.MALFORMED_PUSH,
          "a push event needs ref, after and project.git_http_url: "
              + ProblemException.quoted(String.valueOf(e.getMessage())));
    }
  }

  /** No time is told, so that only the delivery tells a push from one that says the same. */
  private String identity(String key) {
    return "%s..%s@%s".formatted(event.path("before").asText(), event.path("after").asText(), key);
  }

  private Pushed pushed() {
    CommitSha after = after();
    JsonNode before = event.path("before");
    return new Pushed(
        Trigger.GITLAB,
        repository(),
        new GitRef(event.path("ref").asText()),
        Shas.looksRight(before) ? Shas.orNull(before) : null,
        after,
        after == null ? null : commit(after),
        null);
  }

  /** An annotated tag's {@code after} is the tag object, {@code checkout_sha} its commit. */
  private @Nullable CommitSha after() {
    CommitSha named = Shas.orNull(event.path("after"));
    JsonNode checkout = event.path("checkout_sha");
    return named != null && Shas.looksRight(checkout) ? Shas.orNull(checkout) : named;
  }

  /** Every form of the URL leads to the same services. */
  private RepositoryUrl repository() {
    return Repositories.of(event.path("project"), "git_http_url", "git_ssh_url", "web_url");
  }

  /** The payload has at most the newest twenty. */
  private @Nullable Commit commit(CommitSha sha) {
    return CommitFields.in(event.path("commits"), sha);
  }
}
