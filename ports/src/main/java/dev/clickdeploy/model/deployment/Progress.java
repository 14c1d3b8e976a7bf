package dev.clickdeploy.model.deployment;

/**
 * How far a build is: steps known so far, finished, and finished from the cache. Steps are
 * discovered as it runs.
 */
public record Progress(int total, int done, int cached) {
  /** Before the first step is known. */
  public static final Progress NONE = new Progress(0, 0, 0);

  public Progress {
    if (cached < 0 || done < cached || total < done) {
      throw new IllegalArgumentException(
          "progress needs 0 <= cached <= done <= total, not %d, %d, %d"
              .formatted(cached, done, total));
    }
  }
}
