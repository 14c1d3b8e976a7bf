package dev.clickdeploy.model.build;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * What a build consisted of.
 *
 * @param steps in order of their numbers
 * @param sent what of the sources the builder asked for
 */
public record BuildReport(List<StepReport> steps, Sent sent) {
  /** Of a build that tells nothing about its steps. */
  public static final BuildReport NONE = new BuildReport(List.of());

  public BuildReport {
    steps = List.copyOf(steps);
    Objects.requireNonNull(sent, "sent");
  }

  /** A report that tells nothing about what was sent. */
  public BuildReport(List<StepReport> steps) {
    this(steps, Sent.NOTHING);
  }

  /** The same report with what was sent. */
  public BuildReport with(Sent other) {
    return new BuildReport(steps, other);
  }

  /** How many steps' results came from the cache. */
  public int cached() {
    return (int) steps.stream().filter(step -> step.end() == StepEnd.CACHED).count();
  }

  /** All steps' time added up; more than the build took where steps ran side by side. */
  public Duration worked() {
    return steps.stream().map(StepReport::took).reduce(Duration.ZERO, Duration::plus);
  }

  /** How a step ended. */
  public enum StepEnd {
    /** Its result was known. */
    CACHED,
    FINISHED,
    FAILED,
    /** It was stopped, or never came to run, because the build ended. */
    STOPPED
  }

  /**
   * One step.
   *
   * @param number from 1, as in the events
   * @param took zero when it did not run
   */
  public record StepReport(int number, String name, StepEnd end, Duration took) {
    public StepReport {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(end, "end");
      Objects.requireNonNull(took, "took");
    }
  }

  /**
   * Content of sources that went to the builder.
   *
   * @param bytes of the files, without names and framing
   */
  public record Sent(int files, long bytes) {
    /** No file at all. */
    public static final Sent NOTHING = new Sent(0, 0);
  }
}
