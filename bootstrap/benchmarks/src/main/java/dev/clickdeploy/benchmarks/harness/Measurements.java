package dev.clickdeploy.benchmarks.harness;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Collects the figures of all rounds; in the order in which cases, metrics and systems came. */
public final class Measurements {
  /** The name under which our own system is reported. */
  public static final String OURS = "click-deploy";

  private final Map<Series, List<Double>> figures = new LinkedHashMap<>();

  /**
   * One figure of one round.
   *
   * @throws IllegalArgumentException when it is not a finite number ≥ 0
   */
  public void add(String benchmarkCase, String system, Metric metric, double figure) {
    if (!Double.isFinite(figure) || figure < 0) {
      throw new IllegalArgumentException(
          benchmarkCase + ", " + system + ", " + metric.name() + ": not a figure: " + figure);
    }
    figures
        .computeIfAbsent(new Series(benchmarkCase, metric, system), s -> new ArrayList<>())
        .add(figure);
  }

  /** The median so far, when there is one. */
  public OptionalDouble median(String benchmarkCase, String system, Metric metric) {
    List<Double> rounds = figures.get(new Series(benchmarkCase, metric, system));
    return rounds == null ? OptionalDouble.empty() : OptionalDouble.of(Median.of(rounds));
  }

  /** Median and range of everything that was measured. */
  public List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    figures.forEach((series, rounds) -> rows.add(row(series, rounds)));
    return rows;
  }

  private static Row row(Series series, List<Double> rounds) {
    return new Row(
        series.benchmarkCase,
        series.system,
        series.metric,
        Median.of(rounds),
        Collections.min(rounds),
        Collections.max(rounds),
        rounds.size());
  }

  /** Ours against every peer, wherever both have a figure that can be divided by. */
  public List<Ratio> ratios() {
    List<Ratio> ratios = new ArrayList<>();
    for (Row peer : rows()) {
      OptionalDouble ours = median(peer.benchmarkCase(), OURS, peer.metric());
      if (peer.metric().compared() && !peer.system().equals(OURS) && ours.isPresent()) {
        double ratio = peer.metric().better().ratio(ours.getAsDouble(), peer.median());
        if (Double.isFinite(ratio)) {
          ratios.add(ratio(peer, ours.getAsDouble(), ratio));
        }
      }
    }
    return ratios;
  }

  private static Ratio ratio(Row peer, double ours, double ratio) {
    return new Ratio(
        peer.benchmarkCase(), peer.metric().name(), ours, peer.median(), peer.system(), ratio);
  }

  private record Series(String benchmarkCase, Metric metric, String system) {}
}
