package dev.clickdeploy.port.out;

import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.deployment.LogLine;
import dev.clickdeploy.model.deployment.StoredLogLine;
import dev.clickdeploy.model.job.Claim;
import java.util.List;

/** The log lines of deployments, in the order written. */
public interface LogStore {
  /** Appends lines in one statement; false, and nothing written, when the claim was outlived. */
  boolean append(Claim claim, DeploymentId deployment, List<LogLine> lines);

  /** Up to {@code limit} lines whose sequence number is greater than {@code after}, in order. */
  List<StoredLogLine> read(DeploymentId deployment, long after, int limit);

  /** The sequence number of the last line; 0 when there is none. */
  long last(DeploymentId deployment);
}
