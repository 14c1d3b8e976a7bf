package dev.clickdeploy.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {
  private static final Metric RATE = new Metric("drain", "jobs/s", Better.MORE);
  private final Run run = new Run(new Options("queue", true, Map.of()), line -> {});

  private static List<String> fields(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  void it_has_exactly_the_shape_that_all_benchmarks_share() {
    run.measurements().add("bulk", Measurements.OURS, RATE, 123456.789);
    run.measurements().add("bulk", "peer", RATE, 1000);

    JsonNode report = Report.json(run, "abc");

    assertThat(fields(report)).containsExactly("benchmark", "commit", "machine", "rows", "ratios");
    assertThat(report.get("benchmark").textValue()).isEqualTo("queue");
    assertThat(report.get("commit").textValue()).isEqualTo("abc");
    assertThat(fields(report.get("rows").get(0)))
        .containsExactly("case", "system", "metric", "unit", "median", "min", "max", "rounds");
    assertThat(fields(report.get("ratios").get(0)))
        .containsExactly("case", "metric", "ours", "peer", "system", "ratio");
    assertThat(report.get("rows").get(0).get("median").doubleValue()).isEqualTo(123460);
    assertThat(report.get("ratios").get(0).get("ratio").doubleValue()).isEqualTo(123.46);
  }

  @Test
  void without_figures_its_lists_are_empty_and_not_missing() {
    JsonNode report = Report.json(run, "abc");

    assertThat(report.get("rows").isArray()).isTrue();
    assertThat(report.get("ratios").isArray()).isTrue();
  }

  @Test
  void a_peer_that_could_not_be_measured_is_named_with_every_reason() {
    run.unavailable("peer", "Node is not installed");
    run.unavailable("peer", "bulk: it broke");
    run.unavailable("peer", "bulk: it broke");

    assertThat(Report.json(run, "abc").at("/machine/unavailable/peer").textValue())
        .isEqualTo("Node is not installed; bulk: it broke");
  }
}
