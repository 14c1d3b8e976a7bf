package dev.clickdeploy.benchmarks.harness;

/** One system's figures for one metric of one case, over all its rounds. */
public record Row(
    String benchmarkCase,
    String system,
    Metric metric,
    double median,
    double min,
    double max,
    int rounds) {}
