package dev.clickdeploy.adapter.registry.harbor.standin;

import java.util.List;
import java.util.Map;

/** What a scanner would say. */
final class Scans {
  private static final String REPORT = "application/vnd.security.vulnerability.report; version=1.1";

  private Scans() {}

  /** The state now; what follows is seen the next time. */
  static String next(List<String> states) {
    return states.size() > 1 ? states.removeFirst() : states.getFirst();
  }

  static boolean isDone(List<String> states) {
    return states.size() == 1 && states.getFirst().equals("Success");
  }

  static Map<String, ?> overview(String status) {
    boolean done = status.equals("Success");
    return Map.of(
        REPORT,
        Map.of(
            "scan_status",
            status,
            "severity",
            done ? "Critical" : "Unknown",
            "scanner",
            Map.of("name", "Trivy", "version", "v0.60"),
            "summary",
            Map.of(
                "total", done ? 3 : 0,
                "fixable", done ? 1 : 0,
                "summary", done ? Map.of("Critical", 1, "Low", 2) : Map.of())));
  }

  static Map<String, ?> report() {
    return Map.of(
        REPORT,
        Map.of(
            "severity",
            "Critical",
            "vulnerabilities",
            List.of(
                Map.of(
                    "id", "CVE-2026-0001",
                    "package", "openssl",
                    "version", "3.0.1",
                    "fix_version", "3.0.2",
                    "severity", "Critical"),
                Map.of(
                    "id", "CVE-2026-0002",
                    "package", "zlib",
                    "version", "1.2",
                    "severity", "Low"))));
  }
}
