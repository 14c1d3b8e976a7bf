package dev.clickdeploy.model.service;

/** What a build is given under names. */
public enum ValueKind {
  /** Variables of the build's commands, and build arguments of the repository's own Dockerfile. */
  ENVIRONMENT("variable", 10_000),
  /** Secrets, which a step sees only while it runs. */
  SECRET("secret", 50_000);

  private final String word;
  private final int longest;

  ValueKind(String word, int longest) {
    this.word = word;
    this.longest = longest;
  }

  /** One of them, for people. */
  public String word() {
    return word;
  }

  /** The longest value, in characters. */
  public int longest() {
    return longest;
  }
}
