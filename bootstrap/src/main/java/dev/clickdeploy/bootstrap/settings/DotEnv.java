package dev.clickdeploy.bootstrap.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A {@code .env} file: lines of {@code NAME=value}, optional {@code export}, comments and blank
 * lines; values may be quoted. Nothing is expanded.
 */
final class DotEnv {
  private DotEnv() {}

  static Map<String, String> read(Path file) {
    if (!Files.isRegularFile(file)) {
      return Map.of();
    }
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (IOException e) {
      throw new SettingException("%s cannot be read: %s".formatted(file, e.getMessage()));
    }
    Map<String, String> values = new LinkedHashMap<>();
    for (int number = 1; number <= lines.size(); number++) {
      String line = lines.get(number - 1).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        put(values, line, file, number);
      }
    }
    return values;
  }

  private static void put(Map<String, String> values, String line, Path file, int number) {
    String assignment = line.startsWith("export ") ? line.substring(7).strip() : line;
    int equals = assignment.indexOf('=');
    if (equals < 1 || !assignment.substring(0, equals).strip().matches("[A-Za-z_][A-Za-z0-9_]*")) {
      // the line itself is not repeated: it may hold a secret
      throw new SettingException("%s, line %d: NAME=value is expected".formatted(file, number));
    }
    values.put(assignment.substring(0, equals).strip(), unquoted(assignment.substring(equals + 1)));
  }

  private static String unquoted(String raw) {
    String value = raw.strip();
    for (String quote : List.of("\"", "'")) {
      if (value.length() >= 2 && value.startsWith(quote) && value.endsWith(quote)) {
        return value.substring(1, value.length() - 1);
      }
    }
    int comment = value.indexOf(" #");
    return comment < 0 ? value : value.substring(0, comment).strip();
  }
}
