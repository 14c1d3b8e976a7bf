package dev.clickdeploy.adapter.buildkit.export;

import dev.clickdeploy.model.build.BuildOutcome;
import dev.clickdeploy.model.build.BuildReport;
import dev.clickdeploy.model.deployment.Progress;
import dev.clickdeploy.model.image.ImageDigest;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a build ended whose result goes to its caller. */
public sealed interface ExportOutcome {
  /**
   * All of the result has arrived.
   *
   * @param imageDigest null when the result is no image
   */
  record Exported(@Nullable ImageDigest imageDigest, Progress progress, BuildReport report)
      implements ExportOutcome {
    public Exported {
      Objects.requireNonNull(progress, "progress");
      Objects.requireNonNull(report, "report");
    }

    /** Of the image, when the result is one. */
    public Optional<ImageDigest> digest() {
      return Optional.ofNullable(imageDigest);
    }
  }

  /** The build failed; what has arrived is worth nothing. */
  record Failed(BuildOutcome.Failed build) implements ExportOutcome {
    public Failed {
      Objects.requireNonNull(build, "build");
    }
  }

  /** Stopped because it was asked to. */
  record Cancelled() implements ExportOutcome {}
}
