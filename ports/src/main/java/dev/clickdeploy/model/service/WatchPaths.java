package dev.clickdeploy.model.service;

import dev.clickdeploy.model.Texts;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Paths from the repository's root that matter to a service. In a pattern {@code *} stands for
 * anything within a name, {@code ?} for one character, {@code **} for any number of directories; a
 * directory stands for everything below it. A pattern that begins with {@code !} takes away, and
 * the last one that fits a path decides. Where the first takes away, everything else is watched.
 *
 * @param patterns at most 100 of at most 200 characters; none watches everything
 */
public record WatchPaths(List<String> patterns) {
  /** Any change matters. */
  public static final WatchPaths EVERYTHING = new WatchPaths(List.of());

  private static final int MOST = 100;
  private static final int LONGEST = 200;

  public WatchPaths {
    patterns = List.copyOf(patterns);
    if (patterns.size() > MOST) {
      throw new IllegalArgumentException(
          "%d patterns are given; at most %d are allowed".formatted(patterns.size(), MOST));
    }
    patterns.forEach(WatchPaths::requirePattern);
  }

  private static void requirePattern(String pattern) {
    Texts.required(pattern, "a watched path", LONGEST);
    String path = pattern.startsWith("!") ? pattern.substring(1) : pattern;
    if (Glob.clean(path).isEmpty() || List.of(path.split("/")).contains("..")) {
      throw new IllegalArgumentException(
          "'" + pattern + "' is not a path below the repository's root, such as services/api/**");
    }
  }

  /** Whether any change matters, so that nothing needs to be compared. */
  public boolean isEverything() {
    return patterns.isEmpty();
  }

  /** The first of these paths that is watched. */
  public Optional<String> firstWatched(Collection<String> paths) {
    if (isEverything()) {
      return paths.stream().findFirst();
    }
    List<Rule> rules = patterns.stream().map(Rule::of).toList();
    return paths.stream().filter(path -> isWatched(rules, path)).findFirst();
  }

  private static boolean isWatched(List<Rule> rules, String path) {
    for (Rule rule : rules.reversed()) {
      if (rule.glob().matches(path)) {
        return rule.watched();
      }
    }
    return !rules.getFirst().watched();
  }

  private record Rule(boolean watched, Glob glob) {
    static Rule of(String pattern) {
      return pattern.startsWith("!")
          ? new Rule(false, new Glob(pattern.substring(1)))
          : new Rule(true, new Glob(pattern));
    }
  }
}
