package dev.clickdeploy.port.out.fake;

import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.port.out.LogSignals;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/** Signals within one process; each listener is called by a thread of its own. */
public final class FakeLogSignals implements LogSignals {
  private final List<Open> open = new CopyOnWriteArrayList<>();
  private volatile boolean losing;

  FakeLogSignals() {}

  @Override
  public Subscription subscribe(Listener listener) {
    Open subscription = new Open(listener);
    open.add(subscription);
    subscription.tell(losing ? Listener::interrupted : Listener::restored);
    return subscription;
  }

  /** From now on signals are lost, and listeners know it. */
  public void loseSignals() {
    tell(Listener::interrupted);
    losing = true;
  }

  /** Signals arrive again, and listeners are told so. */
  public void reconnect() {
    losing = false;
    tell(Listener::restored);
  }

  /** How many listen; 0 when everybody closed what they opened. */
  public int listeners() {
    return open.size();
  }

  void grew(DeploymentId deployment) {
    tell(listener -> listener.grew(deployment));
  }

  void ended(DeploymentId deployment) {
    tell(listener -> listener.ended(deployment));
  }

  private void tell(Consumer<Listener> what) {
    if (!losing) {
      open.forEach(subscription -> subscription.tell(what));
    }
  }

  private final class Open implements Subscription {
    private final Listener listener;
    private final ExecutorService thread =
        Executors.newSingleThreadExecutor(Thread.ofVirtual().name("fake-log-signals").factory());
    private volatile boolean closed;

    Open(Listener listener) {
      this.listener = listener;
    }

    void tell(Consumer<Listener> what) {
      try {
        thread.execute(() -> deliver(what));
      } catch (RejectedExecutionException e) {
        // closed meanwhile: nobody listens
      }
    }

    private void deliver(Consumer<Listener> what) {
      if (!closed) {
        what.accept(listener);
      }
    }

    @Override
    public void close() {
      closed = true;
      open.remove(this);
      thread.shutdown();
    }
  }
}
