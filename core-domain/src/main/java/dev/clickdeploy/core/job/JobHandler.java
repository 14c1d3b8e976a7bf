package dev.clickdeploy.core.job;

/**
 * Does the work of one kind of job. Register one with the builder of {@code ClickDeploy}; the pool
 * claims jobs of that kind, keeps their leases alive and settles them by the answer.
 */
@FunctionalInterface
public interface JobHandler {
  /**
   * Works on a job in a virtual thread of its own and may block. A job may come again after its
   * worker died, so what is done must bear to be done twice.
   *
   * @return how it ended
   * @throws Exception when it ended otherwise: while it is asked to stop, that counts as stopped;
   *     else a {@link dev.clickdeploy.port.out.PortException} that is not retryable fails the job,
   *     and everything else is tried again while attempts are left
   */
  JobResult handle(Work work) throws Exception;
}
