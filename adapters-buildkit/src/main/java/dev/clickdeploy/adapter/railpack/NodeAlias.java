package dev.clickdeploy.adapter.railpack;

import java.util.Locale;
import java.util.Map;

/** Names for versions that nvm, fnm and asdf accept instead of numbers. */
final class NodeAlias {
  /** Code names of the long-term support lines (nodejs/Release, CODENAMES.md). */
  private static final Map<String, String> CODENAMES =
      Map.of(
          "dubnium", "10",
          "erbium", "12",
          "fermium", "14",
          "gallium", "16",
          "hydrogen", "18",
          "iron", "20",
          "jod", "22",
          "krypton", "24");

  private NodeAlias() {}

  /** The range that an alias stands for; other texts as they are. */
  static String resolve(String text) {
    String name = text.toLowerCase(Locale.ROOT);
    String line = name.startsWith("lts/") ? name.substring(4) : name;
    return switch (line) {
      case "*", "lts" -> String.valueOf(NodeVersion.DEFAULT);
      case "node", "latest", "current", "stable" -> ">=24";
      default -> CODENAMES.getOrDefault(line, text);
    };
  }
}
