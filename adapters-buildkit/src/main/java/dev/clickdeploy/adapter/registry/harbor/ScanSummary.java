package dev.clickdeploy.adapter.registry.harbor;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a scan has found, in numbers.
 *
 * @param severity the worst that was found, in the scanner's word; empty before there is a report
 * @param counts how many of each severity
 * @param total how many in all
 * @param fixable how many of them another version of the package is without
 * @param scanner its name and version; empty when not told
 */
public record ScanSummary(
    ScanStatus status,
    String severity,
    Map<String, Integer> counts,
    int total,
    int fixable,
    String scanner) {
  static final ScanSummary NONE = new ScanSummary(ScanStatus.NOT_SCANNED, "", Map.of(), 0, 0, "");

  public ScanSummary {
    counts = Map.copyOf(counts);
  }

  /** Of {@code scan_overview}: reports by media type, of which there is one for each scanner. */
  static ScanSummary of(JsonNode overview) {
    return overview.valueStream().findFirst().map(ScanSummary::ofReport).orElse(NONE);
  }

  private static ScanSummary ofReport(JsonNode report) {
    JsonNode summary = report.path("summary");
    Map<String, Integer> counts = new TreeMap<>();
    summary
        .path("summary")
        .propertyStream()
        .forEach(entry -> counts.put(entry.getKey(), entry.getValue().asInt()));
    JsonNode scanner = report.path("scanner");
    return new ScanSummary(
        ScanStatus.of(report.path("scan_status").asText()),
        report.path("severity").asText(),
        counts,
        summary.path("total").asInt(),
        summary.path("fixable").asInt(),
        (scanner.path("name").asText() + " " + scanner.path("version").asText()).strip());
  }
}
