package dev.clickdeploy.adapter.buildkit.upkeep;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * What to remove from daemons' caches.
 *
 * @param filters in the daemon's words, such as {@code type==source.local} or {@code id==…}; a
 *     record that fits one of them is removed, without any filter every one. Descriptions cannot be
 *     matched when pruning (BuildKit, cache/manager.go), only when asking for disk usage
 * @param internal whether what the daemon keeps for itself, such as frontends, is removed, too
 * @param unusedFor records that were used within this time are kept
 * @param atMost bytes that may stay; 0 for none
 */
public record Prune(List<String> filters, boolean internal, Duration unusedFor, long atMost) {
  public Prune {
    filters = List.copyOf(filters);
    Objects.requireNonNull(unusedFor, "unusedFor");
    if (unusedFor.isNegative() || atMost < 0) {
      throw new IllegalArgumentException("a time and a size are not negative");
    }
  }

  /** Everything that no build uses now. */
  public static Prune everything() {
    return new Prune(List.of(), true, Duration.ZERO, 0);
  }

  /** What fits one of these filters. */
  public static Prune matching(String... filters) {
    return new Prune(List.of(filters), false, Duration.ZERO, 0);
  }

  /** What no build has used for so long, and as much more as it takes to keep this many bytes. */
  public static Prune downTo(long bytes, Duration unusedFor) {
    return new Prune(List.of(), false, unusedFor, bytes);
  }
}
