package dev.clickdeploy.benchmarks.harness;

import java.util.Objects;

/**
 * What a figure says.
 *
 * @param unit as printed
 * @param better which way
 * @param compared whether ours is compared with the peers'; a figure that relates a system to
 *     itself is not
 */
public record Metric(String name, String unit, Better better, boolean compared) {
  public Metric {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(unit, "unit");
    Objects.requireNonNull(better, "better");
  }

  /** A metric in which ours is compared with the peers. */
  public Metric(String name, String unit, Better better) {
    this(name, unit, better, true);
  }
}
