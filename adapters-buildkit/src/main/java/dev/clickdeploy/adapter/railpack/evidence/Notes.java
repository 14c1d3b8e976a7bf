package dev.clickdeploy.adapter.railpack.evidence;

import dev.clickdeploy.model.build.Evidence;
import java.util.ArrayList;
import java.util.List;

/** Collects, in order, why a plan becomes as it is. */
public final class Notes {
  private final List<Evidence> evidence = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  /** A decision and what led to it. */
  public void because(String decision, String reason) {
    evidence.add(new Evidence(decision, reason));
  }

  /** Something that its owner should know or mend. */
  public void warn(String warning) {
    warnings.add(warning);
  }

  /** The decisions in their order. */
  public List<Evidence> evidence() {
    return evidence;
  }

  /** The warnings in their order. */
  public List<String> warnings() {
    return warnings;
  }
}
