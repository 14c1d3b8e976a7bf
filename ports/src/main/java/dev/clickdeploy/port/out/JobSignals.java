package dev.clickdeploy.port.out;

import dev.clickdeploy.model.job.JobId;

/**
 * Wakes workers without waiting for their next poll. A lost signal costs time, never work: polling
 * goes on.
 */
public interface JobSignals {
  /** Listens until closed. Calls come from one thread that must not be blocked. */
  Subscription subscribe(Listener listener);

  /** What a worker wants to hear. */
  interface Listener {
    /** A job may be due; also called after a reconnect, when signals may have been lost. */
    void workAvailable();

    /** A processed job was asked to cancel; it may be another process's. */
    void cancelRequested(JobId job);

    /**
     * Signals do not come at present, so that work waits for the next poll; told once, and again
     * after {@link #restored}.
     *
     * @param why for the operator, with what to do about it
     */
    default void interrupted(String why) {}

    /** Signals come again, or for the first time. */
    default void restored() {}
  }

  /** Ends the listening. */
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }
}
