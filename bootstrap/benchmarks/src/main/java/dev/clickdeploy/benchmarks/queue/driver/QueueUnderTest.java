package dev.clickdeploy.benchmarks.queue.driver;

import java.util.List;
import java.util.function.Consumer;

/**
 * A queue on one database, used only by its public API and set up as its documentation advises for
 * high load.
 */
interface QueueUnderTest extends AutoCloseable {
  /** Puts a batch of jobs on the queue; on return all are committed. */
  void enqueue(List<String> payloads) throws Exception;

  /** Puts one job on the queue while workers wait; on return it is committed. */
  void enqueue(String payload) throws Exception;

  /** Starts the workers; each job's payload goes to the handler. */
  void startWorkers(Consumer<String> handler) throws Exception;

  /** Stops the workers gracefully: finished jobs are recorded as finished. */
  void stopWorkers() throws Exception;

  /** Leaves the database; no thread and no connection stays behind. */
  @Override
  void close() throws Exception;
}
