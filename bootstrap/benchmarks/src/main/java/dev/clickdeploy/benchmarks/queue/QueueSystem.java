package dev.clickdeploy.benchmarks.queue;

import dev.clickdeploy.benchmarks.harness.Measurements;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A system in the comparison.
 *
 * @param language of its driver
 * @param version and the settings it runs with, for the reader
 * @param live the table and the condition that find its unfinished jobs
 * @param finished the table where its finished jobs stay, null where they do not: then a million of
 *     them cannot weigh on anything
 */
record QueueSystem(
    String name, Language language, String version, String live, @Nullable String finished) {
  enum Language {
    JAVA,
    NODE
  }

  /** The slowest last, so that a quick run has the others when its time is over. */
  static final List<QueueSystem> ALL =
      List.of(
          new QueueSystem(
              Measurements.OURS,
              Language.JAVA,
              "this commit: 500 slots (virtual threads) for the kind, enqueue of 1,000, signals on,"
                  + " lease 30 s",
              "clickdeploy.jobs",
              "clickdeploy.finished_jobs"),
          new QueueSystem(
              "db-scheduler",
              Language.JAVA,
              "16.12.0: pollUsingLockAndFetch(1.0, 4.0), poll 50 ms, enableImmediateExecution,"
                  + " scheduleBatch of 1,000",
              "scheduled_tasks",
              null),
          new QueueSystem(
              "graphile-worker",
              Language.NODE,
              "0.17.3: localQueue 500, completeJobBatchDelay 0, failJobBatchDelay 0, addJobs of"
                  + " 1,000",
              "graphile_worker._private_jobs",
              null),
          new QueueSystem(
              "pg-boss",
              Language.NODE,
              "10.3.3: work() of batchSize 500 and priority false for each connection, poll 0.5 s"
                  + " (its least), insert of 1,000",
              "pgboss.job WHERE name = 'benchmark' AND state < 'completed'",
              "pgboss.job"),
          new QueueSystem(
              "jobrunr",
              Language.JAVA,
              "8.3.1 open source: poll 5 s (its least), enqueue(Stream) of 1,000, Jackson",
              "jobrunr_jobs WHERE state <> 'SUCCEEDED'",
              "jobrunr_jobs"));

  boolean isOurs() {
    return name.equals(Measurements.OURS);
  }
}
