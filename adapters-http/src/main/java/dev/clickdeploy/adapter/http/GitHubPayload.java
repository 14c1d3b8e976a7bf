package dev.clickdeploy.adapter.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.deployment.Trigger;
import dev.clickdeploy.model.source.Commit;
import dev.clickdeploy.model.source.CommitSha;
import dev.clickdeploy.model.source.RepositoryUrl;
import dev.clickdeploy.port.in.Pushes.Push;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A push event's payload, read leniently: only the fields of use, whatever else it holds. */
final class GitHubPayload {
  private GitHubPayload() {}

  static Push push(JsonNode payload, Predicate<Secret> proof) {
    try {
      String after = payload.path("after").asText("");
      CommitSha sha = after.matches("0+") ? null : new CommitSha(after);
      return new Push(
          Trigger.GITHUB,
          new RepositoryUrl(payload.path("repository").path("clone_url").asText("")),
          payload.path("ref").asText(""),
          sha,
          commit(payload.path("head_commit"), sha),
          proof);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(
          400,
          "malformed-push",
          "a push event needs ref, after and repository.clone_url: " + e.getMessage());
    }
  }

  private static @Nullable Commit commit(JsonNode head, @Nullable CommitSha sha) {
    if (sha == null || !head.path("id").asText().equals(sha.value())) {
      return null;
    }
    try {
      return new Commit(
          sha,
          head.path("message").asText(""),
          head.path("author").path("name").asText(""),
          OffsetDateTime.parse(head.path("timestamp").asText("")).toInstant());
    } catch (DateTimeException e) {
      // git tells it later
      return null;
    }
  }
}
