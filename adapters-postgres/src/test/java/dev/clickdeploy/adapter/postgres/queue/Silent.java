package dev.clickdeploy.adapter.postgres.queue;

import dev.clickdeploy.model.job.JobId;
import dev.clickdeploy.port.out.JobSignals;

/** Listens and does nothing. */
final class Silent implements JobSignals.Listener {
  @Override
  public void workAvailable() {}

  @Override
  public void cancelRequested(JobId job) {}
}
