package dev.clickdeploy.adapter.railpack;

import dev.clickdeploy.model.build.Evidence;
import java.util.ArrayList;
import java.util.List;

/** Collects, in order, why a plan becomes as it is. */
final class Notes {
  private final List<Evidence> evidence = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  void because(String decision, String reason) {
    evidence.add(new Evidence(decision, reason));
  }

  void warn(String warning) {
    warnings.add(warning);
  }

  List<Evidence> evidence() {
    return evidence;
  }

  List<String> warnings() {
    return warnings;
  }
}
