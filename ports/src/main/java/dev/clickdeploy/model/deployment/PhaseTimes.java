package dev.clickdeploy.model.deployment;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;

/**
 * When each phase of the current attempt began; a phase lasts until the next one begins or the
 * deployment ends.
 */
public record PhaseTimes(Map<Phase, Instant> begun) {
  /** Nothing has begun. */
  public static final PhaseTimes NONE = new PhaseTimes(Map.of());

  public PhaseTimes {
    begun = Map.copyOf(begun);
  }

  PhaseTimes begin(Phase phase, Instant at) {
    EnumMap<Phase, Instant> next = new EnumMap<>(Phase.class);
    next.putAll(begun);
    next.put(phase, at);
    return new PhaseTimes(next);
  }

  /**
   * How long each begun phase took, the last one measured to {@code end}; in the order of phases.
   */
  public Map<Phase, Duration> durations(Instant end) {
    EnumMap<Phase, Instant> ordered = new EnumMap<>(Phase.class);
    ordered.putAll(begun);
    EnumMap<Phase, Duration> durations = new EnumMap<>(Phase.class);
    Instant until = end;
    for (Phase phase : ordered.keySet().stream().sorted(Comparator.reverseOrder()).toList()) {
      Instant from = begun.get(phase);
      durations.put(phase, Duration.between(from, until));
      until = from;
    }
    return durations;
  }
}
