package dev.clickdeploy.core.log;

import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.port.in.FollowedLog;
import dev.clickdeploy.port.in.RequestException;
import dev.clickdeploy.port.in.RequestException.Reason;
import dev.clickdeploy.port.out.LogSignals;
import dev.clickdeploy.port.out.Storage;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Everybody in this process who follows a log. Each log that is followed has one reader; all of
 * them have one subscription to signals, which lives as long as anybody follows. Thread-safe.
 */
public final class LogFollowers implements AutoCloseable {
  private static final Duration POLL_WITH_SIGNALS = Duration.ofSeconds(5);
  private static final Duration POLL_WITHOUT = Duration.ofMillis(500);

  private final LogSignals signals;
  private final Pages pages;
  private final Map<DeploymentId, Shared> tails = new HashMap<>();
  private LogSignals.@Nullable Subscription subscription;
  private boolean closed;
  private volatile Duration poll = POLL_WITHOUT;

  /** Followers of this storage's logs. */
  public LogFollowers(Storage storage) {
    this.signals = storage.logSignals();
    this.pages = new Pages(storage);
  }

  /** A tail and how many share it. */
  private static final class Shared {
    final Tail tail;
    int followers;

    Shared(Tail tail) {
      this.tail = tail;
    }
  }

  /**
   * Follows a deployment's log after a sequence number.
   *
   * @throws RequestException UNAVAILABLE after a close
   */
  public FollowedLog follow(DeploymentId id, long after) {
    Tail tail = join(id);
    AtomicBoolean left = new AtomicBoolean();
    return new Following(
        id,
        after,
        pages,
        tail,
        () -> {
          if (left.compareAndSet(false, true)) {
            leave(id, tail);
          }
        });
  }

  private synchronized Tail join(DeploymentId id) {
    if (closed) {
      throw new RequestException(Reason.UNAVAILABLE, "the server is stopping; try again");
    }
    if (subscription == null) {
      poll = POLL_WITHOUT;
      subscription = signals.subscribe(new Woken());
    }
    Shared shared = tails.computeIfAbsent(id, i -> new Shared(new Tail(i, pages, () -> poll)));
    shared.followers++;
    return shared.tail;
  }

  private void leave(DeploymentId id, Tail tail) {
    tail.stir();
    LogSignals.Subscription unused = null;
    synchronized (this) {
      Shared shared = tails.get(id);
      if (shared != null && shared.tail == tail && --shared.followers == 0) {
        tails.remove(id);
        tail.close();
      }
      if (tails.isEmpty()) {
        unused = subscription;
        subscription = null;
      }
    }
    close(unused);
  }

  /** Not under the lock: whoever is called by the subscription may wait for it. */
  private static void close(LogSignals.@Nullable Subscription unused) {
    if (unused != null) {
      unused.close();
    }
  }

  private synchronized List<Tail> tails() {
    return tails.values().stream().map(shared -> shared.tail).toList();
  }

  private void wake(DeploymentId id, Consumer<TailReader> how) {
    Shared shared;
    synchronized (this) {
      shared = tails.get(id);
    }
    if (shared != null) {
      how.accept(shared.tail.reader());
    }
  }

  private final class Woken implements LogSignals.Listener {
    @Override
    public void grew(DeploymentId deployment) {
      wake(deployment, TailReader::grew);
    }

    @Override
    public void ended(DeploymentId deployment) {
      wake(deployment, TailReader::ended);
    }

    @Override
    public void restored() {
      pollEvery(POLL_WITH_SIGNALS);
    }

    @Override
    public void interrupted() {
      pollEvery(POLL_WITHOUT);
    }

    private void pollEvery(Duration time) {
      poll = time;
      tails().forEach(tail -> tail.reader().ended());
    }
  }

  /** Tells all who follow that it is over here; returns when no thread is left. */
  @Override
  public void close() {
    List<Tail> open;
    LogSignals.Subscription unused;
    synchronized (this) {
      closed = true;
      open = tails();
      tails.clear();
      unused = subscription;
      subscription = null;
    }
    open.forEach(Tail::close);
    close(unused);
    try {
      for (Tail tail : open) {
        tail.reader().join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
