package dev.clickdeploy.adapter.railpack.golang;

import dev.clickdeploy.adapter.railpack.source.SourceFiles;
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
  private static final Pattern TOOLCHAIN = Pattern.compile("(?m)^toolchain[ \\t]+go(\\S+)");

  /** The workspace's, else the module's; empty when there is neither. */
  static Optional<GoManifest> read(SourceFiles files) {
    return files
        .first(java.util.List.of(WORKSPACE, MODULE))
        .map(file -> new GoManifest(file, files.text(file).orElse("")));
  }

  /** The oldest version of Go that it allows. */
  Optional<String> go() {
    return find(GO);
  }

  /** The version that it suggests to newer ones. */
  Optional<String> toolchain() {
    return find(TOOLCHAIN);
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
