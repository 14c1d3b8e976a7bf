package dev.clickdeploy.benchmarks.harness;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** One run of a benchmark: what was asked, what was measured, on what, and what could not be. */
public final class Run {
  private final Options options;
  private final Consumer<String> progress;
  private final Measurements measurements = new Measurements();
  private final Map<String, Object> machine = new LinkedHashMap<>(Machine.facts());
  private final List<Unavailable> unavailable = new ArrayList<>();
  private final long began = System.nanoTime();

  /** A run that tells its progress line by line. */
  public Run(Options options, Consumer<String> progress) {
    this.options = options;
    this.progress = progress;
  }

  /** What was asked for. */
  public Options options() {
    return options;
  }

  /** Where the figures go. */
  public Measurements measurements() {
    return measurements;
  }

  /** A fact about what the figures were taken on: text, a number, or a map of these. */
  public synchronized void fact(String name, Object value) {
    machine.put(name, value);
  }

  /** Notes that a system, or one case of it, could not be measured. */
  public synchronized void unavailable(String system, String reason) {
    Unavailable missing = new Unavailable(system, reason);
    if (unavailable.contains(missing)) {
      return;
    }
    unavailable.add(missing);
    say(system + " is not measured: " + reason);
  }

  /** Tells what happens now. */
  public synchronized void say(String line) {
    progress.accept("%4d s  %s".formatted(seconds(), line));
  }

  /** How long the run has taken so far. */
  public long seconds() {
    return Duration.ofNanos(System.nanoTime() - began).toSeconds();
  }

  /** The machine's facts, with what is missing among them. */
  public synchronized Map<String, Object> machine() {
    Map<String, Object> facts = new LinkedHashMap<>(machine);
    Map<String, String> missing = new LinkedHashMap<>();
    unavailable.forEach(each -> missing.merge(each.system, each.reason, (a, b) -> a + "; " + b));
    facts.put("unavailable", missing);
    return facts;
  }

  private record Unavailable(String system, String reason) {}
}
