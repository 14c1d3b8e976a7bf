package dev.clickdeploy.adapter.postgres.push;

import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.model.service.ServiceId;
import dev.clickdeploy.port.out.PortException;
import dev.clickdeploy.port.out.PushLedger.Recorded;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;

/**
 * Deliveries that come at about the same time are recorded together: what gathers while two
 * transactions are on their way goes into the next one. One that comes alone waits for nobody.
 */
final class Arrivals {
  private static final int AT_ONCE = 2;
  private static final int MOST = 32;

  /** One order for all processes, so that no two transactions wait for each other's keys. */
  private static final Comparator<Waiting> BY_KEY =
      Comparator.comparing((Waiting each) -> each.arrival.delivery().key())
          .thenComparing(each -> each.arrival.delivery().organization().value());

  private final Function<List<Arrival>, List<Optional<Recorded>>> recording;
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private final Set<ServiceId> busy = new HashSet<>();
  private int running;

  /**
   * None yet.
   *
   * @param recording records some together, and answers in their order; absent for what it did not
   *     record
   */
  Arrivals(Function<List<Arrival>, List<Optional<Recorded>>> recording) {
    this.recording = recording;
  }

  private record Waiting(Arrival arrival, CompletableFuture<Optional<Recorded>> answer) {}

  /**
   * Waits until it is recorded. Absent when it was not, whatever the cause: it is to go alone.
   *
   * @throws PortException when the calling thread is interrupted, so that it need not wait for a
   *     database that does not answer
   */
  Optional<Recorded> record(Arrival arrival) {
    Waiting mine = new Waiting(arrival, new CompletableFuture<>());
    synchronized (this) {
      waiting.add(mine);
      if (running < AT_ONCE) {
        running++;
        Thread.ofVirtual().name("clickdeploy-pushes").start(this::run);
      }
    }
    return answer(mine);
  }

  private static Optional<Recorded> answer(Waiting mine) {
    try {
      return mine.answer.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PortException(
          FailureClass.INFRASTRUCTURE,
          "nobody waited any longer for a delivery to be recorded",
          "have it delivered again: what was recorded is not acted on twice",
          e);
    }
  }

  /** How many have not begun. */
  synchronized int waiting() {
    return waiting.size();
  }

  private void run() {
    for (List<Waiting> batch = next(); !batch.isEmpty(); batch = next()) {
      try {
        record(batch);
      } finally {
        done(batch);
      }
    }
  }

  /** No two of a service, and none of a service that another transaction has. */
  private synchronized List<Waiting> next() {
    List<Waiting> batch = new ArrayList<>();
    for (Iterator<Waiting> all = waiting.iterator(); all.hasNext() && batch.size() < MOST; ) {
      Waiting each = all.next();
      Set<ServiceId> services = each.arrival.deployed();
      if (services.stream().noneMatch(busy::contains)) {
        busy.addAll(services);
        batch.add(each);
        all.remove();
      }
    }
    if (batch.isEmpty()) {
      running--;
    }
    batch.sort(BY_KEY);
    return batch;
  }

  private synchronized void done(List<Waiting> batch) {
    batch.forEach(each -> busy.removeAll(each.arrival.deployed()));
  }

  private void record(List<Waiting> batch) {
    try {
      List<Optional<Recorded>> recorded =
          recording.apply(batch.stream().map(Waiting::arrival).toList());
      for (int i = 0; i < batch.size(); i++) {
        batch.get(i).answer.complete(recorded.get(i));
      }
    } catch (RuntimeException | Error e) {
      if (batch.size() == 1) {
        batch.getFirst().answer.completeExceptionally(e);
      } else {
        // one of them is the cause, and the others shall not suffer from it
        batch.forEach(each -> each.answer.complete(Optional.empty()));
      }
    }
  }
}
