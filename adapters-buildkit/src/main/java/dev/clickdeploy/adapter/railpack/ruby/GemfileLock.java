package dev.clickdeploy.adapter.railpack.ruby;

import dev.clickdeploy.adapter.railpack.source.SourceFiles;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a Gemfile.lock says (rubygems/bundler, lib/bundler/lockfile_parser.rb).
 *
 * @param gems version by name
 * @param platforms that it is resolved for
 * @param bundler the version of Bundler that wrote it
 * @param ruby the version of Ruby that it was written with
 */
record GemfileLock(
    boolean isPresent,
    Map<String, String> gems,
    List<String> platforms,
    Optional<String> bundler,
    Optional<String> ruby) {
  static final String FILE = "Gemfile.lock";
  private static final Pattern GEM =
      Pattern.compile("^ {4}([A-Za-z0-9_.-]+) \\(([^)\\n]*)\\)$", Pattern.MULTILINE);
  private static final Pattern BUNDLER =
      Pattern.compile("(?m)^BUNDLED WITH\\n\\s+([0-9]+(?:\\.[0-9A-Za-z]+){1,3})$");
  private static final Pattern RUBY =
      Pattern.compile("(?m)^RUBY VERSION\\n\\s+ruby ([0-9]+\\.[0-9]+\\.[0-9]+)");
  private static final Pattern PLATFORMS = Pattern.compile("(?m)^PLATFORMS\\n((?: {2}\\S+\\n?)+)");

  GemfileLock {
    gems = Map.copyOf(gems);
    platforms = List.copyOf(platforms);
  }

  /** Reads the file; one that is absent or too long says nothing. */
  static GemfileLock read(SourceFiles files) {
    String text = files.text(FILE).orElse("");
    Map<String, String> gems = new TreeMap<>();
    GEM.matcher(text).results().forEach(gem -> gems.putIfAbsent(gem.group(1), gem.group(2)));
    Matcher platforms = PLATFORMS.matcher(text);
    return new GemfileLock(
        files.has(FILE),
        gems,
        platforms.find() ? platforms.group(1).lines().map(String::strip).toList() : List.of(),
        first(BUNDLER, text),
        first(RUBY, text));
  }

  /** Whether a gem is in it, needed by the app or by others. */
  boolean has(String gem) {
    return gems.containsKey(gem);
  }

  /** Whether it can be installed on Linux as it is. */
  boolean isForLinux() {
    return platforms.isEmpty()
        || platforms.stream().anyMatch(name -> name.equals("ruby") || name.contains("linux"));
  }

  private static Optional<String> first(Pattern pattern, String text) {
    Matcher found = pattern.matcher(text);
    return found.find() ? Optional.of(found.group(1)) : Optional.empty();
  }
}
