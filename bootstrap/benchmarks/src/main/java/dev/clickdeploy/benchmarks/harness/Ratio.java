package dev.clickdeploy.benchmarks.harness;

/**
 * Our median against a peer's.
 *
 * @param system the peer's name
 * @param ratio above 1 means that ours is better
 */
public record Ratio(
    String benchmarkCase, String metric, double ours, double peer, String system, double ratio) {}
