package dev.clickdeploy.model.source;

import dev.clickdeploy.model.Texts;

/** What a user names to deploy: a branch, a tag, a full ref ({@code refs/…}) or a commit SHA. */
public record GitRef(String value) {
  public GitRef {
    Texts.required(value, "ref", 255);
    if (value.startsWith("-")
        || value.startsWith("/")
        || value.endsWith("/")
        || value.endsWith(".lock")
        || value.contains("..")
        || value.contains("@{")
        || value.chars().anyMatch(c -> c <= ' ' || "~^:?*[\\".indexOf(c) >= 0)) {
      throw new IllegalArgumentException("'" + value + "' is not a valid git ref name");
    }
  }

  /** The branch name when this is {@code refs/heads/…} or a short name, unchanged otherwise. */
  public String shortName() {
    for (String prefix : new String[] {"refs/heads/", "refs/tags/"}) {
      if (value.startsWith(prefix)) {
        return value.substring(prefix.length());
      }
    }
    return value;
  }

  @Override
  public String toString() {
    return value;
  }
}
