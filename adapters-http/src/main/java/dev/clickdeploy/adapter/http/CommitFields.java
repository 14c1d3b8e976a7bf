package dev.clickdeploy.adapter.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clickdeploy.model.source.Commit;
import dev.clickdeploy.model.source.CommitSha;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** What a payload tells of a commit; GitHub and GitLab use the same names. */
final class CommitFields {
  private CommitFields() {}

  /** The commit of this list that has the id; null when none has. */
  static @Nullable Commit in(JsonNode commits, CommitSha sha) {
    for (JsonNode commit : commits) {
      if (commit.path("id").asText().equals(sha.value())) {
        return of(commit);
      }
    }
    return null;
  }

  /** Null when it is no commit or its time makes no sense, which leaves it to git. */
  static @Nullable Commit of(JsonNode commit) {
    String id = commit.path("id").asText();
    if (!CommitSha.looksLike(id)) {
      return null;
    }
    try {
      return new Commit(
          new CommitSha(id),
          commit.path("message").asText(),
          commit.path("author").path("name").asText(),
          OffsetDateTime.parse(commit.path("timestamp").asText()).toInstant());
    } catch (DateTimeException e) {
      return null;
    }
  }
}
