package dev.clickdeploy.benchmarks.harness;

/** Which way a metric is better. */
public enum Better {
  /** A rate: more is better. */
  MORE,
  /** A delay: less is better. */
  LESS;

  /** How many times better ours is than the peer; above 1 always means that ours is better. */
  double ratio(double ours, double peer) {
    return switch (this) {
      case MORE -> ours / peer;
      case LESS -> peer / ours;
    };
  }
}
