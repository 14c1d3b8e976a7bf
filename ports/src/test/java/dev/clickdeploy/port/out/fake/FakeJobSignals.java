package dev.clickdeploy.port.out.fake;

import dev.clickdeploy.model.job.JobId;
import dev.clickdeploy.port.out.JobSignals;
import java.util.concurrent.CountDownLatch;

/** Signals within one process; each listener is called by a thread of its own. */
public final class FakeJobSignals implements JobSignals {
  private final FakeListeners<Listener> listeners = new FakeListeners<>();

  FakeJobSignals() {}

  @Override
  public Subscription subscribe(Listener listener) {
    return listeners.add(listener, first -> {})::close;
  }

  /** From now on signals are lost, and listeners know it. */
  public void loseSignals() {
    listeners.tell(listener -> listener.interrupted("signals are lost"));
    listeners.lose(true);
  }

  /** Signals arrive again, and listeners are told that some may have been lost. */
  public void reconnect() {
    listeners.lose(false);
    listeners.tell(Listener::restored);
    workAvailable();
  }

  /** How many listen; 0 when everybody closed what they opened. */
  public int listeners() {
    return listeners.size();
  }

  /** Waits until every listener has heard what was told before. */
  public void awaitDelivery() throws InterruptedException {
    CountDownLatch heard = new CountDownLatch(listeners.size());
    listeners.tell(listener -> heard.countDown());
    heard.await();
  }

  void workAvailable() {
    listeners.tell(Listener::workAvailable);
  }

  void cancelRequested(JobId job) {
    listeners.tell(listener -> listener.cancelRequested(job));
  }
}
