package dev.clickdeploy.model.source;

import java.time.Instant;
import java.util.Objects;

/** What a deployment shows of its commit: id, full message, author's name and authoring time. */
public record Commit(CommitSha sha, String message, String author, Instant authoredAt) {
  /** Longest message kept, in characters; longer ones are cut. */
  public static final int MAX_MESSAGE = 4_000;

  public Commit {
    Objects.requireNonNull(sha, "sha");
    Objects.requireNonNull(author, "author");
    Objects.requireNonNull(authoredAt, "authoredAt");
    message = message.strip();
    message = message.length() > MAX_MESSAGE ? message.substring(0, MAX_MESSAGE) : message;
  }

  /** The first line of the message. */
  public String subject() {
    return message.lines().findFirst().orElse("");
  }
}
