package dev.clickdeploy.bootstrap.server;

import dev.clickdeploy.model.job.JobCounts;
import dev.clickdeploy.port.out.EventSink;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the operator through the log what the core tells. */
final class EventLog implements EventSink {
  private static final Logger LOG = LoggerFactory.getLogger("click-deploy");

  @Override
  public void on(Event event) {
    switch (event) {
      case Event.JobClaimed e ->
          LOG.info(
              "job={} kind={} attempt={} claimed waited={}ms",
              e.job(),
              e.kind(),
              e.attempt(),
              e.waited().toMillis());
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
      case Event.SignalsInterrupted e ->
          LOG.warn("jobs wait for the next poll, because signals do not come: {}", e.why());
      case Event.SignalsRestored e -> LOG.info("signals come again");
      case Event.QueueClaimed e ->
          LOG.debug("queue claimed={} took={}us", e.jobs(), micros(e.took()));
      case Event.QueueCompleted e ->
          LOG.debug("queue completed={} took={}us", e.jobs(), micros(e.took()));
      case Event.QueueCounted e -> e.counts().forEach(EventLog::count);
      case Event.StatusRefused e ->
          LOG.warn(
              "deployment={} its git host does not take its status: {}", e.deployment(), e.why());
      case Event.ImageDeleted e ->
          LOG.info(
              "service={} image={} deleted: it is not kept any longer", e.service(), e.image());
      case Event.ImageNotDeleted e ->
          LOG.warn(
              "service={} image={} is not deleted by the registry: {}",
              e.service(),
              e.image(),
              e.why());
      case Event.BuildEnded e ->
          LOG.debug(
              "deployment={} outcome={} took={}ms",
              e.deployment(),
              e.outcome(),
              e.took().toMillis());
      case Event.PushJudged e ->
          LOG.debug("push source={} service={}", e.source(), e.verdict().service());
      case Event.Trouble e -> LOG.error("{}", e.what(), e.cause());
    }
  }

  private static long micros(Duration duration) {
    return TimeUnit.NANOSECONDS.toMicros(duration.toNanos());
  }

  private static void count(JobCounts counts) {
    Duration oldest = counts.oldestReady();
    LOG.debug(
        "queue kind={} ready={} scheduled={} processing={} failed={} oldest={}s",
        counts.kind(),
        counts.ready(),
        counts.scheduled(),
        counts.processing(),
        counts.failed(),
        oldest == null ? 0 : oldest.toSeconds());
  }
}
