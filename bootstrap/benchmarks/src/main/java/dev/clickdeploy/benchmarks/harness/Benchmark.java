package dev.clickdeploy.benchmarks.harness;

/** A benchmark of the project, known by its name. */
public interface Benchmark {
  /** What {@code run} calls it. */
  String name();

  /**
   * Measures everything.
   *
   * @throws Exception when our own system could not be measured; a peer that cannot is noted in the
   *     run instead
   */
  void measure(Run run) throws Exception;
}
