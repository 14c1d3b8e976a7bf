package dev.clickdeploy.benchmarks.registry;

import dev.clickdeploy.benchmarks.http.load.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** One call after the other, from some threads at once. */
final class Calls {
  /** What is called; it is given its number, from 0. */
  @FunctionalInterface
  interface Call {
    void make(long number) throws Exception;
  }

  private final Call call;
  private final long most;
  private final long end;
  private final AtomicLong number = new AtomicLong();
  private final Histogram micros = new ConcurrentHistogram(3);

  private Calls(Call call, long most, long end) {
    this.call = call;
    this.most = most;
    this.end = end;
  }

  static Outcome lasting(Duration time, int threads, Call call) throws Exception {
    return new Calls(call, Long.MAX_VALUE, System.nanoTime() + time.toNanos()).run(threads);
  }

  static Outcome counting(long most, int threads, Call call) throws Exception {
    return new Calls(call, most, Long.MAX_VALUE).run(threads);
  }

  private Outcome run(int threads) throws Exception {
    long began = System.nanoTime();
    try (ExecutorService callers = Executors.newFixedThreadPool(threads)) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        all.add(
            callers.submit(
                () -> {
                  callOn();
                  return null;
                }));
      }
      for (Future<?> each : all) {
        each.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("a call failed", e.getCause());
    }
    return new Outcome(micros.getTotalCount(), (System.nanoTime() - began) / 1e9, micros);
  }

  private void callOn() throws Exception {
    for (long next = number.getAndIncrement();
        next < most && (end == Long.MAX_VALUE || System.nanoTime() - end < 0);
        next = number.getAndIncrement()) {
      long began = System.nanoTime();
      call.make(next);
      micros.recordValue((System.nanoTime() - began) / 1000);
    }
  }
}
