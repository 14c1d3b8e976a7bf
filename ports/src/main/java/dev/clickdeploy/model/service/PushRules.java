package dev.clickdeploy.model.service;

import java.util.Objects;

/**
 * Which pushes to its repository a service is deployed for.
 *
 * @param tags whether pushed tags are deployed too, beside the branch
 * @param watched the paths that must have changed
 * @param superseding what a newer push takes the place of
 * @param commitStatus whether the git host is told what becomes of commits, where the service has a
 *     token for it
 */
public record PushRules(
    boolean tags, WatchPaths watched, Superseding superseding, boolean commitStatus) {
  /** Every push to the branch; it takes the place of those that wait. */
  public static final PushRules DEFAULT =
      new PushRules(false, WatchPaths.EVERYTHING, Superseding.QUEUED);

  public PushRules {
    Objects.requireNonNull(watched, "watched");
    Objects.requireNonNull(superseding, "superseding");
  }

  /** Whose commits' statuses are told. */
  public PushRules(boolean tags, WatchPaths watched, Superseding superseding) {
    this(tags, watched, superseding, true);
  }
}
