package dev.clickdeploy.model.build;

import dev.clickdeploy.model.deployment.Failure;
import dev.clickdeploy.model.deployment.Progress;
import dev.clickdeploy.model.image.ImageDigest;
import java.util.Objects;

/**
 * How a build ended. That the builder cannot be reached or dies is no outcome but a PortException.
 */
public sealed interface BuildOutcome {
  /** Built and pushed; the digest is the one the builder reports. */
  record Built(ImageDigest digest, Progress progress, BuildReport report) implements BuildOutcome {
    public Built {
      Objects.requireNonNull(digest, "digest");
      Objects.requireNonNull(progress, "progress");
      Objects.requireNonNull(report, "report");
    }

    /** Without a word about steps. */
    public Built(ImageDigest digest, Progress progress) {
      this(digest, progress, BuildReport.NONE);
    }
  }

  /** The Dockerfile, one of its steps or the push failed; trying the same again will not help. */
  record Failed(Failure failure, Progress progress, BuildReport report) implements BuildOutcome {
    public Failed {
      Objects.requireNonNull(failure, "failure");
      Objects.requireNonNull(progress, "progress");
      Objects.requireNonNull(report, "report");
    }

    /** Without a word about steps. */
    public Failed(Failure failure, Progress progress) {
      this(failure, progress, BuildReport.NONE);
    }
  }

  /** Stopped because it was asked to; nothing was pushed. */
  record Cancelled() implements BuildOutcome {}
}
