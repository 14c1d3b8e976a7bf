package dev.clickdeploy.adapter.buildkit.request;

/** Named contexts under the names by which the frontend looks for them. */
public final class ContextNames {
  private ContextNames() {}

  /** The local directory that serves a named tree; no name meets {@code context} or the like. */
  public static String local(String name) {
    return "named-" + name;
  }

  /** An image's name in its short form (distribution, reference/normalize.go). */
  static String familiar(String name) {
    return name.replaceFirst("^docker\\.io/(library/)?", "").replaceFirst(":latest$", "");
  }
}
