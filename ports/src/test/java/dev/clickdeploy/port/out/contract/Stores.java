package dev.clickdeploy.port.out.contract;

import dev.clickdeploy.port.out.Storage;
import java.time.Duration;
import java.time.Instant;

/**
 * The stores of one database as the suites need them. The database may hold other rows: the suites
 * make names and job kinds of their own and look at nothing else.
 */
public interface Stores extends Storage {
  /**
   * Lets time pass for the queue: leases run down and jobs become due. A queue on a clock that
   * cannot be moved moves every lease's end, every due time and the end of every job and attempt
   * back instead.
   */
  void advanceClock(Duration by);

  /** The same database as a process of its own sees it, which shares nothing with the first one. */
  Storage anotherProcess();

  /** The queue's present time. */
  default Instant now() {
    return Instant.now();
  }
}
