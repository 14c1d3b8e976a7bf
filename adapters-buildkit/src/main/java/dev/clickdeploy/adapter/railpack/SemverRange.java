package dev.clickdeploy.adapter.railpack;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A range in the grammar of node-semver (npm/node-semver, README "Ranges"), as a union of half-open
 * intervals. Pre-release and build suffixes are read over.
 */
record SemverRange(List<Interval> intervals) {
  private static final Pattern COMPARATOR =
      Pattern.compile("(\\^|~>?|>=|<=|>|<|=)?\\s*([^\\s<>=~^|]+)(?:\\s+|$|(?=[<>=~^]))");
  private static final Pattern HYPHEN = Pattern.compile("(\\S+)\\s+-\\s+(\\S+)");
  private static final int MAX_LENGTH = 200;

  SemverRange {
    intervals = List.copyOf(intervals);
  }

  /** From {@code low} on, below {@code high}. */
  record Interval(Version low, Version high) {
    private static final Interval ALL =
        new Interval(Version.ZERO, new Version(Integer.MAX_VALUE, 0, 0));

    Interval and(Interval other) {
      return new Interval(Version.max(low, other.low), Version.min(high, other.high));
    }

    boolean isEmpty() {
      return low.compareTo(high) >= 0;
    }
  }

  /** Reads a range; empty when it is none. */
  static Optional<SemverRange> parse(String text) {
    if (text.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    List<Interval> intervals = new ArrayList<>();
    for (String part : text.split("\\|\\|", -1)) {
      Optional<Interval> interval = conjunction(part.strip());
      if (interval.isEmpty()) {
        return Optional.empty();
      }
      interval.filter(i -> !i.isEmpty()).ifPresent(intervals::add);
    }
    return Optional.of(new SemverRange(intervals));
  }

  /** Whether some version of this major is in the range. */
  boolean allowsMajor(int major) {
    Interval line = new Interval(new Version(major, 0, 0), new Version(major + 1, 0, 0));
    return intervals.stream().anyMatch(interval -> !interval.and(line).isEmpty());
  }

  /** Whether there is a single version in it. */
  boolean isExact() {
    return intervals.size() == 1 && intervals.get(0).low().next(3).equals(intervals.get(0).high());
  }

  private static Optional<Interval> conjunction(String text) {
    Matcher hyphen = HYPHEN.matcher(text);
    if (hyphen.matches()) {
      return comparator(">=", hyphen.group(1))
          .flatMap(low -> comparator("<=", hyphen.group(2)).map(low::and));
    }
    Interval all = Interval.ALL;
    Matcher comparator = COMPARATOR.matcher(text);
    int at = 0;
    while (at < text.length()) {
      if (!comparator.find(at) || comparator.start() != at) {
        return Optional.empty();
      }
      String operator = comparator.group(1) == null ? "" : comparator.group(1);
      Optional<Interval> one = comparator(operator, comparator.group(2));
      if (one.isEmpty()) {
        return Optional.empty();
      }
      all = all.and(one.get());
      at = comparator.end();
    }
    return Optional.of(all);
  }

  private static Optional<Interval> comparator(String operator, String version) {
    return PartialVersion.parse(version).map(partial -> interval(operator, partial));
  }

  private static Interval interval(String operator, PartialVersion partial) {
    Version low = partial.low();
    Version after = partial.after();
    return switch (operator) {
      case ">=" -> new Interval(low, Interval.ALL.high());
      case ">" -> new Interval(after, Interval.ALL.high());
      case "<" -> new Interval(Version.ZERO, low);
      case "<=" -> new Interval(Version.ZERO, after);
      case "^" -> new Interval(low, partial.caretEnd());
      case "~", "~>" -> new Interval(low, partial.tildeEnd());
      default -> new Interval(low, after);
    };
  }
}
