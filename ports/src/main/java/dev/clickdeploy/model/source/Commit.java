package dev.clickdeploy.model.source;

import dev.clickdeploy.model.Texts;
import java.time.Instant;
import java.util.Objects;

/** What a deployment shows of its commit: id, full message, author's name and authoring time. */
public record Commit(CommitSha sha, String message, String author, Instant authoredAt) {
  /** Longest message kept, in characters; longer ones are cut. */
  public static final int MAX_MESSAGE = 4_000;

  private static final int MAX_AUTHOR = 200;

  public Commit {
    Objects.requireNonNull(sha, "sha");
    Objects.requireNonNull(authoredAt, "authoredAt");
    message = Texts.cut(Texts.withoutNul(message).strip(), MAX_MESSAGE, "…");
    author = Texts.cut(Texts.withoutNul(author), MAX_AUTHOR, "…");
  }

  /** The first line of the message. */
  public String subject() {
    return message.lines().findFirst().orElse("");
  }
}
