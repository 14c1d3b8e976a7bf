package dev.clickdeploy.adapter.railpack.version;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The written form of a version table: a section {@code [tool]} for each tool with lines {@code key
 * = value}; {@code #} begins a comment.
 */
final class TableText {
  private TableText() {}

  static Map<String, ToolLine> read(String text) {
    Map<String, Map<String, String>> sections = new LinkedHashMap<>();
    Map<String, String> section = Map.of();
    int number = 0;
    for (String raw : text.lines().toList()) {
      number++;
      String line = raw.replaceFirst("#.*", "").strip();
      if (line.startsWith("[") && line.endsWith("]")) {
        section = new HashMap<>();
        sections.put(line.substring(1, line.length() - 1).strip(), section);
      } else if (!line.isEmpty()) {
        int equals = line.indexOf('=');
        if (equals < 1 || sections.isEmpty()) {
          throw new IllegalArgumentException(
              "line %d of the version table is neither [tool] nor key = value: %s"
                  .formatted(number, line));
        }
        section.put(line.substring(0, equals).strip(), line.substring(equals + 1).strip());
      }
    }
    Map<String, ToolLine> tools = new HashMap<>();
    sections.forEach((name, values) -> tools.put(name, tool(name, values)));
    return tools;
  }

  private static ToolLine tool(String name, Map<String, String> values) {
    String standard = values.getOrDefault("default", "");
    return new ToolLine(
        name,
        values.getOrDefault("label", name),
        values.get("image"),
        version(name, standard),
        versions(name, values.getOrDefault("supported", standard)),
        versions(name, values.getOrDefault("known", "")),
        aliases(name, values.getOrDefault("aliases", "")));
  }

  private static List<PartialVersion> versions(String tool, String text) {
    return words(text).map(word -> version(tool, word)).toList();
  }

  private static PartialVersion version(String tool, String word) {
    return PartialVersion.parse(word)
        .filter(version -> version.parts() > 0)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'%s' of %s in the version table is no version".formatted(word, tool)));
  }

  private static Map<String, String> aliases(String tool, String text) {
    Map<String, String> aliases = new HashMap<>();
    words(text)
        .forEach(
            word -> {
              int colon = word.indexOf(':');
              if (colon < 1 || SemverRange.parse(word.substring(colon + 1)).isEmpty()) {
                throw new IllegalArgumentException(
                    "'%s' of %s in the version table is not of the form alias:range"
                        .formatted(word, tool));
              }
              aliases.put(word.substring(0, colon), word.substring(colon + 1));
            });
    return aliases;
  }

  private static Stream<String> words(String text) {
    return Stream.of(text.split("\\s+")).filter(word -> !word.isEmpty());
  }
}
