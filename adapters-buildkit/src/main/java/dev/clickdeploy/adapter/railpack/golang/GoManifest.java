package dev.clickdeploy.adapter.railpack.golang;

import dev.clickdeploy.adapter.railpack.source.SourceFiles;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A go.mod or go.work, as far as plans depend on it (go.dev, "Go Modules Reference").
 *
 * @param file its path
 */
record GoManifest(String file, String text) {
  static final String MODULE = "go.mod";
  static final String WORKSPACE = "go.work";
  private static final Pattern GO = Pattern.compile("(?m)^go[ \\t]+(\\S+)");
  private static final Pattern NAME = Pattern.compile("(?m)^module[ \\t]+\"?([^\\s\"]+)");
  private static final Pattern TOOLCHAIN = Pattern.compile("(?m)^toolchain[ \\t]+go(\\S+)");

  /** That of a path; one that is too long says nothing. */
  static GoManifest at(String file, SourceFiles files) {
    return new GoManifest(file, files.text(file).orElse(""));
  }

  /** The workspace's, else the module's; empty when there is neither. */
  static Optional<GoManifest> read(SourceFiles files) {
    return files.first(List.of(WORKSPACE, MODULE)).map(file -> at(file, files));
  }

  /** The oldest version of Go that it allows. */
  Optional<String> go() {
    return find(GO);
  }

  /** The version that it suggests to newer ones. */
  Optional<String> toolchain() {
    return find(TOOLCHAIN);
  }

  /** The module that it is of. */
  Optional<String> module() {
    return find(NAME);
  }

  /** Whether a module is needed from elsewhere: no directory takes its place. */
  boolean downloads(String module) {
    return requires(module)
        && text.lines().noneMatch(line -> line.contains(module) && line.contains("=>"));
  }

  /** Whether a module is needed, directly or by others. */
  boolean requires(String module) {
    int at = text.indexOf(module);
    while (at >= 0) {
      boolean begins = at == 0 || Character.isWhitespace(text.charAt(at - 1));
      int end = at + module.length();
      if (begins && end < text.length() && " \t/".indexOf(text.charAt(end)) >= 0) {
        return true;
      }
      at = text.indexOf(module, end);
    }
    return false;
  }

  private Optional<String> find(Pattern pattern) {
    Matcher line = pattern.matcher(text);
    return line.find() ? Optional.of(line.group(1)) : Optional.empty();
  }
}
