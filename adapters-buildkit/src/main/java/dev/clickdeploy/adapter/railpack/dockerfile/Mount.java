package dev.clickdeploy.adapter.railpack.dockerfile;

import java.util.regex.Pattern;

/**
 * What a RUN sees only while it runs. Caches are kept apart by service: BuildKit puts the build's
 * scope before their ids.
 *
 * @param option as RUN takes it
 */
public record Mount(String option) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern TARGET = Pattern.compile("/[A-Za-z0-9_./-]+");

  /** A cache that several processes may fill at once. */
  public static Mount cache(String target) {
    return new Mount("--mount=type=cache,target=" + checked(TARGET, target));
  }

  /** A cache that one process at a time may fill. */
  public static Mount lockedCache(String target) {
    return new Mount("--mount=type=cache,target=" + checked(TARGET, target) + ",sharing=locked");
  }

  /** A secret of the build as a file; the step runs without it when the build has none. */
  public static Mount secret(String name) {
    return new Mount("--mount=type=secret,id=" + checked(NAME, name));
  }

  private static String checked(Pattern form, String text) {
    if (!form.matcher(text).matches()) {
      throw new IllegalArgumentException("'" + text + "' cannot be mounted");
    }
    return text;
  }
}
