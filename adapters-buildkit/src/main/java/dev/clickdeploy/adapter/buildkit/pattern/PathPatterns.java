package dev.clickdeploy.adapter.buildkit.pattern;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A list of patterns of which the last one that matches decides; what matches a directory matches
 * everything below (moby/patternmatcher, MatchesUsingParentResults). Ask for each directory before
 * what is in it.
 */
public final class PathPatterns {
  private final List<PathPattern> patterns;

  private PathPatterns(List<PathPattern> patterns) {
    this.patterns = patterns;
  }

  /**
   * Reads patterns, cleaned as paths; blank ones are left out.
   *
   * @throws IllegalArgumentException naming a malformed one
   */
  public static PathPatterns of(List<String> texts) {
    return new PathPatterns(
        texts.stream().map(PathPattern::parse).flatMap(Optional::stream).toList());
  }

  /** What the patterns say of a path, and what they need to know of it for the paths below. */
  public static final class Verdict {
    private final boolean matches;
    private final BitSet byPattern;

    private Verdict(boolean matches, BitSet byPattern) {
      this.matches = matches;
      this.byPattern = byPattern;
    }

    /** Whether the path is one that the list means. */
    public boolean matches() {
      return matches;
    }
  }

  /** Whether there is none. */
  public boolean isEmpty() {
    return patterns.isEmpty();
  }

  /**
   * Decides about a path.
   *
   * @param parent the verdict about the directory it is in; null at the top
   */
  public Verdict verdict(String path, @Nullable Verdict parent) {
    boolean matches = false;
    BitSet byPattern = new BitSet(patterns.size());
    for (int i = 0; i < patterns.size(); i++) {
      PathPattern pattern = patterns.get(i);
      boolean inherited = parent != null && parent.byPattern.get(i);
      // an exception with nothing to take back, or an inclusion with nothing to add, is skipped
      if (inherited || (pattern.exception() == matches && pattern.matches(path))) {
        byPattern.set(i);
        matches = !pattern.exception();
      }
    }
    return new Verdict(matches, byPattern);
  }

  /** Whether a text has a wildcard. */
  public static boolean isWildcard(String name) {
    return name.chars().anyMatch(c -> "*?[\\".indexOf(c) >= 0);
  }

  /**
   * A pattern for one file name.
   *
   * @throws IllegalArgumentException when it is malformed
   */
  public static Pattern name(String glob) {
    return Glob.compile(glob.replaceAll("\\*+", "*"));
  }
}
