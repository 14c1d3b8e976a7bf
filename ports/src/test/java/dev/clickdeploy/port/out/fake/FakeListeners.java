package dev.clickdeploy.port.out.fake;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/** Those who listen within one process; each is called by a thread of its own. */
final class FakeListeners<L> {
  private final List<Open> open = new CopyOnWriteArrayList<>();
  private volatile boolean losing;

  /** Adds a listener, whose first call this is. */
  Open add(L listener, Consumer<L> first) {
    Open added = new Open(listener);
    open.add(added);
    added.tell(first);
    return added;
  }

  int size() {
    return open.size();
  }

  boolean losing() {
    return losing;
  }

  /** From now on nobody is told anything, or everybody again. */
  void lose(boolean now) {
    losing = now;
  }

  void tell(Consumer<L> what) {
    if (!losing) {
      open.forEach(each -> each.tell(what));
    }
  }

  /** One of them. */
  final class Open {
    private final L listener;
    private final ExecutorService thread =
        Executors.newSingleThreadExecutor(Thread.ofVirtual().name("fake-signals").factory());
    private volatile boolean closed;

    private Open(L listener) {
      this.listener = listener;
    }

    private void tell(Consumer<L> what) {
      try {
        thread.execute(() -> deliver(what));
      } catch (RejectedExecutionException e) {
        // closed meanwhile: nobody listens
      }
    }

    private void deliver(Consumer<L> what) {
      if (!closed) {
        what.accept(listener);
      }
    }

    void close() {
      closed = true;
      open.remove(this);
      thread.shutdown();
    }
  }
}
