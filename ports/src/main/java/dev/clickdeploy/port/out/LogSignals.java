package dev.clickdeploy.port.out;

import dev.clickdeploy.model.deployment.DeploymentId;

/**
 * Tells followers of logs that there is something new, whichever process wrote it. A lost signal
 * costs time, never a line: followers go on polling.
 */
public interface LogSignals {
  /** Listens until closed. Calls come from one thread that must not be blocked. */
  Subscription subscribe(Listener listener);

  /** What a follower wants to hear. */
  interface Listener {
    /** Lines were appended to this deployment's log; several appends may be one call. */
    void grew(DeploymentId deployment);

    /** This deployment has reached a terminal status. */
    void ended(DeploymentId deployment);

    /**
     * Signals come from now on. Whatever happened before was not heard; also called after a
     * reconnect.
     */
    void restored();

    /** Signals do not come at present; told once, and again after {@link #restored}. */
    void interrupted();
  }

  /** Ends the listening. */
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }
}
