package dev.clickdeploy.benchmarks.harness;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;

/** The JSON of a run, in the shape that all benchmarks of the project share. */
public final class Report {
  /** Enough to tell figures apart, few enough to read. */
  private static final MathContext DIGITS = new MathContext(5);

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private Report() {}

  /** Writes the run's report, and the directories above it when they are missing. */
  public static void write(Run run, String commit, Path file) throws IOException {
    Path absolute = file.toAbsolutePath();
    if (absolute.getParent() != null) {
      Files.createDirectories(absolute.getParent());
    }
    Files.writeString(
        absolute, JSON.writeValueAsString(json(run, commit)) + System.lineSeparator());
  }

  static ObjectNode json(Run run, String commit) {
    ObjectNode report = JSON.createObjectNode();
    report.put("benchmark", run.options().name());
    report.put("commit", commit);
    report.set("machine", JSON.valueToTree(run.machine()));
    run.measurements().rows().forEach(row -> add(report.withArray("/rows").addObject(), row));
    run.measurements()
        .ratios()
        .forEach(ratio -> add(report.withArray("/ratios").addObject(), ratio));
    report.withArray("/rows");
    report.withArray("/ratios");
    return report;
  }

  private static void add(ObjectNode node, Row row) {
    node.put("case", row.benchmarkCase());
    node.put("system", row.system());
    node.put("metric", row.metric().name());
    node.put("unit", row.metric().unit());
    node.put("median", rounded(row.median()));
    node.put("min", rounded(row.min()));
    node.put("max", rounded(row.max()));
    node.put("rounds", row.rounds());
  }

  private static void add(ObjectNode node, Ratio ratio) {
    node.put("case", ratio.benchmarkCase());
    node.put("metric", ratio.metric());
    node.put("ours", rounded(ratio.ours()));
    node.put("peer", rounded(ratio.peer()));
    node.put("system", ratio.system());
    node.put("ratio", rounded(ratio.ratio()));
  }

  private static double rounded(double figure) {
    return BigDecimal.valueOf(figure).round(DIGITS).doubleValue();
  }
}
