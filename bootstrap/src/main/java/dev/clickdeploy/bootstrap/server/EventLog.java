package dev.clickdeploy.bootstrap.server;

import dev.clickdeploy.port.out.EventSink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the operator through the log what the core tells. */
final class EventLog implements EventSink {
  private static final Logger LOG = LoggerFactory.getLogger("click-deploy");

  @Override
  public void on(Event event) {
    switch (event) {
      case Event.JobClaimed e ->
          LOG.info("job={} kind={} attempt={} claimed", e.job(), e.kind(), e.attempt());
      case Event.JobEnded e ->
          LOG.info(
              "job={} kind={} attempt={} outcome={} took={}ms",
              e.job(),
              e.kind(),
              e.attempt(),
              e.outcome(),
              e.took().toMillis());
      case Event.JobRescued e ->
          LOG.warn("job={} kind={} rescued from a dead worker", e.job(), e.kind());
      case Event.ClaimLost e -> LOG.warn("job={} claim lost, work discarded", e.job());
      case Event.DeploymentChanged e ->
          LOG.info("deployment={} status={}", e.deployment(), e.status());
      case Event.Trouble e -> LOG.error("{}", e.what(), e.cause());
    }
  }
}
