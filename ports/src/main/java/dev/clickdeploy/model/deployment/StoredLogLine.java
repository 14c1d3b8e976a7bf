package dev.clickdeploy.model.deployment;

import java.util.Objects;

/** A log line with its place in the deployment's log: numbers rise, gaps are allowed. */
public record StoredLogLine(long sequence, LogLine line) {
  public StoredLogLine {
    Objects.requireNonNull(line, "line");
  }
}
