package dev.clickdeploy.benchmarks.harness;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The figures for a reader: one block for each case and metric, the best first. */
public final class Table {
  private Table() {}

  /** The lines of the table. */
  public static List<String> lines(Measurements measurements) {
    Map<String, List<Row>> blocks = new LinkedHashMap<>();
    for (Row row : measurements.rows()) {
      String title = row.benchmarkCase() + ": " + row.metric().name() + ", " + row.metric().unit();
      blocks.computeIfAbsent(title, t -> new ArrayList<>()).add(row);
    }
    List<String> lines = new ArrayList<>();
    blocks.forEach(
        (title, rows) -> {
          lines.add("");
          lines.add(
              "%-34s %10s %10s %10s   %s".formatted(title, "median", "min", "max", "ours is"));
          rows.stream().sorted(bestFirst()).map(row -> line(row, measurements)).forEach(lines::add);
        });
    return lines;
  }

  private static Comparator<Row> bestFirst() {
    return (a, b) ->
        switch (a.metric().better()) {
          case MORE -> Double.compare(b.median(), a.median());
          case LESS -> Double.compare(a.median(), b.median());
        };
  }

  private static String line(Row row, Measurements measurements) {
    String against =
        measurements.ratios().stream()
            .filter(ratio -> ratio.benchmarkCase().equals(row.benchmarkCase()))
            .filter(ratio -> ratio.metric().equals(row.metric().name()))
            .filter(ratio -> ratio.system().equals(row.system()))
            .map(ratio -> String.format(Locale.ROOT, "%.2f times as good", ratio.ratio()))
            .findFirst()
            .orElse("");
    return "  %-32s %10s %10s %10s   %s"
        .formatted(
            row.system(), figure(row.median()), figure(row.min()), figure(row.max()), against)
        .stripTrailing();
  }

  private static String figure(double figure) {
    return String.format(Locale.ROOT, figure >= 100 ? "%,.0f" : "%.2f", figure);
  }
}
