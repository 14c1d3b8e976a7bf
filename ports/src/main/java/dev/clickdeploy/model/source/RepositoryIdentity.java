package dev.clickdeploy.model.source;

import java.util.Locale;

/**
 * A repository independent of how its URL is written: lower-case {@code host/path} without {@code
 * .git}.
 */
public record RepositoryIdentity(String value) {
  public RepositoryIdentity {
    if (value.isBlank()) {
      throw new IllegalArgumentException("a repository identity must not be blank");
    }
  }

  static RepositoryIdentity of(String host, String path) {
    String clean =
        path.toLowerCase(Locale.ROOT).replaceAll("^/+|/+$", "").replaceFirst("/*\\.git$", "");
    return new RepositoryIdentity(host + "/" + clean);
  }

  @Override
  public String toString() {
    return value;
  }
}
