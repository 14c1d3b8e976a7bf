package dev.clickdeploy.adapter.railpack.version;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A range of versions as a union of half-open intervals, read by one of the {@link Grammar}s.
 * Pre-release and build suffixes are read over, and so is {@code !=}, which no choice of a line of
 * versions depends on.
 */
public record SemverRange(List<Interval> intervals) {
  private static final Pattern COMPARATOR =
      Pattern.compile(
          "(\\^|~>|~=|~|>=|<=|>|<|!=|={1,3})?\\s*([^\\s<>=~^|,!]+)(?:\\s*,\\s*|\\s+|$|(?=[<>=~^!]))");
  private static final Pattern HYPHEN = Pattern.compile("(\\S+)\\s+-\\s+(\\S+)");
  private static final int MAX_LENGTH = 200;

  /** Every version. */
  static final SemverRange ALL = new SemverRange(List.of(Interval.ALL));

  public SemverRange {
    intervals = List.copyOf(intervals);
  }

  /** From {@code low} on, below {@code high}. */
  public record Interval(Version low, Version high) {
    private static final Interval ALL =
        new Interval(Version.ZERO, new Version(Integer.MAX_VALUE, 0, 0));

    Interval and(Interval other) {
      return new Interval(Version.max(low, other.low), Version.min(high, other.high));
    }

    boolean isEmpty() {
      return low.compareTo(high) >= 0;
    }

    /** The line right below the end, or the only version that is left of it. */
    PartialVersion newest() {
      Version end = high;
      if (end.patch() > 0) {
        return new PartialVersion(new Version(end.major(), end.minor(), end.patch() - 1), 3);
      }
      return end.minor() > 0
          ? new PartialVersion(new Version(end.major(), end.minor() - 1, 0), 2)
          : new PartialVersion(new Version(end.major() - 1, 0, 0), 1);
    }
  }

  /** Reads a range of npm; empty when it is none. */
  public static Optional<SemverRange> parse(String text) {
    return parse(text, Grammar.NPM);
  }

  /** Reads a range; empty when it is none. */
  public static Optional<SemverRange> parse(String text, Grammar grammar) {
    if (text.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    List<Interval> intervals = new ArrayList<>();
    for (String part : grammar.alternatives(text)) {
      Optional<Interval> interval = conjunction(part.strip(), grammar);
      if (interval.isEmpty()) {
        return Optional.empty();
      }
      interval.filter(i -> !i.isEmpty()).ifPresent(intervals::add);
    }
    return Optional.of(new SemverRange(intervals));
  }

  /** Whether some version of this major is in the range. */
  public boolean allowsMajor(int major) {
    return newestOf(new PartialVersion(new Version(major, 0, 0), 1)).isPresent();
  }

  /**
   * The newest versions of a line that are in the range, with as few numbers as say so: all of 22
   * for {@code >=20}, 22.4 for {@code <22.5}; empty when none of the line is.
   */
  public Optional<PartialVersion> newestOf(PartialVersion line) {
    Interval all = new Interval(line.low(), line.after());
    return intervals.stream()
        .map(interval -> interval.and(all))
        .filter(part -> !part.isEmpty())
        .max(Comparator.comparing(Interval::high))
        .map(part -> part.high().equals(line.after()) ? line : part.newest());
  }

  /** Whether there is a single version in it. */
  boolean isExact() {
    return intervals.size() == 1 && intervals.get(0).low().next(3).equals(intervals.get(0).high());
  }

  private static Optional<Interval> conjunction(String text, Grammar grammar) {
    Matcher hyphen = HYPHEN.matcher(text);
    if (hyphen.matches()) {
      return comparator(">=", hyphen.group(1), grammar)
          .flatMap(low -> comparator("<=", hyphen.group(2), grammar).map(low::and));
    }
    Interval all = Interval.ALL;
    Matcher comparator = COMPARATOR.matcher(text);
    int at = 0;
    while (at < text.length()) {
      if (!comparator.find(at) || comparator.start() != at) {
        return Optional.empty();
      }
      String operator = comparator.group(1) == null ? "" : comparator.group(1);
      Optional<Interval> one = comparator(operator, comparator.group(2), grammar);
      if (one.isEmpty()) {
        return Optional.empty();
      }
      all = all.and(one.get());
      at = comparator.end();
    }
    return Optional.of(all);
  }

  private static Optional<Interval> comparator(String operator, String version, Grammar grammar) {
    return PartialVersion.parse(version).map(partial -> interval(operator, partial, grammar));
  }

  private static Interval interval(String operator, PartialVersion partial, Grammar grammar) {
    Version low = partial.low();
    Version after = partial.after();
    return switch (operator) {
      case ">=" -> new Interval(low, Interval.ALL.high());
      case ">" -> new Interval(after, Interval.ALL.high());
      case "<" -> new Interval(Version.ZERO, low);
      case "<=" -> new Interval(Version.ZERO, after);
      case "^" -> new Interval(low, partial.caretEnd());
      case "~", "~>", "~=" -> new Interval(low, grammar.tildeEnd(operator, partial));
      case "!=" -> Interval.ALL;
      default -> new Interval(low, after);
    };
  }
}
