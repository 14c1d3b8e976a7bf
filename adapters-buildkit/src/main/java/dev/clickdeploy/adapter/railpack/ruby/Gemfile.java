package dev.clickdeploy.adapter.railpack.ruby;

import dev.clickdeploy.adapter.railpack.source.SourceFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A Gemfile as far as it can be read without running it (bundler.io, "Gemfile"). Text in comments
 * is left out.
 */
record Gemfile(String text) {
  static final String FILE = "Gemfile";
  private static final Pattern RUBY = Pattern.compile("(?m)^[ \\t]*ruby[ \\t(]+([^#\\n]*)");
  private static final Pattern TEXT = Pattern.compile("[\"']([^\"'\\n]{1,100})[\"']");
  private static final Pattern OPTION = Pattern.compile("\\w+:|:\\w+[ \\t]*=>");
  private static final Pattern GEM = Pattern.compile("(?m)^[ \\t]*gem[ \\t(]+[\"']([\\w.-]+)[\"']");
  private static final Pattern PATH =
      Pattern.compile("(?:path:|:path[ \\t]*=>|^[ \\t]*path)[ \\t(]*[\"']([^\"'\\n]+)[\"']");
  private static final Pattern NEEDS_SOURCES =
      Pattern.compile("(?m)^[ \\t]*(gemspec|eval_gemfile|eval|require_relative|instance_eval)\\b");

  /** Reads the file; one that is absent or too long says nothing. */
  static Gemfile read(SourceFiles files) {
    return new Gemfile(
        files.text(FILE).orElse("").lines().map(Gemfile::code).collect(Collectors.joining("\n")));
  }

  /** A comment begins with {@code #} at the beginning or after a space. */
  private static String code(String line) {
    int comment = line.startsWith("#") ? 0 : Math.max(line.indexOf(" #"), line.indexOf("\t#"));
    return comment < 0 ? line : line.substring(0, comment);
  }

  /** The range of Ruby's versions that it asks for. */
  Optional<String> ruby() {
    Matcher line = RUBY.matcher(text);
    if (!line.find()) {
      return Optional.empty();
    }
    String arguments = line.group(1);
    Matcher option = OPTION.matcher(arguments);
    String plain = option.find() ? arguments.substring(0, option.start()) : arguments;
    List<String> texts = new ArrayList<>();
    TEXT.matcher(plain).results().forEach(result -> texts.add(result.group(1)));
    return texts.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", texts));
  }

  /** Whether a gem is asked for. */
  boolean asksFor(String gem) {
    return GEM.matcher(text).results().anyMatch(result -> result.group(1).equals(gem));
  }

  /** Directories of the repository with gems. */
  List<String> paths() {
    return text.lines()
        .flatMap(line -> PATH.matcher(line).results())
        .map(result -> result.group(1).replaceFirst("^(?:\\./)+", ""))
        .distinct()
        .toList();
  }

  /** What in it reads other files of the repository. */
  Optional<String> needsSources() {
    Matcher word = NEEDS_SOURCES.matcher(text);
    return word.find() ? Optional.of(word.group(1)) : Optional.empty();
  }
}
