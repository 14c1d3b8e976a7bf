package dev.clickdeploy.adapter.railpack.java;

import dev.clickdeploy.adapter.railpack.source.SourceFiles;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The build files of Gradle's projects, which are programs: only what can be recognized in their
 * text counts.
 *
 * @param texts without comments, by directory; the root's is empty
 */
record GradleFiles(Map<String, String> texts) {
  private static final Pattern NAME =
      Pattern.compile("((?:[A-Za-z0-9_][A-Za-z0-9_.-]*/){0,2})build\\.gradle(?:\\.kts)?");
  private static final Pattern COMMENT = Pattern.compile("(?m)^[ \\t]*//.*$");
  private static final int MAX_PROJECTS = 50;

  static GradleFiles read(SourceFiles files) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (String path : files.matching(NAME).limit(MAX_PROJECTS).toList()) {
      String directory = path.substring(0, path.lastIndexOf('/') + 1).replaceFirst("/$", "");
      files
          .text(path)
          .ifPresent(text -> texts.put(directory, COMMENT.matcher(text).replaceAll("")));
    }
    return new GradleFiles(texts);
  }

  /** The first text in a file where the pattern is found, that of its first group. */
  Optional<String> find(Pattern pattern, String directory) {
    Matcher found = pattern.matcher(texts.getOrDefault(directory, ""));
    return found.find() ? Optional.of(found.group(1)) : Optional.empty();
  }

  /** Whether a project applies a plugin. */
  boolean applies(String directory, String plugin) {
    return texts
        .getOrDefault(directory, "")
        .lines()
        .anyMatch(line -> names(line, plugin) && !line.contains("apply false"));
  }

  private static boolean names(String line, String plugin) {
    return line.contains("'" + plugin + "'")
        || line.contains("\"" + plugin + "\"")
        || line.strip().equals(plugin);
  }
}
