package dev.clickdeploy.adapter.buildkit;

import dev.clickdeploy.adapter.buildkit.export.ExportOutcome;
import dev.clickdeploy.adapter.buildkit.failure.DaemonTrouble;
import dev.clickdeploy.adapter.buildkit.transport.DaemonAddress;
import dev.clickdeploy.model.build.BuildOutcome;
import dev.clickdeploy.model.build.BuildReport;
import dev.clickdeploy.model.deployment.Progress;
import dev.clickdeploy.model.image.ImageDigest;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a build ended, before it is known for whom it was made. */
sealed interface Finish {
  /** With the exporter's answer. */
  record Done(
      DaemonAddress daemon, Map<String, String> exported, Progress progress, BuildReport report)
      implements Finish {
    @Nullable ImageDigest digest() {
      String digest = exported.get("containerimage.digest");
      return digest == null ? null : ImageDigest.parse(digest);
    }
  }

  /** With a failure that another try will not mend. */
  record Failed(BuildOutcome.Failed outcome) implements Finish {}

  /** Because it was asked to. */
  record Cancelled() implements Finish {}

  /** For whoever wants an image in a registry. */
  default BuildOutcome asOutcome() {
    return switch (this) {
      case Done done -> {
        ImageDigest digest = done.digest();
        if (digest == null) {
          throw DaemonTrouble.withoutDigest(done.daemon);
        }
        yield new BuildOutcome.Built(digest, done.progress, done.report);
      }
      case Failed failed -> failed.outcome;
      case Cancelled cancelled -> new BuildOutcome.Cancelled();
    };
  }

  /** For whoever wants the result itself. */
  default ExportOutcome asExport() {
    return switch (this) {
      case Done done -> new ExportOutcome.Exported(done.digest(), done.progress, done.report);
      case Failed failed -> new ExportOutcome.Failed(failed.outcome);
      case Cancelled cancelled -> new ExportOutcome.Cancelled();
    };
  }
}
