package dev.clickdeploy.model.source;

import dev.clickdeploy.model.Texts;
import java.util.stream.Stream;

/**
 * What a user names to deploy: a branch, a tag, a full ref ({@code refs/…}) or a commit SHA. The
 * rules are those of git-check-ref-format, and no leading hyphen.
 */
public record GitRef(String value) {
  public GitRef {
    Texts.required(value, "ref", 255);
    boolean wrong =
        value.startsWith("-")
            || value.equals("@")
            || value.endsWith(".")
            || value.contains("..")
            || value.contains("@{")
            || value.chars().anyMatch(c -> c <= ' ' || "~^:?*[\\".indexOf(c) >= 0)
            || Stream.of(value.split("/", -1)).anyMatch(GitRef::isNoComponent);
    if (wrong) {
      throw new IllegalArgumentException("'" + value + "' is not a valid git ref name");
    }
  }

  private static boolean isNoComponent(String component) {
    return component.isEmpty() || component.startsWith(".") || component.endsWith(".lock");
  }

  /** Without {@code refs/heads/} or {@code refs/tags/}; unchanged when it has neither. */
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
