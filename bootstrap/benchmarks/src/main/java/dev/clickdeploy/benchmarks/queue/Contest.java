package dev.clickdeploy.benchmarks.queue;

import dev.clickdeploy.benchmarks.harness.Alternation;
import dev.clickdeploy.benchmarks.harness.Better;
import dev.clickdeploy.benchmarks.harness.Measurements;
import dev.clickdeploy.benchmarks.harness.Metric;
import dev.clickdeploy.benchmarks.harness.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** All contestants; what one of them cannot do is noted and stops nobody else. */
final class Contest implements AutoCloseable {
  private static final Metric OF_FRESH = new Metric("of-fresh", "share", Better.MORE, false);
  private static final int WARM_LATENCY_JOBS = 10;

  private final Run run;
  private final Bench bench;
  private final List<Contestant> contestants = new ArrayList<>();
  private final List<String> failuresOfOurs = new CopyOnWriteArrayList<>();

  Contest(Run run, Bench bench) {
    this.run = run;
    this.bench = bench;
    DriverCommands commands = new DriverCommands(run.options());
    List<String> names = QueueSystem.ALL.stream().map(QueueSystem::name).toList();
    List<String> chosen = run.options().chosen("systems", names);
    for (QueueSystem system : QueueSystem.ALL) {
      String missing =
          chosen.contains(system.name()) ? commands.missing(system).orElse("") : "not chosen";
      if (missing.isEmpty()) {
        contestants.add(new Contestant(system, commands, bench.databases()));
      } else {
        run.unavailable(system.name(), missing);
      }
    }
  }

  /** Every contestant once. */
  void round(QueueCase situation, int round) {
    for (Contestant contestant : Alternation.order(contestants, round)) {
      QueueSystem system = contestant.system();
      if (!situation.appliesTo(system)) {
        run.unavailable(system.name(), situation.name() + ": it deletes finished jobs by design");
      } else if (run.seconds() > bench.sizes().budgetSeconds() && !system.isOurs()) {
        run.unavailable(system.name(), situation.name() + ": the time of a quick run was over");
      } else {
        measure(situation, contestant, round);
      }
    }
  }

  /** All at once, since nothing is measured yet. */
  void warmUp() {
    run.say("warming up " + String.join(", ", names()));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      contestants.forEach(
          contestant -> threads.execute(() -> attempt("warm-up", contestant, this::warmUp)));
    }
  }

  private void measure(QueueCase situation, Contestant contestant, int round) {
    attempt(
        situation.name(),
        contestant,
        it -> {
          if (!it.isRunning()) {
            warmUp(it);
          }
          run.say("%s, round %d: %s".formatted(situation.name(), round + 1, it.system().name()));
          situation.measure(it, bench);
        });
  }

  private void attempt(String what, Contestant contestant, Attempt attempt) {
    try {
      attempt.with(contestant);
    } catch (Exception e) {
      String failure = what + ": " + e.getMessage();
      run.unavailable(contestant.system().name(), failure);
      if (contestant.system().isOurs()) {
        failuresOfOurs.add(failure);
      }
      contestant.close();
    }
  }

  /** Compiles and caches what the process will need, on a database of its own. */
  private void warmUp(Contestant contestant) throws Exception {
    bench.onCopyOf(
        bench.fresh(contestant),
        contestant,
        database -> {
          bench.pass(contestant, database, bench.sizes().warmUp());
          if (!run.options().quick()) {
            contestant.latency(WARM_LATENCY_JOBS, Sizes.PER_SECOND);
            contestant.stop();
          }
        });
  }

  /** How much of the rate of (a) is left in each other situation. */
  void sharesOfFresh() {
    Measurements measurements = run.measurements();
    for (Contestant contestant : contestants) {
      String system = contestant.system().name();
      OptionalDouble fresh = measurements.median("bulk", system, QueueCase.DRAIN);
      for (String situation : List.of("backlog", "history", "snapshot")) {
        OptionalDouble there = measurements.median(situation, system, QueueCase.DRAIN);
        if (fresh.isPresent() && there.isPresent()) {
          measurements.add(situation, system, OF_FRESH, there.getAsDouble() / fresh.getAsDouble());
        }
      }
    }
  }

  /**
   * Ours must not be among the missing.
   *
   * @throws IllegalStateException when it failed somewhere
   */
  void requireOurs() {
    if (!failuresOfOurs.isEmpty()) {
      throw new IllegalStateException(
          Measurements.OURS + " failed: " + String.join("; ", failuresOfOurs));
    }
  }

  private List<String> names() {
    return contestants.stream().map(contestant -> contestant.system().name()).toList();
  }

  @Override
  public void close() {
    contestants.forEach(Contestant::close);
  }

  /** Something that may fail. */
  private interface Attempt {
    void with(Contestant contestant) throws Exception;
  }
}
