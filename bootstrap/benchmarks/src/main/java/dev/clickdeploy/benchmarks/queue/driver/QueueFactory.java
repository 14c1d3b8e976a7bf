package dev.clickdeploy.benchmarks.queue.driver;

import dev.clickdeploy.benchmarks.harness.Measurements;

/** Opens a system's queue on a database that may already have its schema. */
interface QueueFactory {
  /** Opens the queue; creates its schema where it is missing. */
  QueueUnderTest open(Terms terms) throws Exception;

  /** The system of that name. */
  static QueueFactory of(String system) {
    return switch (system) {
      case Measurements.OURS -> ClickDeployQueue::new;
      case "db-scheduler" -> DbSchedulerQueue::new;
      case "jobrunr" -> JobRunrQueue::new;
      default -> throw new IllegalArgumentException("no driver for " + system);
    };
  }
}
