package dev.clickdeploy.port.out.fake;

import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.port.out.LogSignals;

/** Signals within one process; each listener is called by a thread of its own. */
public final class FakeLogSignals implements LogSignals {
  private final FakeListeners<Listener> listeners = new FakeListeners<>();

  FakeLogSignals() {}

  @Override
  public Subscription subscribe(Listener listener) {
    return listeners.add(listener, listeners.losing() ? Listener::interrupted : Listener::restored)
        ::close;
  }

  /** From now on signals are lost, and listeners know it. */
  public void loseSignals() {
    listeners.tell(Listener::interrupted);
    listeners.lose(true);
  }

  /** Signals arrive again, and listeners are told so. */
  public void reconnect() {
    listeners.lose(false);
    listeners.tell(Listener::restored);
  }

  /** How many listen; 0 when everybody closed what they opened. */
  public int listeners() {
    return listeners.size();
  }

  void grew(DeploymentId deployment) {
    listeners.tell(listener -> listener.grew(deployment));
  }

  void ended(DeploymentId deployment) {
    listeners.tell(listener -> listener.ended(deployment));
  }
}
